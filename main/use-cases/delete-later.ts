import type { DeletionSubject } from '../../contract/deletion.ts';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectFate, type DeletionRequest } from '../retention/fate.ts';
import { assertNotHeld } from './holds-of.ts';
import { isGoing } from './session-standing.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'recorders' | 'undoWindows' | 'alarm'>;

/**
 * Asks for a recording to be destroyed once the undo has run out (`carryOutDeletions`). The wish is durable on return,
 * also on a full disk; asking twice does not begin the time anew.
 *
 * @throws `request/not-found`, also for spoken words, which go with their session; `request/conflict` while it runs;
 * `request/held`.
 */
export async function deleteRecording(
  parts: Parts,
  recordingId: RecordingId,
  reason: DeletionRequest['reason'] = 'deleted',
): Promise<void> {
  const subject = { kind: 'recording', id: recordingId } as const;
  const isThere = parts.catalog.recordings.find(recordingId) !== null && !isSpokenTake(parts, recordingId);
  if (!isThere || isGoing(parts, subject)) {
    throw new SottoError('request/not-found');
  }
  if (parts.recorders.current() === recordingId) throw new SottoError('request/conflict');
  assertNotHeld(parts, subject);
  await request(parts, subject, reason);
}

/**
 * The same for a session: its recordings, its notes and all that is kept of it.
 *
 * @throws `request/not-found`; `request/conflict` while it is being recorded; `request/held`, also for one recording of it.
 */
export async function deleteSession(parts: Parts, sessionId: SessionId): Promise<void> {
  const subject = { kind: 'session', id: sessionId } as const;
  if (parts.catalog.sessions.find(sessionId) === null || isGoing(parts, subject)) {
    throw new SottoError('request/not-found');
  }
  const running = parts.recorders.current();
  const isRunning = running !== null && parts.catalog.recordings.find(running)?.sessionId === sessionId;
  if (isRunning) throw new SottoError('request/conflict');
  assertNotHeld(parts, subject);
  await request(parts, subject, 'deleted');
}

/** Nothing is deleted any more, durable on return; `too-late` when it has begun. */
export async function undoDeletion(
  { vault, log, undoWindows }: Pick<Parts, 'vault' | 'log' | 'undoWindows'>,
  subject: DeletionSubject,
): Promise<{ outcome: 'undone' | 'too-late' }> {
  if (projectFate(log.events(subject)).kind !== 'waits') return { outcome: 'too-late' };
  await vault.usingReserve(() => log.append(subject, { kind: 'deletion.undone' }));
  undoWindows.forget(subject.id);
  return { outcome: 'undone' };
}

/** The alarm is set also when the disk refuses: the entry may be in the log all the same. */
async function request(
  { vault, log, undoWindows, alarm }: Parts,
  subject: DeletionSubject,
  reason: DeletionRequest['reason'],
): Promise<void> {
  try {
    if (projectFate(log.events(subject)).kind === 'waits') return;
    await vault.usingReserve(() => log.append(subject, { kind: 'deletion.requested', reason }));
  } finally {
    const fate = projectFate(log.events(subject));
    if (fate.kind === 'waits') alarm.ringIn(undoWindows.remainingMs(subject.id, fate));
  }
}
