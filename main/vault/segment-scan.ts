import type { FileHandle } from 'node:fs/promises';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, copyBytes, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { ChunkCipher, chunkOffset, chunkOverhead, segmentLayout, tagOf } from '../crypto/v1/segment.ts';
import { openSegmentFile, readBytes, readFullChunks, type ExpectedSegment } from './segment-reader.ts';

/** What the vault remembers of a segment: how many chunks were durable, and the tag of the last of them. */
export interface RememberedChunks {
  readonly chunkCount: number;
  readonly lastTag: Uint8Array;
}

/** What an unfinished or damaged segment file holds, every chunk position having been tried. */
export interface SegmentScan {
  readonly fileLength: number;
  readonly chunkSize: number;
  /** Authentic chunks from the start without a break, the final one included if it follows them. */
  readonly authenticChunks: number;
  /** True when the last of them is an authentic final chunk: the segment is whole. */
  readonly isFinished: boolean;
  /** True when something authentic follows the first chunk that is not: damage, and no torn tail. */
  readonly hasAuthenticAfterGap: boolean;
  /** Bytes after the authentic chunks. */
  readonly tailLength: number;
  /** Plaintext bytes of the authentic chunks. */
  readonly plaintextLength: number;
  /** Tag of the last authentic chunk; null when there is none. */
  readonly lastTag: Uint8Array | null;
  /** True unless chunks were remembered and are not among the authentic ones: the file was shortened or altered. */
  readonly holdsRemembered: boolean;
}

/**
 * Reads the whole file and changes nothing.
 *
 * @param key stays the caller's.
 * @param onRead is told of each chunk; what it throws breaks the reading off.
 * @throws `integrity/record-malformed` (also for a file too short for a header, in which nothing was ever saved),
 * `vault/newer-version`, `integrity/header-foreign`, `storage/*`.
 */
export async function scanSegment(
  path: string,
  key: SecretKey<'segment' | 'levels'>,
  expected: ExpectedSegment,
  remembered: RememberedChunks | null = null,
  onRead: (sealedBytes: number) => void = () => undefined,
): Promise<SegmentScan> {
  const { handle, header, fileLength } = await openSegmentFile(path, expected);
  const cipher = new ChunkCipher(key, header);
  try {
    const { chunkSize } = header;
    const layout = segmentLayout(fileLength, chunkSize);
    let authenticChunks = 0;
    let hasAuthenticAfterGap = false;
    let lastTag: Bytes | null = null;
    let holdsRemembered = remembered === null || remembered.chunkCount === 0;
    let isFinished = false;
    for await (const { index, sealed, isFinal } of chunkPositions(handle, chunkSize, layout)) {
      onRead(sealed.length);
      if (cipher.open(index, sealed, isFinal) === null) continue;
      if (index !== authenticChunks) {
        hasAuthenticAfterGap = true;
        continue;
      }
      authenticChunks += 1;
      lastTag = copyBytes(tagOf(sealed));
      isFinished = isFinal;
      if (remembered?.chunkCount === authenticChunks)
        holdsRemembered = arePublicBytesEqual(lastTag, remembered.lastTag);
    }
    const finalLength = isFinished ? (layout.finalLength ?? 0) : 0;
    const fullChunks = isFinished ? authenticChunks - 1 : authenticChunks;
    return {
      fileLength,
      chunkSize,
      authenticChunks,
      isFinished,
      hasAuthenticAfterGap,
      tailLength: isFinished ? 0 : fileLength - chunkOffset(fullChunks, chunkSize),
      plaintextLength: fullChunks * chunkSize + finalLength,
      lastTag,
      holdsRemembered,
    };
  } finally {
    cipher.wipe();
    await handle.close();
  }
}

/**
 * The plaintext of the chunks that `scan` found authentic, one after the other, each authenticated again.
 *
 * @throws `integrity/chunk-unauthentic` when the file has changed since; otherwise as `scanSegment`.
 */
export async function* readAuthenticChunks(
  path: string,
  key: SecretKey<'segment' | 'levels'>,
  expected: ExpectedSegment,
  scan: SegmentScan,
): AsyncGenerator<Bytes> {
  const { handle, header, fileLength } = await openSegmentFile(path, expected);
  const cipher = new ChunkCipher(key, header);
  try {
    const layout = segmentLayout(fileLength, header.chunkSize);
    for await (const { index, sealed, isFinal } of chunkPositions(handle, header.chunkSize, layout)) {
      if (index === scan.authenticChunks) return;
      const plaintext = cipher.open(index, sealed, isFinal);
      if (plaintext === null) throw new SottoError('integrity/chunk-unauthentic');
      yield plaintext;
    }
  } finally {
    cipher.wipe();
    await handle.close();
  }
}

/** Every place of the file where a chunk can be: the full ones, then what is left if it can be a final one. */
async function* chunkPositions(
  handle: FileHandle,
  chunkSize: number,
  { fullChunks, finalLength }: { fullChunks: number; finalLength: number | null },
): AsyncGenerator<{ index: number; sealed: Bytes; isFinal: boolean }> {
  for await (const { index, sealed } of readFullChunks(handle, chunkSize, 0, fullChunks)) {
    yield { index, sealed, isFinal: false };
  }
  if (finalLength === null) return;
  const sealed = await readBytes(handle, chunkOffset(fullChunks, chunkSize), finalLength + chunkOverhead);
  yield { index: fullChunks, sealed, isFinal: true };
}
