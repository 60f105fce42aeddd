import type { DeletionSubject } from '../../contract/deletion.ts';
import { undoWindowMs } from '../../contract/limits.ts';
import { projectFate } from '../retention/fate.ts';
import { destroyRecording } from './destroy-recording.ts';
import { destroySession } from './destroy-session.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'undoWindows'> & Partial<Pick<Unlocked, 'readers'>>;

export interface CarriedOut {
  /** Milliseconds until there is something to do again; null when nothing waits. */
  readonly nextMs: number | null;
  /** The disk refused one: `finishDestructions` has to be called, now or at the next unlock. */
  readonly isPostponed: boolean;
}

/** Carries out the deletions whose undo has run out, those from before a lock too. */
export async function carryOutDeletions(parts: Parts): Promise<CarriedOut> {
  const waitsMs: number[] = [];
  let isPostponed = false;
  for (const subject of subjectsOf(parts)) {
    const fate = projectFate(parts.log.events(subject));
    if (fate.kind !== 'waits') continue;
    const remainingMs = parts.undoWindows.remainingMs(subject.id, fate.requestedAtMs);
    if (remainingMs > 0) {
      waitsMs.push(remainingMs);
      continue;
    }
    const isDone = await unlessDiskRefuses(() =>
      subject.kind === 'session' ? destroySession(parts, subject.id) : destroyRecording(parts, subject.id, fate.reason),
    );
    if (isDone) continue;
    isPostponed = true;
    waitsMs.push(undoWindowMs);
  }
  return { nextMs: waitsMs.length === 0 ? null : Math.min(...waitsMs), isPostponed };
}

function subjectsOf({ log }: Pick<Parts, 'log'>): DeletionSubject[] {
  return [
    ...log.subjectIds('recording').map((id) => ({ kind: 'recording', id }) as const),
    ...log.subjectIds('session').map((id) => ({ kind: 'session', id }) as const),
  ];
}
