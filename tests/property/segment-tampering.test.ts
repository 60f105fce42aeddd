import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concatBytes, type Bytes } from '../../main/crypto/bytes.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import {
  ChunkCipher,
  chunkOffset,
  deriveLevelsKey,
  deriveSegmentKey,
  encodeSegmentHeader,
  newSegmentHeader,
  segmentHeaderLength,
  type SegmentHeader,
} from '../../main/crypto/v1/segment.ts';
import { openSegment } from '../../main/vault/segment-reader.ts';
import { assertDetected, divide, join, tamperings, type Divided } from './tampering.ts';

const chunkSize = 64;
const fullChunks = 5;
const recordingKey = SecretKey.random('recording');
const header = newSegmentHeader({
  kind: 'audio',
  vaultId: randomBytes(16),
  recordingId: randomBytes(16),
  segment: 1,
  chunkSize,
});

/** Six chunks, the last of 30 bytes. */
function seal(of: SegmentHeader, recording = recordingKey): Divided {
  const segmentKey = deriveSegmentKey(recording, of.segment);
  const cipher = new ChunkCipher(of.kind === 'audio' ? segmentKey : deriveLevelsKey(segmentKey), of);
  const chunks = Array.from({ length: fullChunks }, (_, index) => cipher.seal(index, randomBytes(chunkSize), false));
  const bytes = concatBytes(encodeSegmentHeader(of), ...chunks, cipher.seal(fullChunks, randomBytes(30), true));
  const ends = Array.from({ length: fullChunks }, (_, index) => chunkOffset(index + 1, chunkSize));
  return divide(bytes, segmentHeaderLength, [...ends, bytes.length]);
}

const file = seal(header);
const foreigners: Readonly<Record<string, Divided>> = {
  'of another recording': seal({ ...header, recordingId: randomBytes(16) }, SecretKey.random('recording')),
  'that claims to be of this recording': seal(header, SecretKey.random('recording')),
  'of another segment': seal({ ...header, segment: 2 }),
  'of the levels': seal({ ...header, kind: 'levels' }),
  'of the same segment sealed before': seal(newSegmentHeader(header)),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'sotto-tampering-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Opens a file of these bytes and reads all of it. */
async function read(bytes: Bytes): Promise<void> {
  const path = joinPath(folder, 'segment');
  await writeFile(path, bytes);
  const reader = await openSegment(path, deriveSegmentKey(recordingKey, 1), header);
  try {
    await reader.readAt(0, reader.plaintextLength);
  } finally {
    await reader.close();
  }
}

test('a segment that nobody touched is read', async () => {
  await expect(read(join(file))).resolves.toBeUndefined();
});

describe('a segment does not hide', () => {
  for (const [name, tampering] of Object.entries(tamperings)) {
    if (name.includes('another file')) {
      for (const [whose, foreign] of Object.entries(foreigners)) {
        test(`${name} ${whose}`, () => assertDetected(tampering, file, foreign, read));
      }
    } else {
      test(name, () => assertDetected(tampering, file, file, read));
    }
  }
});
