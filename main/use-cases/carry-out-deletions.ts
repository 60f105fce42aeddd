import type { DeletionSubject } from '../../contract/deletion.ts';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { undoWindowMs } from '../../contract/limits.ts';
import { projectFate, type DeletionRequest } from '../retention/fate.ts';
import { isAutomaticallyOver } from '../retention/rule.ts';
import { undoDeletion } from './delete-later.ts';
import { destroyRecordings } from './destroy-recording.ts';
import { destroySession } from './destroy-session.ts';
import { retentionRuleOf } from './end-retention.ts';
import { isHeld } from './holds-of.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'undoWindows' | 'clock'> & Partial<Pick<Unlocked, 'readers'>>;

export interface CarriedOut {
  /** Milliseconds until there is something to do again; null when nothing waits. */
  readonly nextMs: number | null;
  /** The disk refused one: `finishDestructions` has to be called, now or at the next unlock. */
  readonly isPostponed: boolean;
}

/**
 * Carries out the deletions whose undo has run out, those from before a lock too; recordings all at once. What is held
 * stays, and where a crash or the disk came between the hold and the undoing of its deletion, that is made up for: else
 * the old wish would destroy it in the moment in which the hold is lifted. What the app asked for by itself is undone where
 * its day has not come after all, as a clock that was ahead has been set right.
 */
export async function carryOutDeletions(parts: Parts): Promise<CarriedOut> {
  const waitsMs: number[] = [];
  const recordings: { recordingId: RecordingId; reason: DeletionRequest['reason'] }[] = [];
  const sessions: SessionId[] = [];
  for (const subject of subjectsOf(parts)) {
    const fate = projectFate(parts.log.events(subject));
    if (fate.kind !== 'waits') continue;
    if (isHeld(parts, subject) || isBeforeItsDay(parts, subject, fate.reason)) {
      const isUndone = await unlessDiskRefuses(async () => {
        await undoDeletion(parts, subject);
      });
      if (!isUndone) waitsMs.push(undoWindowMs);
      continue;
    }
    const remainingMs = parts.undoWindows.remainingMs(subject.id, fate);
    if (remainingMs > 0) waitsMs.push(remainingMs);
    else if (subject.kind === 'session') sessions.push(subject.id);
    else recordings.push({ recordingId: subject.id, reason: fate.reason });
  }
  const acts = [
    ...(recordings.length === 0 ? [] : [() => destroyRecordings(parts, recordings)]),
    ...sessions.map((id) => () => destroySession(parts, id)),
  ];
  let isPostponed = false;
  for (const act of acts) {
    if (await unlessDiskRefuses(act)) continue;
    isPostponed = true;
    waitsMs.push(undoWindowMs);
  }
  return { nextMs: waitsMs.length === 0 ? null : Math.min(...waitsMs), isPostponed };
}

function isBeforeItsDay(parts: Parts, subject: DeletionSubject, reason: DeletionRequest['reason']): boolean {
  if (subject.kind === 'session' || reason !== 'retention-ended') return false;
  return !isAutomaticallyOver(retentionRuleOf(parts, subject.id), parts.clock.nowMs());
}

function subjectsOf({ log }: Pick<Parts, 'log'>): DeletionSubject[] {
  return [
    ...log.subjectIds('recording').map((id) => ({ kind: 'recording', id }) as const),
    ...log.subjectIds('session').map((id) => ({ kind: 'session', id }) as const),
  ];
}
