import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { copyBytes } from '../crypto/bytes.ts';
import { deriveSegmentKey } from '../crypto/v1/segment.ts';
import { getSettings } from './settings.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Gives a recording that runs a standby: a recorder with the key of the next segment, which begins to write only when the
 * one before it is gone. Nothing happens for a recording that has ended. Does not wait for the standby, which nobody
 * needs yet.
 */
export function prepareStandby(unlocked: Unlocked, recordingId: RecordingId): void {
  const { vault, catalog, recorders } = unlocked;
  const recording = catalog.recordings.find(recordingId);
  if (recording?.state !== 'recording' || recorders.current() !== recordingId) return;
  const segment = catalog.recordings.addSegment(recordingId);
  const recordingKey = vault.recordingKey(recordingId);
  if (segment === null || recordingKey === null) throw new SottoError('internal/unexpected');
  const segmentKey = deriveSegmentKey(recordingKey, segment);
  try {
    recorders
      .begin({
        kind: 'begin',
        role: 'standby',
        vaultFolder: vault.folder,
        vaultId: vault.vaultId,
        recordingId,
        sessionId: recording.sessionId,
        takeKind: 'session',
        segment,
        segmentKey: segmentKey.use(copyBytes),
        ...getSettings(unlocked),
        // Packets of one recording have one size, whatever is chosen for the next.
        bitrateBps: recording.bitrateBps,
      })
      // Main asks again when a standby has gone.
      .catch(() => undefined);
  } finally {
    recordingKey.wipe();
    segmentKey.wipe();
  }
}
