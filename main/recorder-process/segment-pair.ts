import { unlink } from 'node:fs/promises';
import { levelsChunkSizeBytes, liveChunkSizeBytes } from '../../contract/limits.ts';
import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import { fromHex } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { deriveLevelsKey, newSegmentHeader } from '../crypto/v1/segment.ts';
import { segmentPath } from '../vault/recording-files.ts';
import type { SegmentDisk } from '../vault/segment-disk.ts';
import { createSegment, type SegmentWriter } from '../vault/segment-writer.ts';

/** The two files of one segment: the sound, and the levels beside it. */
export interface SegmentPair {
  readonly audio: SegmentWriter;
  readonly levels: SegmentWriter;
}

/**
 * Creates both in `folder`, which exists. Their headers and names are durable on return. The order's key is taken over
 * and wiped, whatever happens: from then on only the keys of the chunks are in memory.
 *
 * @throws `storage/*`.
 */
export async function createSegmentPair(folder: string, order: RecorderOrder, disk: SegmentDisk): Promise<SegmentPair> {
  const key = SecretKey.take('segment', order.segmentKey);
  const levelsKey = deriveLevelsKey(key);
  const { segment } = order;
  const ids = { vaultId: fromHex(order.vaultId), recordingId: fromHex(order.recordingId), segment };
  const audioHeader = newSegmentHeader({ ...ids, kind: 'audio', chunkSize: liveChunkSizeBytes });
  const levelsHeader = newSegmentHeader({ ...ids, kind: 'levels', chunkSize: levelsChunkSizeBytes });
  let audio: SegmentWriter | null = null;
  try {
    audio = await createSegment(segmentPath(folder, 'audio', segment), key, audioHeader, disk);
    return {
      audio,
      levels: await createSegment(segmentPath(folder, 'levels', segment), levelsKey, levelsHeader, disk),
    };
  } catch (error) {
    if (audio !== null) {
      await audio.abandon();
      // It was made a moment ago, and holds no sound: another try must find no file in its way.
      await unlink(segmentPath(folder, 'audio', segment)).catch(() => undefined);
    }
    throw error;
  } finally {
    key.wipe();
    levelsKey.wipe();
  }
}
