import { confirmedSheetWords, sheetWordCount } from '../../contract/limits.ts';
import type { SlotId } from '../../contract/ids.ts';
import { slotIdSchema } from '../../contract/ids.ts';
import type { PassphraseRequest, Sheet } from '../../contract/passphrase-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { randomBytes } from '../crypto/sodium.ts';
import { sealRecoverySlot } from '../crypto/v1/recovery-slot.ts';
import { wordsOf, type RecoverySecret } from '../crypto/v1/recovery-words.ts';
import { fingerprintOf } from '../crypto/v1/signing-key.ts';
import { slotTypes, type Slot } from '../crypto/v1/slots.ts';
import type { OnDeriving } from '../vault/key-derivation.ts';
import type { Vault } from '../vault/vault.ts';
import { assertRoomForWay } from './add-passphrase.ts';
import { slotIdOf } from './list-ways.ts';
import { logSlots } from './log-slots.ts';
import { newId } from './new-id.ts';
import { assertProof } from './prove.ts';
import type { Unlocked } from './unlocked.ts';
import { setWayName } from './way-names.ts';

type Asked = Omit<Extract<PassphraseRequest, { kind: 'make-sheet' }>, 'kind'>;

interface Waiting {
  readonly sheet: Sheet;
  readonly secret: RecoverySecret;
  readonly asked: Asked;
}

/** The one sheet that may wait to be confirmed. It is in memory only, so a lock forgets it. */
export class SheetTray {
  readonly #unlocked: Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'clock'>;
  #waiting: Waiting | null = null;

  constructor(unlocked: Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'clock'>) {
    this.#unlocked = unlocked;
  }

  /**
   * Draws the words of a sheet, which open nothing yet. One that waited is forgotten.
   *
   * @throws `request/not-found` when it is to replace no sheet of this vault, `vault/too-many-ways`; as `assertProof`.
   */
  async make(asked: Asked, onDeriving: OnDeriving): Promise<Sheet> {
    const { vault, clock } = this.#unlocked;
    assertPlace(vault.slots, asked.replaces);
    await assertProof(this.#unlocked, asked.proof, onDeriving);
    this.drop();
    const secret = SecretKey.random('recovery');
    const sheet: Sheet = {
      slotId: newId(slotIdSchema),
      words: wordsOf(secret),
      fingerprint: fingerprintOf(vault.signingPublicKey),
      vaultId: vault.vaultId,
      madeAtMs: clock.nowMs(),
      positions: drawPositions(),
    };
    this.#waiting = { sheet, secret, asked };
    return sheet;
  }

  /**
   * From here on the sheet opens the vault, and the one that it replaces does not. Durable on return.
   *
   * @throws `request/conflict` when no sheet waits; `vault/sheet-not-confirmed`, after which it still waits; `storage/*`,
   * after which it waits too: the slot may be there already, and confirming again does what is left.
   */
  async confirm(words: readonly string[]): Promise<void> {
    const { vault } = this.#unlocked;
    const waiting = this.#waiting;
    if (waiting === null) throw new SottoError('request/conflict');
    const { sheet, secret, asked } = waiting;
    if (!areThoseOf(sheet, words)) throw new SottoError('vault/sheet-not-confirmed');
    const { slotId, madeAtMs } = sheet;
    if (vault.slots.some((slot) => slotIdOf(slot) === slotId)) {
      // Written once more: the disk may have refused the second copy, which then still opens to the sheet before.
      await vault.changeSlots((slots) => slots);
    } else {
      await vault.changeSlots((slots, masterKey) => {
        assertPlace(slots, asked.replaces);
        const id = fromHex(slotId);
        const added = sealRecoverySlot(fromHex(vault.vaultId), id, secret, masterKey, signerOf(vault), madeAtMs);
        return [...slots.filter((slot) => slotIdOf(slot) !== asked.replaces), added];
      });
    }
    if (asked.name !== null) setWayName(this.#unlocked, slotId, asked.name);
    if (asked.replaces !== null) setWayName(this.#unlocked, asked.replaces, null);
    await logSlots(this.#unlocked);
    this.drop();
  }

  drop(): void {
    this.#waiting?.secret.wipe();
    this.#waiting = null;
  }
}

/** The vault's signing, as slots need it. */
export function signerOf(vault: Vault) {
  return {
    publicKey: vault.signingPublicKey,
    sign: (...given: Parameters<Vault['sign']>) => vault.sign(...given),
  };
}

function assertPlace(slots: readonly Slot[], replaces: SlotId | null): void {
  if (replaces === null) assertRoomForWay(slots);
  else if (slots.find((slot) => slotIdOf(slot) === replaces)?.type !== slotTypes.recovery) {
    throw new SottoError('request/not-found');
  }
}

/** Three different ones of the 24, each as likely as any other, in ascending order. */
function drawPositions(): number[] {
  const drawn = new Set<number>();
  // 240 is a multiple of 24: what lies above it is drawn again, so that the remainder is not biased.
  while (drawn.size < confirmedSheetWords) {
    const [value] = randomBytes(1);
    if (value !== undefined && value < 240) drawn.add((value % sheetWordCount) + 1);
  }
  return [...drawn].sort((a, b) => a - b);
}

function areThoseOf({ positions, words }: Sheet, typed: readonly string[]): boolean {
  const asIs = (word: string | undefined) => word?.trim().toLowerCase();
  return (
    typed.length === positions.length && positions.every((place, index) => asIs(typed[index]) === words[place - 1])
  );
}
