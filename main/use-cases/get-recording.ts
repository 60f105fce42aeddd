import type { RecordingId } from '../../contract/ids.ts';
import type { RecordingSummary } from '../../contract/recording.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Unlocked } from './unlocked.ts';

/** @throws `request/not-found`. */
export function getRecording({ catalog }: Pick<Unlocked, 'catalog'>, recordingId: RecordingId): RecordingSummary {
  const recording = catalog.recordings.find(recordingId);
  if (recording === null) throw new SottoError('request/not-found');
  const { segmentCount: _, ...summary } = recording;
  return summary;
}
