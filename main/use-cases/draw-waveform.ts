import type { RecordingId } from '../../contract/ids.ts';
import type { Waveform } from '../../contract/recording.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { readWaveform } from '../vault/recording-levels.ts';
import { readMarks } from '../vault/recording-marks.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { getRecording } from './get-recording.ts';
import { withRecordingFiles } from './recording-files-of.ts';
import type { Unlocked } from './unlocked.ts';
import { assertMayBeUsed } from './withdrawals-of.ts';

/**
 * Peaks of a recording, its gaps and its bookmarks, from the levels kept beside it: nothing is decoded.
 *
 * @throws `request/not-found`, `consent/withdrawn`, `storage/*`.
 */
export async function drawWaveform(
  parts: Pick<Unlocked, 'vault' | 'log' | 'catalog'>,
  { recordingId, bars }: { readonly recordingId: RecordingId; readonly bars: number },
): Promise<Waveform> {
  if (isBeingDestroyed(parts, recordingId)) throw new SottoError('request/not-found');
  const { durationMs } = getRecording(parts, recordingId);
  assertMayBeUsed(parts, recordingId);
  const segments = parts.catalog.segments.ofRecording(recordingId);
  return withRecordingFiles(parts, recordingId, async (files) => ({
    durationMs,
    bars: await readWaveform(files, segments, bars),
    ...(await readMarks(files, segments)),
  }));
}
