import type { RecordingId } from '../../contract/ids.ts';

/**
 * Where a recording is heard. Another address after each passage that was erased: Chromium would play the same one from
 * what it has kept, with the passage in it.
 */
export function soundAddress(recordingId: RecordingId, erasedCount: number): string {
  return `recording://${recordingId}/${erasedCount === 0 ? '' : erasedCount}`;
}
