import { SottoError } from '../../contract/sotto-error.ts';
import { concatBytes, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { ChunkCipher } from '../crypto/v1/segment.ts';
import { endCutStream, endingLength } from '../ogg/recovered-ending.ts';
import {
  openSegment,
  openSegmentFile,
  readFullChunks,
  type ExpectedSegment,
  type SegmentReader,
} from './segment-reader.ts';
import { scanSegment } from './segment-scan.ts';

/**
 * Opens what can be vouched for of a segment: all of one in which every chunk is authentic; else its chunks from the first
 * one up to the first that is not, with the end of the stream made in memory. The file is only read.
 *
 * @param key stays the caller's.
 * @throws `integrity/final-missing` when not even a first page is there; otherwise as `scanSegment`.
 */
export async function openVouched(
  path: string,
  key: SecretKey<'segment'>,
  expected: ExpectedSegment,
): Promise<SegmentReader> {
  const scan = await scanSegment(path, key, expected);
  if (scan.isFinished) return openSegment(path, key, expected);
  if (scan.authenticChunks === 0 || scan.lastTag === null) throw new SottoError('integrity/final-missing');
  const { handle, header } = await openSegmentFile(path, expected);
  const cipher = new ChunkCipher(key, header);
  const { chunkSize } = header;
  const fullLength = scan.authenticChunks * chunkSize;

  const readFull = async (offset: number, end: number): Promise<Bytes> => {
    const first = Math.floor(offset / chunkSize);
    const pieces: Bytes[] = [];
    const count = Math.ceil(end / chunkSize) - first;
    for await (const { index, sealed } of readFullChunks(handle, chunkSize, first, count)) {
      const plaintext = cipher.open(index, sealed, false);
      if (plaintext === null) throw new SottoError('integrity/chunk-unauthentic');
      pieces.push(plaintext);
    }
    return concatBytes(...pieces).slice(offset - first * chunkSize, end - first * chunkSize);
  };
  try {
    const tailBegin = Math.max(0, fullLength - endingLength);
    const { keptLength, appended } = endCutStream(await readFull(tailBegin, fullLength));
    const kept = tailBegin + keptLength;
    const plaintextLength = kept + appended.length;
    return {
      plaintextLength,
      chunkCount: scan.authenticChunks,
      lastTag: scan.lastTag,
      readAt: async (offset, length) => {
        const end = Math.min(offset + length, plaintextLength);
        const ofFile = offset < kept ? await readFull(offset, Math.min(end, kept)) : new Uint8Array(0);
        return concatBytes(ofFile, appended.slice(Math.max(0, offset - kept), Math.max(0, end - kept)));
      },
      close: async () => {
        cipher.wipe();
        await handle.close();
      },
    };
  } catch (error) {
    cipher.wipe();
    await handle.close();
    throw error;
  }
}
