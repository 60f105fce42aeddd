import type { PendingDeletion } from '../../contract/deletion.ts';
import type { SessionId } from '../../contract/ids.ts';
import { projectFate } from '../retention/fate.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog' | 'undoWindows'>;

/** Every deletion that can still be undone, and those that the disk has not let us finish; of recordings first. */
export function listDeletions(parts: Parts): PendingDeletion[] {
  const { log, catalog } = parts;
  const ofRecordings = log.subjectIds('recording').flatMap((id): PendingDeletion[] => {
    const subject = { kind: 'recording', id } as const;
    const remainingMs = remaining(parts, subject);
    const recording = remainingMs === null ? null : catalog.recordings.find(id);
    if (remainingMs === null || recording === null) return [];
    return [{ ...aboutSession(parts, recording.sessionId), subject, beganAtMs: recording.beganAtMs, remainingMs }];
  });
  const ofSessions = log.subjectIds('session').flatMap((id): PendingDeletion[] => {
    const subject = { kind: 'session', id } as const;
    const remainingMs = remaining(parts, subject);
    const session = remainingMs === null ? null : catalog.sessions.find(id);
    if (remainingMs === null || session === null) return [];
    return [{ ...aboutSession(parts, id), subject, beganAtMs: session.createdAtMs, remainingMs }];
  });
  return [...ofRecordings, ...ofSessions];
}

/** Null when nothing becomes of it, or nothing any more. */
function remaining({ log, undoWindows }: Parts, subject: PendingDeletion['subject']): number | null {
  const fate = projectFate(log.events(subject));
  if (fate.kind === 'waits') return undoWindows.remainingMs(subject.id, fate);
  return fate.kind === 'is-going' ? 0 : null;
}

function aboutSession({ catalog }: Parts, sessionId: SessionId): Pick<PendingDeletion, 'sessionId' | 'codes'> {
  return { sessionId, codes: catalog.participations.ofSession(sessionId).map(({ code }) => code) };
}
