import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SottoError } from '../../contract/sotto-error.ts';
import { concatBytes, copyBytes, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { wipe } from '../crypto/sodium.ts';
import { ChunkCipher, encodeSegmentHeader, tagOf, type SegmentHeader } from '../crypto/v1/segment.ts';
import { realDisk, type SegmentDisk, type SegmentFile } from './segment-disk.ts';
import { toStorageError } from './storage-error.ts';

/**
 * Writes one segment file, append only. Calls are carried out one after the other in the order they were made, but that
 * writing goes on during an fsync.
 *
 * After any failure the writer is dead: every later call but `abandon` throws that first failure again. A failed
 * fsync in particular is never tried again, for the system may have dropped the pages and would then report success.
 */
export interface SegmentWriter {
  /** Chunks that are durable, the final one included. */
  readonly chunkCount: number;
  /** Tag of the last durable chunk; null when there is none. */
  readonly lastTag: Uint8Array | null;
  /**
   * Seals and writes every chunk that is now full; what is left over waits in memory. Nothing is durable on return.
   *
   * @throws `storage/*`.
   */
  readonly append: (plaintext: Uint8Array) => Promise<void>;
  /** One fsync. Answers how many plaintext bytes, from the start, are durable (full chunks only). @throws `storage/*`. */
  readonly sync: () => Promise<number>;
  /** Seals what waits as the final chunk, fsyncs and closes: all of it is durable on return. @throws `storage/*`. */
  readonly finish: () => Promise<void>;
  /** Closes without a final chunk, dead or alive, once or often; recovery will find the file unfinished. */
  readonly abandon: () => Promise<void>;
}

/**
 * Creates `path`, which must not exist, in a folder that does and that is durable. Header and folder entry are
 * durable on return.
 *
 * @param key stays the caller's.
 * @throws `storage/*`; a file that was begun stays, as recovery expects.
 */
export async function createSegment(
  path: string,
  key: SecretKey<'segment' | 'levels'>,
  header: SegmentHeader,
  disk: SegmentDisk = realDisk,
): Promise<SegmentWriter> {
  let file: SegmentFile | null = null;
  try {
    file = await disk.create(path);
    const bytes = encodeSegmentHeader(header);
    await writeFully(file, bytes, 0);
    await file.sync();
    await disk.syncFolder(dirname(path));
    return new OpenSegmentWriter(file, new ChunkCipher(key, header), bytes.length);
  } catch (error) {
    await file?.close().catch(() => undefined);
    // Its own, and without a byte of sound: another try must find no file in its way.
    if (file !== null) await unlink(path).catch(() => undefined);
    throw toStorageError(error);
  }
}

async function writeFully(file: SegmentFile, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const taken = await file.write(bytes.subarray(written), position + written);
    if (taken < 1) throw new SottoError('storage/io-failed');
    written += taken;
  }
}

class OpenSegmentWriter implements SegmentWriter {
  readonly #file: SegmentFile;
  readonly #cipher: ChunkCipher;
  readonly #chunkSize: number;
  /** Plaintext that does not fill a chunk yet. */
  readonly #waiting: Bytes;
  #waitingLength = 0;
  #fileLength: number;
  #writtenChunks = 0;
  #writtenTag: Bytes | null = null;
  #durableChunks = 0;
  #durableTag: Bytes | null = null;
  #failure: Error | null = null;
  #isClosed = false;
  #last: Promise<unknown> = Promise.resolve();
  /** The newest fsync, whatever came of it; the file is not closed under it. */
  #syncing: Promise<unknown> = Promise.resolve();

  constructor(file: SegmentFile, cipher: ChunkCipher, fileLength: number) {
    this.#file = file;
    this.#cipher = cipher;
    this.#chunkSize = cipher.header.chunkSize;
    this.#waiting = new Uint8Array(this.#chunkSize);
    this.#fileLength = fileLength;
  }

  get chunkCount(): number {
    return this.#durableChunks;
  }

  get lastTag(): Uint8Array | null {
    return this.#durableTag;
  }

  append(plaintext: Uint8Array): Promise<void> {
    // Copied now: the caller may reuse its array while earlier calls are still being carried out.
    const own = copyBytes(plaintext);
    return this.#inTurn(async () => {
      await this.#write(this.#sealFullChunks(own));
      wipe(own);
    });
  }

  async sync(): Promise<number> {
    // The turn ends when the fsync has begun. What comes meanwhile is written, so that on a disk whose fsync takes
    // seconds a killed process has lost no more than on a quick one.
    const { synced } = await this.#inTurn(() => Promise.resolve({ synced: this.#makeDurable() }));
    await synced;
    return this.#durableChunks * this.#chunkSize;
  }

  finish(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#write([this.#seal(this.#waiting.subarray(0, this.#waitingLength), true)]);
      await this.#makeDurable();
      await this.#close();
    });
  }

  abandon(): Promise<void> {
    const closed = this.#last.then(() => this.#close().catch(() => undefined));
    this.#last = closed;
    return closed;
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const result = this.#last.then(async () => {
      if (this.#failure !== null) throw this.#failure;
      if (this.#isClosed) throw new Error('the segment is closed');
      try {
        return await act();
      } catch (error) {
        this.#failure ??= toStorageError(error);
        throw this.#failure;
      }
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  #sealFullChunks(plaintext: Uint8Array): Bytes[] {
    const sealed: Bytes[] = [];
    for (let offset = 0; offset < plaintext.length;) {
      const taken = plaintext.subarray(offset, offset + this.#chunkSize - this.#waitingLength);
      this.#waiting.set(taken, this.#waitingLength);
      this.#waitingLength += taken.length;
      offset += taken.length;
      if (this.#waitingLength === this.#chunkSize) {
        sealed.push(this.#seal(this.#waiting, false));
        this.#waitingLength = 0;
      }
    }
    return sealed;
  }

  #seal(plaintext: Uint8Array, isFinal: boolean): Bytes {
    const sealed = this.#cipher.seal(this.#writtenChunks, plaintext, isFinal);
    this.#writtenChunks += 1;
    this.#writtenTag = copyBytes(tagOf(sealed));
    return sealed;
  }

  async #write(chunks: readonly Bytes[]): Promise<void> {
    const bytes = concatBytes(...chunks);
    await writeFully(this.#file, bytes, this.#fileLength);
    this.#fileLength += bytes.length;
  }

  /** Makes durable what is written at the moment of the call. */
  #makeDurable(): Promise<void> {
    const chunks = this.#writtenChunks;
    const tag = this.#writtenTag;
    const synced = this.#file.sync().then(
      () => {
        if (chunks <= this.#durableChunks) return;
        this.#durableChunks = chunks;
        this.#durableTag = tag;
      },
      (error: unknown) => {
        this.#failure ??= toStorageError(error);
        throw this.#failure;
      },
    );
    this.#syncing = synced.catch(() => undefined);
    return synced;
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#syncing;
    this.#cipher.wipe();
    wipe(this.#waiting);
    await this.#file.close();
  }
}
