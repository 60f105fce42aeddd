import type { RecordingId } from '../../contract/ids.ts';
import { projectFate } from '../retention/fate.ts';
import type { Unlocked } from './unlocked.ts';

/** Whether nothing has begun to destroy it. */
export function recordingStays({ log }: Pick<Unlocked, 'log'>, id: RecordingId): boolean {
  const fate = projectFate(log.events({ kind: 'recording', id })).kind;
  return fate === 'stays' || fate === 'waits';
}
