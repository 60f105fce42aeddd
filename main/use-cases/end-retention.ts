import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { termsWhenBegan } from '../consent/chosen-agreement.ts';
import { projectFate } from '../retention/fate.ts';
import { isAutomaticallyOver, projectRetention, type RetentionRule } from '../retention/rule.ts';
import { deleteRecording } from './delete-later.ts';
import { assertNotHeld, isRecordingHeld } from './holds-of.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import { sessionOf } from './recordings-of-session.ts';
import { isGoing } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'recorders' | 'undoWindows' | 'alarm' | 'clock'>;

/** A clock that was set, or a sleep, is noticed within this. */
const lookAgainMs = 60 * 60_000;

/** How long each recording is kept, from the log. */
export function retentionRuleOf({ log }: Pick<Unlocked, 'log'>, recordingId: RecordingId): RetentionRule {
  const sessionId = sessionOf({ log }, recordingId);
  const events = log.events({ kind: 'recording', id: recordingId });
  if (sessionId === null || isSpokenTake({ log }, recordingId)) return projectRetention(null, events);
  return projectRetention(termsWhenBegan(log.events({ kind: 'session', id: sessionId }), events), events);
}

/**
 * Asks for all of these to be destroyed, as a person who saw them listed wants; each can be undone for a while.
 *
 * @throws as `deleteRecording`, before anything is asked for.
 */
export async function destroyDue(parts: Parts, recordingIds: readonly RecordingId[]): Promise<void> {
  for (const id of recordingIds) {
    const subject = { kind: 'recording', id } as const;
    if (parts.catalog.recordings.find(id) === null || isGoing(parts, subject) || isSpokenTake(parts, id)) {
      throw new SottoError('request/not-found');
    }
    if (parts.recorders.current() === id) throw new SottoError('request/conflict');
    assertNotHeld(parts, subject);
  }
  for (const id of recordingIds) await deleteRecording(parts, id, 'retention-confirmed');
}

/**
 * Asks for what everybody agreed that the app destroys by itself, once its last day is over: as any deletion it can be
 * undone for a while, and is not asked for by itself again when it was. What is held, or recorded, waits.
 *
 * @returns milliseconds until it is to be looked at again; null when nothing is to be destroyed by itself.
 */
export async function endRetentions(parts: Parts): Promise<number | null> {
  let nextMs: number | null = null;
  for (const id of parts.log.subjectIds('recording')) {
    const events = parts.log.events({ kind: 'recording', id });
    if (projectFate(events).kind !== 'stays') continue;
    const rule = retentionRuleOf(parts, id);
    if (rule.destruction !== 'automatic') continue;
    nextMs = lookAgainMs;
    if (!isAutomaticallyOver(rule, parts.clock.nowMs()) || !mayEnd(parts, id)) continue;
    // It has its turn when it is looked at again.
    await unlessDiskRefuses(() => deleteRecording(parts, id, 'retention-ended'));
  }
  return nextMs;
}

function mayEnd(parts: Parts, id: RecordingId): boolean {
  const recording = parts.catalog.recordings.find(id);
  if (recording === null || parts.recorders.current() === id || isRecordingHeld(parts, id)) return false;
  return projectFate(parts.log.events({ kind: 'session', id: recording.sessionId })).kind === 'stays';
}
