import { stat } from 'node:fs/promises';
import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, toHex, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { chunkOverhead, deriveLevelsKey, segmentHeaderLength } from '../crypto/v1/segment.ts';
import { endingLength, readEnding, type StreamEnding } from '../ogg/recovered-ending.ts';
import { durationMsAt, packetCountOf } from '../ogg/stream-time.ts';
import { endedStream } from './ended-stream.ts';
import { levelRecordLength } from './level-records.ts';
import { resealSegment } from './reseal-segment.ts';
import type { SegmentDisk } from './segment-disk.ts';
import { openSegment, type ExpectedSegment } from './segment-reader.ts';
import { readAuthenticChunks, scanSegment, type SegmentScan } from './segment-scan.ts';
import { systemCode, toStorageError } from './storage-error.ts';

export type SegmentRecovery =
  /** Its stream ends; `recovered` when a recovery, now or before, had to end it. */
  | { readonly outcome: 'complete' | 'recovered'; readonly ending: SegmentEnding }
  /** Other than what was remembered, or damaged in the middle. Untouched. */
  | { readonly outcome: 'altered' }
  /** Nothing was ever saved in it; the file, if there is one, is untouched. */
  | { readonly outcome: 'empty' };

/** What is to be remembered of the segment from now on. */
export type SegmentEnding = Pick<SegmentProgress, 'chunkCount' | 'lastTag' | 'durationMs'>;

/**
 * Looks at the sound of one segment whose recorder has gone, and ends it if it was cut off: an unauthentic tail after
 * which nothing is authentic goes, back to the last whole page. Durable on return; may be interrupted and repeated.
 *
 * @param key stays the caller's.
 * @param known what the vault remembers of the segment.
 * @throws `storage/*`, `vault/newer-version`; then the file is as it was.
 */
export async function recoverAudio(
  path: string,
  key: SecretKey<'segment'>,
  expected: ExpectedSegment,
  known: SegmentProgress | null,
  disk: SegmentDisk,
): Promise<SegmentRecovery> {
  const fileLength = await lengthIfThere(path);
  if (fileLength === null || fileLength < segmentHeaderLength) return { outcome: known === null ? 'empty' : 'altered' };

  const remembered = known === null ? null : { chunkCount: known.chunkCount, lastTag: fromHex(known.lastTag) };
  const scan = await unlessForeign(scanSegment(path, key, expected, remembered));
  if (scan === null || scan.hasAuthenticAfterGap) return { outcome: 'altered' };
  if (scan.isFinished) return judgeFinished(path, key, expected, known, scan);
  if (known?.isFinal === true || !scan.holdsRemembered) return { outcome: 'altered' };
  if (scan.authenticChunks === 0) {
    return { outcome: scan.tailLength < scan.chunkSize + chunkOverhead ? 'empty' : 'altered' };
  }
  return endAudio(path, key, expected, scan, disk);
}

/**
 * Ends the levels beside a segment that plays for `durationMs`, keeping what opens. Levels that are gone or damaged are
 * left alone: the sound does not need them.
 *
 * @throws `storage/*`.
 */
export async function recoverLevels(
  path: string,
  segmentKey: SecretKey<'segment'>,
  expected: ExpectedSegment,
  durationMs: number,
  disk: SegmentDisk,
): Promise<void> {
  const fileLength = await lengthIfThere(path);
  if (fileLength === null || fileLength < segmentHeaderLength) return;
  const key = deriveLevelsKey(segmentKey);
  try {
    const scan = await unlessForeign(scanSegment(path, key, expected));
    if (scan === null || scan.isFinished || scan.hasAuthenticAfterGap) return;
    const levels = firstBytes(
      readAuthenticChunks(path, key, expected, scan),
      packetCountOf(durationMs) * levelRecordLength,
    );
    await resealSegment(path, key, { ...expected, chunkSize: scan.chunkSize }, levels, disk);
  } finally {
    key.wipe();
  }
}

/**
 * Only who has the key can have finished it, so its length is true. A recovery may have ended it under other tags than
 * those remembered of the take; tags remembered of a finished file are its own.
 */
async function judgeFinished(
  path: string,
  key: SecretKey<'segment'>,
  expected: ExpectedSegment,
  known: SegmentProgress | null,
  scan: SegmentScan,
): Promise<SegmentRecovery> {
  const isRemembered = scan.holdsRemembered && scan.authenticChunks === known?.chunkCount;
  if (known?.isFinal === true && !isRemembered) return { outcome: 'altered' };
  const reader = await openSegment(path, key, expected);
  try {
    const offset = Math.max(0, reader.plaintextLength - endingLength);
    const { granulePosition, isRecovered } = readEnding(await reader.readAt(offset, endingLength));
    const { chunkCount } = reader;
    const ending = { chunkCount, lastTag: toHex(reader.lastTag), durationMs: durationMsAt(granulePosition) };
    return { outcome: isRecovered ? 'recovered' : 'complete', ending };
  } finally {
    await reader.close();
  }
}

async function endAudio(
  path: string,
  key: SecretKey<'segment'>,
  expected: ExpectedSegment,
  scan: SegmentScan,
  disk: SegmentDisk,
): Promise<SegmentRecovery> {
  const endings: StreamEnding[] = [];
  const stream = endedStream(readAuthenticChunks(path, key, expected, scan), (ending) => endings.push(ending));
  const sealed = await resealSegment(path, key, { ...expected, chunkSize: scan.chunkSize }, stream, disk);
  const [ending] = endings;
  if (ending === undefined) throw new Error('a stream that was written has an ending');
  return {
    // Its own last page may have been saved without the final chunk: then nothing is missing.
    outcome: ending.appended.length === 0 ? 'complete' : 'recovered',
    ending: { ...sealed, durationMs: durationMsAt(ending.granulePosition) },
  };
}

async function* firstBytes(pieces: AsyncIterable<Bytes>, length: number): AsyncGenerator<Bytes> {
  let left = length;
  for await (const piece of pieces) {
    yield piece.slice(0, left);
    left = Math.max(0, left - piece.length);
  }
}

/** Null for what is no segment of this recording, whatever it is. */
async function unlessForeign(scanning: Promise<SegmentScan>): Promise<SegmentScan | null> {
  try {
    return await scanning;
  } catch (error) {
    if (error instanceof SottoError && error.code.startsWith('integrity/')) return null;
    throw error;
  }
}

async function lengthIfThere(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw toStorageError(error);
  }
}
