import type { DeletionSubject } from '../../contract/deletion.ts';
import { undoWindowMs } from '../../contract/limits.ts';
import { projectDeletion, remainingUndoMs } from '../retention/pending-deletion.ts';
import { destroyRecording } from './destroy-recording.ts';
import { destroySession } from './destroy-session.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'clock'> & Partial<Pick<Unlocked, 'readers'>>;

/**
 * Carries out the deletions whose undo has run out, those from before a lock too. One that the disk does not let us do
 * now is tried again.
 *
 * @returns milliseconds until there is something to do again; null when nothing is pending.
 */
export async function carryOutDeletions(parts: Parts): Promise<number | null> {
  let nextMs: number | null = null;
  const wait = (ms: number): void => {
    nextMs = Math.min(ms, nextMs ?? ms);
  };
  for (const subject of subjectsOf(parts)) {
    const deletion = projectDeletion(parts.log.events(subject));
    if (deletion === null) continue;
    const remainingMs = remainingUndoMs(deletion.requestedAtMs, parts.clock.nowMs());
    if (remainingMs > 0) {
      wait(remainingMs);
      continue;
    }
    const isDone = await unlessDiskRefuses(() =>
      subject.kind === 'session'
        ? destroySession(parts, subject.id)
        : destroyRecording(parts, subject.id, deletion.reason),
    );
    if (!isDone) wait(undoWindowMs);
  }
  return nextMs;
}

function subjectsOf({ log }: Pick<Parts, 'log'>): DeletionSubject[] {
  return [
    ...log.subjectIds('recording').map((id) => ({ kind: 'recording', id }) as const),
    ...log.subjectIds('session').map((id) => ({ kind: 'session', id }) as const),
  ];
}
