import { slotIdSchema, vaultIdSchema } from '../../../contract/ids.ts';
import type { PassphraseReply, PassphraseRequest, Proof, Sheet } from '../../../contract/passphrase-messages.ts';
import type { Way, Ways } from '../../../contract/ways.ts';
import { fixedNowMs } from './fake-data.ts';

const fingerprint = 'abcd efgh ijkl mnop';

/** As the vault process: what opens the vault, and what changes that. */
export class FakeWays {
  /** By slot: what opens it, as typed. */
  readonly #secrets = new Map<string, string>();
  #ways: Way[] = [];
  #nextId = 1;
  #sheet: { readonly sheet: Sheet; readonly replaces: string | null } | null = null;

  constructor(passphrase: string | null) {
    this.#add('passphrase', passphrase ?? '', null);
  }

  list(): Ways {
    return { ways: this.#ways.map((way) => ({ ...way, isOnly: this.#ways.length === 1 })), fingerprint };
  }

  rename(slotId: string, name: string | null): Ways {
    this.#ways = this.#ways.map((way) => (way.slotId === slotId ? { ...way, name } : way));
    return this.list();
  }

  /** The last reply to a request, or null when it is about opening with a passphrase. */
  answer(request: PassphraseRequest): PassphraseReply | null {
    switch (request.kind) {
      case 'create':
      case 'unlock':
      case 'rescue':
        return null;
      case 'unlock-by-sheet':
        return this.#opens(request.words) ? { kind: 'opened' } : failed('vault/unlock-failed');
      case 'change-passphrase':
        if (this.#secrets.get(request.slotId) !== request.passphrase) return failed('vault/proof-refused');
        this.#secrets.set(request.slotId, request.newPassphrase);
        return { kind: 'done' };
      case 'add-passphrase':
        return this.#proved(request.proof, () => this.#add('passphrase', request.newPassphrase, request.name));
      case 'remove-way':
        return this.#proved(request.proof, () => this.#remove(request.slotId));
      case 'make-sheet': {
        if (!this.#opens(secretOf(request.proof))) return failed('vault/proof-refused');
        const sheet = this.#draw();
        this.#sheet = { sheet, replaces: request.replaces };
        return { kind: 'sheet', sheet };
      }
      case 'confirm-sheet':
        return this.#confirm(request.words);
      case 'drop-sheet':
        this.#sheet = null;
        return { kind: 'done' };
      case 'rekey':
        return this.#proved(request.proof, () => undefined);
    }
  }

  #confirm(words: readonly string[]): PassphraseReply {
    if (this.#sheet === null) return failed('request/conflict');
    const { sheet, replaces } = this.#sheet;
    if (sheet.positions.some((position, index) => sheet.words[position - 1] !== words[index])) {
      return failed('vault/sheet-not-confirmed');
    }
    if (replaces !== null) this.#remove(replaces);
    this.#add('sheet', sheet.words.join(' '), null);
    this.#sheet = null;
    return { kind: 'done' };
  }

  #draw(): Sheet {
    return {
      slotId: this.#newId(),
      words: Array.from({ length: 24 }, (_, index) => `word${String.fromCodePoint(97 + index)}`),
      fingerprint,
      vaultId: vaultIdSchema.parse('0123456789abcdef'.repeat(2)),
      madeAtMs: fixedNowMs,
      positions: [3, 11, 20],
    };
  }

  #proved(proof: Proof, act: () => void): PassphraseReply {
    if (!this.#opens(secretOf(proof))) return failed('vault/proof-refused');
    act();
    return { kind: 'done' };
  }

  #opens(secret: string): boolean {
    return [...this.#secrets.values()].some((known) => known === '' || known === secret || known === secret.trim());
  }

  #newId() {
    this.#nextId += 1;
    return slotIdSchema.parse(String(this.#nextId).padStart(32, '0'));
  }

  #add(type: Way['type'], secret: string, name: string | null): void {
    const slotId = this.#newId();
    this.#secrets.set(slotId, secret);
    const rest = { addedAtMs: fixedNowMs, changedAtMs: null, isOnly: false };
    this.#ways.push({ slotId, type, name, ...rest, usedForThisUnlock: this.#ways.length === 0 });
  }

  #remove(slotId: string): void {
    this.#secrets.delete(slotId);
    this.#ways = this.#ways.filter((way) => way.slotId !== slotId);
  }
}

function secretOf(proof: Proof): string {
  return proof.by === 'passphrase' ? proof.passphrase : proof.words;
}

function failed(
  code: 'vault/proof-refused' | 'vault/unlock-failed' | 'vault/sheet-not-confirmed' | 'request/conflict',
) {
  return { kind: 'failed', error: { code, details: {} } } as const;
}
