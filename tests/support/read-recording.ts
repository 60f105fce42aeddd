import type { Bytes } from '../../main/crypto/bytes.ts';
import { openRecording, type RecordingFiles } from '../../main/vault/recording-reader.ts';

/** All the sound of a finished recording, in memory. */
export async function readRecording(files: RecordingFiles, segments: readonly number[] = [0]): Promise<Bytes> {
  const reader = await openRecording(files, segments);
  try {
    return await reader.readAt(0, reader.totalLength);
  } finally {
    await reader.close();
  }
}
