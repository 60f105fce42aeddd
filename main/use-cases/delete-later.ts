import type { DeletionSubject } from '../../contract/deletion.ts';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { undoWindowMs } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectDeletion, type DeletionRequest } from '../retention/pending-deletion.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'recorders' | 'alarm'>;

/**
 * Asks for a recording to be destroyed once the undo has run out (`carryOutDeletions`). The wish is durable on return,
 * also on a full disk; asking twice does not begin the time anew.
 *
 * @throws `request/not-found`; `request/conflict` while it runs.
 */
export async function deleteRecording(
  parts: Parts,
  recordingId: RecordingId,
  reason: DeletionRequest['reason'] = 'deleted',
): Promise<void> {
  const isThere = parts.catalog.recordings.find(recordingId) !== null && !isBeingDestroyed(parts, recordingId);
  if (!isThere) throw new SottoError('request/not-found');
  if (parts.recorders.current() === recordingId) throw new SottoError('request/conflict');
  await request(parts, { kind: 'recording', id: recordingId }, reason);
}

/**
 * The same for a session: its recordings and all that is kept of it.
 *
 * @throws `request/not-found`; `request/conflict` while it is being recorded.
 */
export async function deleteSession(parts: Parts, sessionId: SessionId): Promise<void> {
  if (parts.catalog.sessions.find(sessionId) === null) throw new SottoError('request/not-found');
  const running = parts.recorders.current();
  const isRunning = running !== null && parts.catalog.recordings.find(running)?.sessionId === sessionId;
  if (isRunning) throw new SottoError('request/conflict');
  await request(parts, { kind: 'session', id: sessionId }, 'deleted');
}

/** Nothing is deleted any more, durable on return; `too-late` when it has begun. */
export async function undoDeletion(
  { vault, log }: Pick<Parts, 'vault' | 'log'>,
  subject: DeletionSubject,
): Promise<{ outcome: 'undone' | 'too-late' }> {
  if (projectDeletion(log.events(subject)) === null) return { outcome: 'too-late' };
  await vault.usingReserve(() => log.append(subject, { kind: 'deletion.undone' }));
  return { outcome: 'undone' };
}

async function request(
  { vault, log, alarm }: Parts,
  subject: DeletionSubject,
  reason: DeletionRequest['reason'],
): Promise<void> {
  if (projectDeletion(log.events(subject)) !== null) return;
  await vault.usingReserve(() => log.append(subject, { kind: 'deletion.requested', reason }));
  alarm.ringIn(undoWindowMs);
}
