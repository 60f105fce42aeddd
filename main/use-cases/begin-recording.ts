import { recordingIdSchema, type RecordingId } from '../../contract/ids.ts';
import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { copyBytes } from '../crypto/bytes.ts';
import { deriveSegmentKey } from '../crypto/v1/segment.ts';
import type { EventBodies } from '../log/events.ts';
import { destroyRecording } from './destroy-recording.ts';
import { newId } from './new-id.ts';
import { getSettings } from './settings.ts';
import type { Unlocked } from './unlocked.ts';

type Began = Extract<EventBodies['recording'], { kind: 'recording.began' }>;

/**
 * Begins a recording that somebody has granted: its key is durable and its row is in the index before a recorder gets
 * the key of its first segment, and the microphone opens only once that segment's file is durable.
 *
 * @throws `capture/recorder-gone`, `storage/*`; then nothing of the recording is left.
 */
export async function beginRecording(
  unlocked: Unlocked,
  { sessionId, spokenConsent }: Pick<Began, 'sessionId' | 'spokenConsent'>,
): Promise<RecordingId> {
  const settings = getSettings(unlocked);
  const { bitrateBps } = settings;
  const takeKind = spokenConsent === null ? 'session' : 'spoken-consent';
  const recordingId = newId(recordingIdSchema);
  const beganAtMs = unlocked.clock.nowMs();
  await unlocked.vault.addRecordingKey(recordingId);
  await unlocked.log.append(
    { kind: 'recording', id: recordingId },
    { kind: 'recording.began', sessionId, bitrateBps, spokenConsent },
  );
  unlocked.catalog.recordings.add({ id: recordingId, sessionId, beganAtMs, bitrateBps });
  try {
    await beginFirstSegment(unlocked, recordingId, { sessionId, takeKind });
  } catch (error) {
    await destroyRecording(unlocked, recordingId, 'empty');
    throw error;
  }
  unlocked.capture.armForRecording(recordingId, takeKind, settings);
  return recordingId;
}

async function beginFirstSegment(
  unlocked: Unlocked,
  recordingId: RecordingId,
  what: Pick<RecorderOrder, 'sessionId' | 'takeKind'>,
): Promise<void> {
  const { vault, catalog, recorders } = unlocked;
  const segment = catalog.recordings.addSegment(recordingId);
  const recordingKey = vault.recordingKey(recordingId);
  if (segment === null || recordingKey === null) throw new SottoError('internal/unexpected');
  const segmentKey = deriveSegmentKey(recordingKey, segment);
  try {
    await recorders.begin({
      kind: 'begin',
      vaultFolder: vault.folder,
      vaultId: vault.vaultId,
      recordingId,
      ...what,
      role: 'active',
      segment,
      segmentKey: segmentKey.use(copyBytes),
      ...getSettings(unlocked),
    });
  } finally {
    recordingKey.wipe();
    segmentKey.wipe();
  }
}
