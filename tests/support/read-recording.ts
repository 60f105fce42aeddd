import type { Bytes } from '../../main/crypto/bytes.ts';
import { openRecording } from '../../main/vault/recording-reader.ts';
import type { RecorderSetting } from './recorder-setting.ts';

/** All the sound of a finished recording, in memory. */
export async function readRecording({ folder, ids, recordingKey }: RecorderSetting): Promise<Bytes> {
  const reader = await openRecording({ folder, ...ids, recordingKey }, [0]);
  try {
    return await reader.readAt(0, reader.totalLength);
  } finally {
    await reader.close();
  }
}
