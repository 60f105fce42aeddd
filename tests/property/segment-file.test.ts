import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arePublicBytesEqual, concatBytes, type Bytes } from '../../main/crypto/bytes.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { newSegmentHeader, sealedLength, type SegmentHeader } from '../../main/crypto/v1/segment.ts';
import { realDisk, type SegmentDisk } from '../../main/vault/segment-disk.ts';
import { openSegment } from '../../main/vault/segment-reader.ts';
import { readAuthenticChunks, scanSegment } from '../../main/vault/segment-scan.ts';
import { createSegment } from '../../main/vault/segment-writer.ts';
import { samplePlaintext } from '../support/segment-setting.ts';

/** The real disk but for fsync, which is not what these properties are about. */
const quickDisk: SegmentDisk = {
  create: async (path) => ({ ...(await realDisk.create(path)), sync: () => Promise.resolve() }),
  syncFolder: () => Promise.resolve(),
};
const key = SecretKey.random('segment');

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-segment-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

function begin(chunkSize: number): { path: string; header: SegmentHeader } {
  files += 1;
  const ids = { vaultId: randomBytes(16), recordingId: randomBytes(16), segment: files };
  return { path: join(folder, String(files)), header: newSegmentHeader({ kind: 'audio', ...ids, chunkSize }) };
}

const chunkSizes = fc.constantFrom(64, 65, 100, 256, 2048);
const step = fc.uint8Array({ maxLength: 400 }).map((array) => new Uint8Array(array));
/** Whole chunks and a byte more or less, or anything. */
const boundaryLength = (chunkSize: number) =>
  fc.oneof(
    fc.tuple(fc.nat(5), fc.constantFrom(-1, 0, 1)).map(([count, more]) => Math.max(0, count * chunkSize + more)),
    fc.nat(6 * chunkSize),
  );

async function write(steps: readonly Bytes[], chunkSize: number, isFinished: boolean) {
  const { path, header } = begin(chunkSize);
  const writer = await createSegment(path, key, header, quickDisk);
  for (const bytes of steps) await writer.append(bytes);
  const durable = await writer.sync();
  await (isFinished ? writer.finish() : writer.abandon());
  return { path, header, durable };
}

describe('what was appended to a segment', () => {
  test('comes back whole at every length about a chunk’s', async () => {
    const cases = chunkSizes.chain((chunkSize) => fc.tuple(fc.constant(chunkSize), boundaryLength(chunkSize)));
    await fc.assert(
      fc.asyncProperty(cases, async ([chunkSize, length]) => {
        const plaintext = samplePlaintext(length);
        const { path, header } = await write([plaintext], chunkSize, true);
        const reader = await openSegment(path, key, header);
        expect(reader.plaintextLength).toBe(length);
        expect(arePublicBytesEqual(await reader.readAt(0, length), plaintext)).toBe(true);
        await reader.close();
        await rm(path);
      }),
      { numRuns: 1000 },
    );
  });

  test('comes back in any part, in whatever steps it was appended', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        chunkSizes,
        fc.array(fc.tuple(fc.nat(2500), fc.nat(2500)), { minLength: 1, maxLength: 5 }),
        async (steps, chunkSize, parts) => {
          const plaintext = concatBytes(...steps);
          const { path, header, durable } = await write(steps, chunkSize, true);
          expect(durable).toBe(Math.floor(plaintext.length / chunkSize) * chunkSize);
          const reader = await openSegment(path, key, header);
          for (const [offset, length] of parts) {
            expect(await reader.readAt(offset, length)).toEqual(plaintext.slice(offset, offset + length));
          }
          await reader.close();
          await rm(path);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('is found again by recovery up to its last full chunk when it was never finished', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), chunkSizes, async (steps, chunkSize) => {
        const plaintext = concatBytes(...steps);
        const { path, header, durable } = await write(steps, chunkSize, false);
        const scan = await scanSegment(path, key, header);
        expect(scan).toMatchObject({ isFinished: false, hasAuthenticAfterGap: false, plaintextLength: durable });
        const pieces: Bytes[] = [];
        for await (const piece of readAuthenticChunks(path, key, header, scan)) pieces.push(piece);
        expect(concatBytes(...pieces)).toEqual(plaintext.slice(0, durable));
        await rm(path);
      }),
      { numRuns: 1000 },
    );
  });

  test('takes as many bytes on the disk as arithmetic says', async () => {
    const cases = chunkSizes.chain((chunkSize) => fc.tuple(fc.constant(chunkSize), boundaryLength(chunkSize)));
    await fc.assert(
      fc.asyncProperty(cases, async ([chunkSize, length]) => {
        const { path, header } = await write([samplePlaintext(length)], chunkSize, true);
        const scan = await scanSegment(path, key, header);
        expect(scan).toMatchObject({
          fileLength: sealedLength(length, chunkSize),
          isFinished: true,
          plaintextLength: length,
        });
        await rm(path);
      }),
      { numRuns: 1000 },
    );
  });
});
