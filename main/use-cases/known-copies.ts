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
    const withIt = vaults.flatMap(({ sequence, copy }) => (beganAt < sequence && sequence < wentAt ? [copy] : []));
    const about = sessionId === null ? [] : (receipts.get(sessionId) ?? []);
    return [...about, ...withIt].sort((one, other) => one.atMs - other.atMs);
  };
}

function receiptsBySession({ log }: Parts): Map<SessionId, KnownCopy[]> {
  const copies = new Map<SessionId, KnownCopy[]>();
  for (const id of log.subjectIds('person')) {
    for (const { atMs, body } of log.events({ kind: 'person', id })) {
      if (body.kind !== 'receipt.exported') continue;
      const copy: KnownCopy = { kind: 'receipt', format: body.format, atMs };
      copies.set(body.sessionId, [...(copies.get(body.sessionId) ?? []), copy]);
    }
  }
  return copies;
}

/** Each has the keys of all that had one then, also where the sound was left out. */
function copiesOfVault({ log, vault }: Parts): { readonly sequence: number; readonly copy: KnownCopy }[] {
  return log
    .events({ kind: 'vault', id: vault.vaultId })
    .flatMap(({ sequence, atMs, body }) =>
      body.kind === 'vault.copied' ? [{ sequence, copy: { kind: 'vault', format: null, atMs } }] : [],
    );
}
