import type { RecordingId } from '../../contract/ids.ts';
import { packetDurationMs } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import { deriveLevelsKey, deriveSegmentKey } from '../crypto/v1/segment.ts';
import { PacketReader } from '../ogg/packet-reader.ts';
import { segmentPath } from '../vault/recording-files.ts';
import { openVouchedRecording, type RecordingFiles, type RememberedSegment } from '../vault/recording-reader.ts';
import { scanSegment, type SegmentScan } from '../vault/segment-scan.ts';
import { withRecordingFiles } from './recording-files-of.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'catalog' | 'log'>;

export type CheckedRecording =
  | { readonly state: 'whole' | 'levels' }
  /** The disk, and not what is on it. */
  | { readonly state: 'unreadable' }
  | { readonly state: 'sound'; readonly playableMs: number };

/**
 * Opens every chunk of a recording that has ended, and holds count and last tag of each segment against what is remembered.
 * Nothing is written.
 *
 * @param onRead hears of the bytes read; what it throws breaks the check off.
 */
export async function checkRecording(
  parts: Parts,
  recordingId: RecordingId,
  onRead: (bytes: number) => void,
): Promise<CheckedRecording> {
  try {
    return await withRecordingFiles(parts, recordingId, (files, segments, remembered) =>
      checkFiles(files, segments, remembered, onRead),
    );
  } catch (error) {
    if (!(error instanceof SottoError)) throw error;
    // Its key is gone, or its row: nothing of it plays.
    if (error.code === 'request/not-found') return { state: 'sound', playableMs: 0 };
    if (error.code.startsWith('storage/')) return { state: 'unreadable' };
    throw error;
  }
}

async function checkFiles(
  files: RecordingFiles,
  segments: readonly number[],
  remembered: readonly RememberedSegment[],
  onRead: (bytes: number) => void,
): Promise<CheckedRecording> {
  let areLevelsWhole = true;
  let isSoundWhole = segments.length > 0;
  for (const segment of segments) {
    const known = remembered.find((one) => one.segment === segment) ?? null;
    if (!(await isWhole(files, 'audio', segment, known, onRead))) isSoundWhole = false;
    if (!(await isWhole(files, 'levels', segment, null, onRead))) areLevelsWhole = false;
  }
  if (!isSoundWhole) return { state: 'sound', playableMs: await playableMs(files, segments) };
  return { state: areLevelsWhole ? 'whole' : 'levels' };
}

async function isWhole(
  files: RecordingFiles,
  kind: 'audio' | 'levels',
  segment: number,
  known: RememberedSegment | null,
  onRead: (bytes: number) => void,
): Promise<boolean> {
  const { folder, vaultId, recordingId, recordingKey } = files;
  const segmentKey = deriveSegmentKey(recordingKey, segment);
  const key = kind === 'audio' ? segmentKey : deriveLevelsKey(segmentKey);
  try {
    const path = segmentPath(folder, kind, segment);
    const chunks = known === null ? null : { chunkCount: known.chunkCount, lastTag: fromHex(known.lastTag) };
    const scan = await scanSegment(path, key, { kind, vaultId, recordingId, segment }, chunks, onRead);
    return (
      isEnded(scan) && scan.holdsRemembered && (known?.isFinal !== true || known.chunkCount === scan.authenticChunks)
    );
  } catch (error) {
    const isGone = error instanceof SottoError && error.code === 'storage/folder-gone';
    if (isGone || (error instanceof SottoError && error.code.startsWith('integrity/'))) return false;
    throw error;
  } finally {
    key.wipe();
    segmentKey.wipe();
  }
}

function isEnded({ isFinished, hasAuthenticAfterGap, tailLength }: SegmentScan): boolean {
  return isFinished && !hasAuthenticAfterGap && tailLength === 0;
}

/** As the player hears a recording that was altered. */
async function playableMs(files: RecordingFiles, segments: readonly number[]): Promise<number> {
  try {
    const reader = await openVouchedRecording(files, segments);
    try {
      let packets = 0;
      for (const stream of reader.streams) packets += (await PacketReader.open(stream)).packetCount;
      return packets * packetDurationMs;
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (error instanceof SottoError && error.code.startsWith('integrity/')) return 0;
    throw error;
  }
}
