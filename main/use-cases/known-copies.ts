import type { RecordingId, SessionId } from '../../contract/ids.ts';
import type { KnownCopy } from '../../contract/retention.ts';
import { sessionOf } from './recordings-of-session.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'vault'>;

/** What left the vault and concerns a recording, oldest first: what destroying it does not reach. */
export type CopiesOf = (recordingId: RecordingId) => KnownCopy[];

/** By what the log knows now. A new way out has its place here. */
export function knownCopies(parts: Parts): CopiesOf {
  const receipts = receiptsBySession(parts);
  const vaults = copiesOfVault(parts);
  return (recordingId) => {
    const sessionId = sessionOf(parts, recordingId);
    const events = parts.log.events({ kind: 'recording', id: recordingId });
    const beganAt = events[0]?.sequence ?? Infinity;
    const wentAt = events.find(({ body }) => body.kind === 'recording.destroying')?.sequence ?? Infinity;
    const finished = events.flatMap(({ atMs, body }) => (body.kind === 'copy.finished' ? [{ atMs, ...body }] : []));
    const withIt = vaults.flatMap(({ sequence, copy }): KnownCopy[] => {
      if (!(beganAt < sequence && sequence < wentAt)) return [];
      return [{ ...copy, finishedAtMs: finished.find(({ copied }) => copied === sequence)?.atMs ?? null }];
    });
    const byHand = finished.flatMap(({ copied, atMs }): KnownCopy[] =>
      copied === null ? [{ kind: 'vault-by-hand', format: null, atMs, finishedAtMs: atMs }] : [],
    );
    const about = sessionId === null ? [] : (receipts.get(sessionId) ?? []);
    return [...about, ...withIt, ...byHand].sort((one, other) => one.atMs - other.atMs);
  };
}

function receiptsBySession({ log }: Parts): Map<SessionId, KnownCopy[]> {
  const copies = new Map<SessionId, KnownCopy[]>();
  for (const id of log.subjectIds('person')) {
    for (const { atMs, body } of log.events({ kind: 'person', id })) {
      if (body.kind !== 'receipt.exported') continue;
      const copy: KnownCopy = { kind: 'receipt', format: body.format, atMs, finishedAtMs: null };
      copies.set(body.sessionId, [...(copies.get(body.sessionId) ?? []), copy]);
    }
  }
  return copies;
}

/** Each has the keys of all that had one then, also where the sound was left out. One of which nothing is left is none. */
function copiesOfVault({ log, vault }: Parts): { readonly sequence: number; readonly copy: KnownCopy }[] {
  const events = log.events({ kind: 'vault', id: vault.vaultId });
  const removed = new Set(events.flatMap(({ body }) => (body.kind === 'vault.copy-removed' ? [body.copied] : [])));
  return events.flatMap(({ sequence, atMs, body }) =>
    body.kind === 'vault.copied' && !removed.has(sequence)
      ? [{ sequence, copy: { kind: 'vault', format: null, atMs, finishedAtMs: null } }]
      : [],
  );
}
