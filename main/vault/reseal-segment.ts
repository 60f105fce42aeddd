import { rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toHex, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { newSegmentHeader } from '../crypto/v1/segment.ts';
import type { SegmentDisk } from './segment-disk.ts';
import type { ExpectedSegment } from './segment-reader.ts';
import { createSegment, type SegmentWriter } from './segment-writer.ts';
import { systemCode, toStorageError } from './storage-error.ts';

/**
 * Puts a finished segment with `plaintext` in the place of the one at `path`, under a new salt. The new one is made
 * beside it as `<path>.new`, so at every moment one of them is whole. Durable on return.
 *
 * @param key stays the caller's.
 * @throws `storage/*`, and what reading `plaintext` throws; then the file at `path` is as it was.
 */
export async function resealSegment(
  path: string,
  key: SecretKey<'segment' | 'levels'>,
  is: ExpectedSegment & { readonly chunkSize: number },
  plaintext: AsyncIterable<Bytes>,
  disk: SegmentDisk,
): Promise<{ chunkCount: number; lastTag: string }> {
  const copy = `${path}.new`;
  let writer: SegmentWriter | null = null;
  try {
    // One that an interrupted recovery left behind.
    await removeIfThere(copy);
    writer = await createSegment(copy, key, newSegmentHeader(is), disk);
    for await (const bytes of plaintext) await writer.append(bytes);
    await writer.finish();
    await rename(copy, path);
    await disk.syncFolder(dirname(path));
    return { chunkCount: writer.chunkCount, lastTag: toHex(writer.lastTag ?? new Uint8Array(0)) };
  } catch (error) {
    await writer?.abandon();
    // What it takes of a full disk is needed; the next recovery removes it if this cannot.
    await removeIfThere(copy).catch(() => undefined);
    throw toStorageErrorOfFiles(error);
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** A system's failure in our words; anything else is a defect and stays itself. */
function toStorageErrorOfFiles(error: unknown): unknown {
  return systemCode(error) === null ? error : toStorageError(error);
}
