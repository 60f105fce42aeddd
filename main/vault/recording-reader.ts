import { SottoError } from '../../contract/sotto-error.ts';
import { concatBytes, toHex, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { deriveSegmentKey } from '../crypto/v1/segment.ts';
import type { StreamBytes } from '../ogg/packet-reader.ts';
import { segmentPath } from './recording-files.ts';
import { openSegment, type SegmentReader } from './segment-reader.ts';
import { openVouched } from './vouched-segment.ts';

export interface RecordingFiles {
  /** The recording's own folder. */
  readonly folder: string;
  readonly vaultId: Bytes;
  readonly recordingId: Bytes;
  /** Stays the caller's. */
  readonly recordingKey: SecretKey<'recording'>;
}

/** What the vault remembers of a segment file. */
export interface RememberedSegment {
  readonly segment: number;
  readonly chunkCount: number;
  /** In hexadecimal. */
  readonly lastTag: string;
  readonly isFinal: boolean;
}

/** The sound of a recording as one stream of bytes: Ogg Opus, one segment after the other. */
export interface RecordingReader {
  readonly totalLength: number;
  /**
   * The plaintext from `offset` on, at most `length` bytes; fewer only at the end.
   *
   * @throws `integrity/chunk-unauthentic`, `storage/*`, RangeError for what is no offset or length.
   */
  readonly readAt: (offset: number, length: number) => Promise<Bytes>;
  /** The same apart: each segment is a whole Ogg Opus stream. */
  readonly streams: readonly StreamBytes[];
  readonly close: () => Promise<void>;
}

/**
 * Opens finished segments. `segments` are those that the vault remembers, in order: a file that was taken away is then
 * missed, and one that was put there is not played.
 *
 * @param remembered how each finished segment ended; an older file of the same segment, authentic as it is, ends otherwise.
 * @throws as `openSegment`, and `integrity/shortened` for another ending than the one remembered; nothing stays open then.
 */
export async function openRecording(
  files: RecordingFiles,
  segments: readonly number[],
  remembered: readonly RememberedSegment[] = [],
): Promise<RecordingReader> {
  const readers: SegmentReader[] = [];
  try {
    for (const segment of segments) {
      const reader = await openAudio(files, segment, openSegment);
      readers.push(reader);
      assertAsRemembered(
        reader,
        remembered.find((known) => known.segment === segment),
      );
    }
  } catch (error) {
    await closeAll(readers);
    throw error;
  }
  return readerOf(readers);
}

/**
 * Opens what can be vouched for of a recording that was altered: whole segments, and of others what is authentic from
 * their beginning. What is not there, or holds nothing, is left out. Nothing is written.
 *
 * @throws `integrity/final-missing` when nothing is left; `storage/*` but for files that are not there.
 */
export async function openVouchedRecording(
  files: RecordingFiles,
  segments: readonly number[],
): Promise<RecordingReader> {
  const readers: SegmentReader[] = [];
  try {
    for (const segment of segments) {
      // Not by its final chunk alone: one in the midst of it may be damaged.
      const reader = await unlessNotVouched(openAudio(files, segment, openVouched));
      if (reader !== null) readers.push(reader);
    }
  } catch (error) {
    await closeAll(readers);
    throw error;
  }
  if (readers.length === 0) throw new SottoError('integrity/final-missing');
  return readerOf(readers);
}

async function unlessNotVouched(opening: Promise<SegmentReader>): Promise<SegmentReader | null> {
  try {
    return await opening;
  } catch (error) {
    const isGone = error instanceof SottoError && error.code === 'storage/folder-gone';
    if (isGone || (error instanceof SottoError && error.code.startsWith('integrity/'))) return null;
    throw error;
  }
}

function readerOf(readers: readonly SegmentReader[]): RecordingReader {
  return {
    totalLength: readers.reduce((sum, reader) => sum + reader.plaintextLength, 0),
    readAt: (offset, length) => readAcross(readers, offset, length),
    streams: readers.map((reader) => ({
      length: reader.plaintextLength,
      readAt: (offset, length) => reader.readAt(offset, length),
    })),
    close: () => closeAll(readers),
  };
}

function assertAsRemembered(reader: SegmentReader, known: RememberedSegment | undefined): void {
  if (known?.isFinal !== true) return;
  const isSame = reader.chunkCount === known.chunkCount && toHex(reader.lastTag) === known.lastTag;
  if (!isSame) throw new SottoError('integrity/shortened');
}

async function openAudio(files: RecordingFiles, segment: number, openWith: typeof openVouched): Promise<SegmentReader> {
  const { folder, vaultId, recordingId, recordingKey } = files;
  const key = deriveSegmentKey(recordingKey, segment);
  try {
    return await openWith(segmentPath(folder, 'audio', segment), key, {
      kind: 'audio',
      vaultId,
      recordingId,
      segment,
    });
  } finally {
    key.wipe();
  }
}

async function readAcross(readers: readonly SegmentReader[], offset: number, length: number): Promise<Bytes> {
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
    throw new RangeError('offset and length are whole numbers from 0');
  }
  const pieces: Bytes[] = [];
  let begin = 0;
  for (const reader of readers) {
    const end = begin + reader.plaintextLength;
    const from = Math.max(offset, begin);
    const to = Math.min(offset + length, end);
    if (from < to) pieces.push(await reader.readAt(from - begin, to - from));
    begin = end;
  }
  return concatBytes(...pieces);
}

async function closeAll(readers: readonly SegmentReader[]): Promise<void> {
  for (const reader of readers) await reader.close();
}
