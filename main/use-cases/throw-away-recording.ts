import type { RecordingId } from '../../contract/ids.ts';
import { throwAwayWindowMs } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { deleteRecording } from './delete-later.ts';
import { assertNotHeld } from './holds-of.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Ends a take that began less than a minute ago and deletes it.
 *
 * @throws `request/not-found`; `request/held` while its session is held: the take goes on.
 */
export async function throwAwayRecording(
  unlocked: Unlocked,
  recordingId: RecordingId,
): Promise<{ outcome: 'deleting' | 'too-late' }> {
  const recording = unlocked.catalog.recordings.find(recordingId);
  if (recording === null || isSpokenTake(unlocked, recordingId)) throw new SottoError('request/not-found');
  const ageMs = unlocked.clock.nowMs() - recording.beganAtMs;
  // Of a take that is younger than nothing, as the clock was set, nobody knows how long it is.
  if (ageMs < 0 || ageMs >= throwAwayWindowMs) return { outcome: 'too-late' };
  assertNotHeld(unlocked, { kind: 'recording', id: recordingId });
  if (unlocked.recorders.current() === recordingId) await unlocked.recorders.end(recordingId);
  await deleteRecording(unlocked, recordingId, 'thrown-away');
  return { outcome: 'deleting' };
}
