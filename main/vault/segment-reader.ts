import { open, type FileHandle } from 'node:fs/promises';
import { SottoError } from '../../contract/sotto-error.ts';
import { concatBytes, copyBytes, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import {
  assertSegmentIs,
  ChunkCipher,
  chunkOffset,
  chunkOverhead,
  parseSegmentHeader,
  segmentHeaderLength,
  segmentLayout,
  tagOf,
  type SegmentHeader,
} from '../crypto/v1/segment.ts';
import { toStorageError } from './storage-error.ts';

/** Whose segment the caller believes a file to be. */
export type ExpectedSegment = Omit<SegmentHeader, 'salt' | 'chunkSize'>;

/** A finished segment, open for reading at any place. */
export interface SegmentReader {
  /** True: the final chunk, and with it the length of the file, has been authenticated. */
  readonly plaintextLength: number;
  /** The final chunk included. */
  readonly chunkCount: number;
  /** Tag of the final chunk. */
  readonly lastTag: Uint8Array;
  /**
   * The plaintext from `offset` on, at most `length` bytes; fewer only at the end. Of a chunk that fails nothing
   * is given.
   *
   * @throws `integrity/chunk-unauthentic`, `storage/*`, RangeError for what is no offset or length.
   */
  readonly readAt: (offset: number, length: number) => Promise<Bytes>;
  readonly close: () => Promise<void>;
}

/** Bytes of the file read at once, about. */
const readSize = 256 * 1024;

/**
 * Opens a finished segment. Header and final chunk are authenticated before a byte of plaintext can be had.
 *
 * @param key stays the caller's.
 * @throws `integrity/record-malformed`, `vault/newer-version`, `integrity/header-foreign`, `integrity/final-missing`,
 * `integrity/final-unauthentic`, `storage/*`.
 */
export async function openSegment(
  path: string,
  key: SecretKey<'segment' | 'levels'>,
  expected: ExpectedSegment,
): Promise<SegmentReader> {
  const { handle, header, fileLength } = await openSegmentFile(path, expected);
  const cipher = new ChunkCipher(key, header);
  try {
    const { fullChunks, finalLength } = segmentLayout(fileLength, header.chunkSize);
    if (finalLength === null) throw new SottoError('integrity/final-missing');
    const sealed = await readBytes(handle, chunkOffset(fullChunks, header.chunkSize), finalLength + chunkOverhead);
    if (cipher.open(fullChunks, sealed, true) === null) throw new SottoError('integrity/final-unauthentic');
    const plaintextLength = fullChunks * header.chunkSize + finalLength;
    return new OpenSegmentReader(handle, cipher, plaintextLength, fullChunks + 1, copyBytes(tagOf(sealed)));
  } catch (error) {
    cipher.wipe();
    await handle.close();
    throw error;
  }
}

/** Opens a segment file that is whose it should be, as far as its unauthenticated header says. @throws as above. */
export async function openSegmentFile(
  path: string,
  expected: ExpectedSegment,
): Promise<{ handle: FileHandle; header: SegmentHeader; fileLength: number }> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw toStorageError(error);
  });
  try {
    const fileLength = await lengthOf(handle);
    const header = parseSegmentHeader(await readBytes(handle, 0, segmentHeaderLength));
    assertSegmentIs(header, expected);
    return { handle, header, fileLength };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** @throws `storage/*`. */
export async function lengthOf(handle: FileHandle): Promise<number> {
  try {
    return (await handle.stat()).size;
  } catch (error) {
    throw toStorageError(error);
  }
}

/** At most `length` bytes from `position`; fewer only at the end of the file. @throws `storage/*`. */
export async function readBytes(handle: FileHandle, position: number, length: number): Promise<Bytes> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  try {
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (error) {
    throw toStorageError(error);
  }
  return bytes.subarray(0, filled);
}

/** Sealed full chunks from `first` on, in order, several read at once; a short one at the end only if the file ends. */
export async function* readFullChunks(
  handle: FileHandle,
  chunkSize: number,
  first: number,
  count: number,
): AsyncGenerator<{ index: number; sealed: Bytes }> {
  const sealedLength = chunkSize + chunkOverhead;
  const atOnce = Math.max(1, Math.floor(readSize / sealedLength));
  for (let index = first; index < first + count; index += atOnce) {
    const wanted = Math.min(atOnce, first + count - index);
    const bytes = await readBytes(handle, chunkOffset(index, chunkSize), wanted * sealedLength);
    for (let place = 0; place < wanted; place += 1) {
      yield { index: index + place, sealed: bytes.subarray(place * sealedLength, (place + 1) * sealedLength) };
    }
  }
}

class OpenSegmentReader implements SegmentReader {
  readonly plaintextLength: number;
  readonly chunkCount: number;
  readonly lastTag: Uint8Array;
  readonly #handle: FileHandle;
  readonly #cipher: ChunkCipher;

  constructor(
    handle: FileHandle,
    cipher: ChunkCipher,
    plaintextLength: number,
    chunkCount: number,
    lastTag: Uint8Array,
  ) {
    this.#handle = handle;
    this.#cipher = cipher;
    this.plaintextLength = plaintextLength;
    this.chunkCount = chunkCount;
    this.lastTag = lastTag;
  }

  async readAt(offset: number, length: number): Promise<Bytes> {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
      throw new RangeError('offset and length are whole numbers from 0');
    }
    const { chunkSize } = this.#cipher.header;
    const end = Math.min(offset + length, this.plaintextLength);
    if (offset >= end) return new Uint8Array(0);
    const first = Math.floor(offset / chunkSize);
    const last = Math.floor((end - 1) / chunkSize);
    const finalIndex = this.chunkCount - 1;
    const pieces: Bytes[] = [];
    const fullCount = Math.min(last, finalIndex - 1) - first + 1;
    for await (const { index, sealed } of readFullChunks(this.#handle, chunkSize, first, fullCount)) {
      pieces.push(this.#open(index, sealed, false));
    }
    if (last === finalIndex) {
      const finalLength = this.plaintextLength - finalIndex * chunkSize;
      const sealed = await readBytes(this.#handle, chunkOffset(finalIndex, chunkSize), finalLength + chunkOverhead);
      pieces.push(this.#open(finalIndex, sealed, true));
    }
    return concatBytes(...pieces).slice(offset - first * chunkSize, end - first * chunkSize);
  }

  async close(): Promise<void> {
    this.#cipher.wipe();
    await this.#handle.close();
  }

  #open(index: number, sealed: Uint8Array, isFinal: boolean): Bytes {
    const plaintext = this.#cipher.open(index, sealed, isFinal);
    if (plaintext === null) throw new SottoError('integrity/chunk-unauthentic');
    return plaintext;
  }
}
