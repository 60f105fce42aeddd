import type { RecordingId } from '../../contract/ids.ts';
import { throwAwayWindowMs } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { destroyRecording } from './destroy-recording.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Ends and destroys a take that began less than a minute ago.
 *
 * @throws `request/not-found`.
 */
export async function throwAwayRecording(
  unlocked: Unlocked,
  recordingId: RecordingId,
): Promise<{ outcome: 'destroyed' | 'too-late' }> {
  const recording = unlocked.catalog.recordings.find(recordingId);
  if (recording === null) throw new SottoError('request/not-found');
  if (unlocked.clock.nowMs() - recording.beganAtMs >= throwAwayWindowMs) return { outcome: 'too-late' };
  if (unlocked.recorders.current() === recordingId) await unlocked.recorders.end(recordingId);
  await destroyRecording(unlocked, recordingId, 'thrown-away');
  return { outcome: 'destroyed' };
}
