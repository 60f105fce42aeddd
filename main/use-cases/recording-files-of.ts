import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { StoredRecording } from '../catalog/recording-store.ts';
import { fromHex } from '../crypto/bytes.ts';
import type { RecordingFiles, RememberedSegment } from '../vault/recording-reader.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import { soundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Lends `act` where a recording lies, its key, the numbers of its segments, and what is remembered of each; the key is wiped when `act` is done.
 *
 * @throws `request/not-found` for a recording that is not there or was destroyed.
 */
export async function withRecordingFiles<Value>(
  { vault, catalog, log }: Pick<Unlocked, 'vault' | 'catalog' | 'log'>,
  recordingId: RecordingId,
  act: (files: RecordingFiles, segments: readonly number[], remembered: readonly RememberedSegment[]) => Promise<Value>,
): Promise<Value> {
  const recording = catalog.recordings.find(recordingId);
  const soundId = soundOf({ log }, recordingId);
  const remembered = catalog.segments.ofRecording(recordingId);
  const recordingKey = vault.recordingKey(soundId);
  if (recording === null || recordingKey === null) throw new SottoError('request/not-found');
  try {
    return await act(
      {
        folder: recordingFolder(vault.folder, soundId),
        vaultId: fromHex(vault.vaultId),
        recordingId: fromHex(soundId),
        recordingKey,
      },
      segmentsOf(recording, remembered),
      remembered,
    );
  } finally {
    recordingKey.wipe();
  }
}

/**
 * Those that hold sound, once that is known: a standby that was never needed has a number and no file. Until then all
 * that may.
 */
function segmentsOf(recording: StoredRecording, remembered: readonly RememberedSegment[]): number[] {
  const finished = remembered.filter(({ isFinal }) => isFinal).map(({ segment }) => segment);
  if (recording.state !== 'recording' && finished.length > 0) return finished;
  return Array.from({ length: recording.segmentCount }, (_, segment) => segment);
}
