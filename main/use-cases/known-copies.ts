import type { SessionId } from '../../contract/ids.ts';
import type { KnownCopy } from '../../contract/retention.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * What left the vault and is about a session, by what the log knows, oldest first: what destroying does not reach. A new
 * way out has its place here.
 */
export function copiesBySession({ log }: Pick<Unlocked, 'log'>): Map<SessionId, KnownCopy[]> {
  const copies = new Map<SessionId, KnownCopy[]>();
  for (const id of log.subjectIds('person')) {
    for (const { atMs, body } of log.events({ kind: 'person', id })) {
      if (body.kind !== 'receipt.exported') continue;
      const copy: KnownCopy = { kind: 'receipt', format: body.format, atMs };
      copies.set(body.sessionId, [...(copies.get(body.sessionId) ?? []), copy]);
    }
  }
  for (const [id, found] of copies)
    copies.set(
      id,
      found.toSorted((one, other) => one.atMs - other.atMs),
    );
  return copies;
}
