import type { PendingDeletion } from '../../contract/deletion.ts';
import type { SessionId } from '../../contract/ids.ts';
import { projectDeletion, remainingUndoMs } from '../retention/pending-deletion.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog' | 'clock'>;

/** Every deletion that can still be undone; those of recordings first. */
export function listDeletions(parts: Parts): PendingDeletion[] {
  const ofRecordings = parts.log.subjectIds('recording').flatMap((id): PendingDeletion[] => {
    const recording = parts.catalog.recordings.find(id);
    return recording === null
      ? []
      : pending(parts, { kind: 'recording', id }, recording.sessionId, recording.beganAtMs);
  });
  const ofSessions = parts.log.subjectIds('session').flatMap((id): PendingDeletion[] => {
    const session = parts.catalog.sessions.find(id);
    return session === null ? [] : pending(parts, { kind: 'session', id }, id, session.createdAtMs);
  });
  return [...ofRecordings, ...ofSessions];
}

function pending(
  { log, catalog, clock }: Parts,
  subject: PendingDeletion['subject'],
  sessionId: SessionId,
  beganAtMs: number,
): PendingDeletion[] {
  const deletion = projectDeletion(log.events(subject));
  if (deletion === null) return [];
  const codes = catalog.participations.ofSession(sessionId).map(({ code }) => code);
  const remainingMs = remainingUndoMs(deletion.requestedAtMs, clock.nowMs());
  return [{ subject, sessionId, codes, beganAtMs, remainingMs }];
}
