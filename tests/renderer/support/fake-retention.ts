import type { SottoApi } from '../../../contract/api.ts';
import { vaultIdSchema } from '../../../contract/ids.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import type { RecordingRetention, RetentionLists, SignedCertificate } from '../../../contract/retention.ts';
import { recordingOf, sessionOf } from './fake-data.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

export const nothingKept: RetentionLists = {
  dueNow: [],
  coming: [],
  untilUsed: [],
  held: [],
  unlisted: { dueNow: 0, coming: 0, untilUsed: 0, held: 0 },
  destroyed: [],
};

/** A recording that is kept for a number of days, of which the last has come. */
export function retentionOf(number: number, more: Partial<RecordingRetention> = {}): RecordingRetention {
  const recording = recordingOf(number, 1);
  return {
    recording,
    codes: ['K-12'],
    itemClass: 'training',
    rule: 'for',
    destruction: 'ask',
    dueFromMs: recording.beganAtMs,
    destroyByMs: recording.beganAtMs + 86_400_000,
    lastDay: '2026-11-25',
    why: 'day-come',
    holds: [],
    isToBeDestroyed: false,
    copies: [],
    ...more,
  };
}

const { id: sessionId } = sessionOf(1);
const entry = { sequence: 7, at: '2026-11-24T10:00:00.000Z', head: 'ab'.repeat(32) };

export const certificate: SignedCertificate = {
  certificate: {
    schema_version: 'sotto-certificate-2',
    vault_id: vaultIdSchema.parse('0'.repeat(32)),
    recording_id: recordingOf(101, 1).id,
    session_id: sessionId,
    what: 'session',
    began_at: '2026-11-20T10:00:00.000Z',
    duration_ms: 3_000_000,
    reason: 'retention-confirmed',
    destroyed_at: '2026-11-24T10:00:30.000Z',
    key: { entry_ids: ['cd'.repeat(32)], absent_from_generation: 9 },
    log: { began: entry, destruction_begun: entry, destroyed: entry },
    copies_elsewhere: [{ kind: 'receipt', format: 'pdf', at: '2026-11-21T10:00:00.000Z', finished_at: null }],
    not_promised: ['copies-of-the-vault', 'copies-unknown-to-the-log', 'blocks-left-on-flash'],
    app_version: '0.1.0',
  },
  json: '{}\n',
  signature: 'untrusted comment: signature\n',
  publicKey: 'untrusted comment: minisign public key\nRWQabc\n',
};

/** What is due in a fake vault, and what was asked of it. */
export class FakeRetention {
  readonly #lists: RetentionLists;
  readonly destroyed: string[][] = [];
  readonly holds: { readonly reason: string; readonly by: string }[] = [];

  constructor(lists: RetentionLists) {
    this.#lists = lists;
  }

  api(answer: Answer): SottoApi['retention'] {
    const done = (call: string) => answer(`retention.${call}`, () => null);
    const { dueNow, coming, untilUsed, held } = this.#lists;
    return {
      list: () => answer('retention.list', () => this.#lists),
      ofSession: (asked) =>
        answer('retention.ofSession', () => ({
          recordings: [...dueNow, ...coming, ...untilUsed, ...held].filter(
            ({ recording }) => recording.sessionId === asked.sessionId,
          ),
          notesClass: null,
          hold: null,
        })),
      classify: () => done('classify'),
      markUsed: () => done('markUsed'),
      hold: ({ words }) => {
        this.holds.push(words);
        return done('hold');
      },
      liftHold: () => done('liftHold'),
      destroy: ({ recordingIds }) => {
        this.destroyed.push(recordingIds);
        return done('destroy');
      },
    };
  }

  certificates(answer: Answer): SottoApi['certificates'] {
    return {
      get: () => answer('certificates.get', () => certificate),
      export: () => answer('certificates.export', () => certificate),
      save: () => answer('certificates.save', () => ({ outcome: 'saved' as const })),
    };
  }
}
