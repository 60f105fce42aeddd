import type { GateReason } from '../../contract/consent.ts';
import { recordingIdSchema, type RecordingId, type SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { copyBytes } from '../crypto/bytes.ts';
import { deriveSegmentKey } from '../crypto/v1/segment.ts';
import { projectFate } from '../retention/fate.ts';
import { destroyRecording } from './destroy-recording.ts';
import { getSession } from './get-session.ts';
import { newId } from './new-id.ts';
import { getSettings } from './settings.ts';
import type { Unlocked } from './unlocked.ts';

export type StartAnswer =
  | { readonly outcome: 'started'; readonly recordingId: RecordingId }
  | { readonly outcome: 'refused'; readonly reasons: GateReason[] };

/**
 * The gate, then the recording: its key is durable and its row is in the index before a recorder gets the key of its
 * first segment, and the microphone opens only once that segment's file is durable.
 *
 * @throws `request/conflict` for a session that is being deleted; `capture/recorder-gone`, `storage/*`; then nothing of the recording is left.
 */
export async function startRecording(unlocked: Unlocked, sessionId: SessionId): Promise<StartAnswer> {
  const { gateReasons: reasons } = await getSession(unlocked, sessionId);
  if (projectFate(unlocked.log.events({ kind: 'session', id: sessionId })).kind !== 'stays') {
    throw new SottoError('request/conflict');
  }
  if (reasons.length > 0) return { outcome: 'refused', reasons };
  const settings = getSettings(unlocked);
  const recordingId = newId(recordingIdSchema);
  const beganAtMs = unlocked.clock.nowMs();
  await unlocked.vault.addRecordingKey(recordingId);
  await unlocked.log.append(
    { kind: 'recording', id: recordingId },
    { kind: 'recording.began', sessionId, bitrateBps: settings.bitrateBps },
  );
  unlocked.catalog.recordings.add({ id: recordingId, sessionId, beganAtMs, bitrateBps: settings.bitrateBps });
  try {
    await beginFirstSegment(unlocked, recordingId, sessionId);
  } catch (error) {
    await destroyRecording(unlocked, recordingId, 'empty');
    throw error;
  }
  unlocked.capture.armForRecording(recordingId, settings);
  return { outcome: 'started', recordingId };
}

async function beginFirstSegment(unlocked: Unlocked, recordingId: RecordingId, sessionId: SessionId): Promise<void> {
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
      sessionId,
      segment,
      segmentKey: segmentKey.use(copyBytes),
      ...getSettings(unlocked),
    });
  } finally {
    recordingKey.wipe();
    segmentKey.wipe();
  }
}
