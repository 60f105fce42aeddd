import { describe, expect, test } from 'vitest';
import { toHex } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { randomBytes } from '../../../../main/crypto/sodium.ts';
import {
  ChunkCipher,
  chunkOffset,
  chunkOverhead,
  deriveLevelsKey,
  deriveSegmentKey,
  encodeSegmentHeader,
  maximumChunkSize,
  minimumChunkSize,
  newSegmentHeader,
  parseSegmentHeader,
  sealedLength,
  segmentHeaderLength,
  segmentLayout,
  tagOf,
  type SegmentHeader,
} from '../../../../main/crypto/v1/segment.ts';

const chunkSize = 64;
const header = newSegmentHeader({
  kind: 'audio',
  vaultId: randomBytes(16),
  recordingId: randomBytes(16),
  segment: 2,
  chunkSize,
});
const recordingKey = SecretKey.random('recording');
const key = deriveSegmentKey(recordingKey, 2);
const full = new Uint8Array(chunkSize).fill(7);
const malformed: unknown = expect.objectContaining({ code: 'integrity/record-malformed' });

describe('a segment header', () => {
  test('gives back what went in, for either kind', () => {
    for (const kind of ['audio', 'levels'] as const) {
      const bytes = encodeSegmentHeader({ ...header, kind });
      expect(bytes).toHaveLength(segmentHeaderLength);
      expect(parseSegmentHeader(bytes)).toEqual({ ...header, kind });
    }
  });

  test('has a new salt each time', () => {
    expect(newSegmentHeader(header).salt).not.toEqual(newSegmentHeader(header).salt);
  });

  test.each([minimumChunkSize, maximumChunkSize])('may say chunks of %i bytes', (size) => {
    expect(parseSegmentHeader(encodeSegmentHeader({ ...header, chunkSize: size })).chunkSize).toBe(size);
  });

  test.each([0, minimumChunkSize - 1, maximumChunkSize + 1, 2 ** 32 - 1])('may not say chunks of %i bytes', (size) => {
    expect(() => parseSegmentHeader(encodeSegmentHeader({ ...header, chunkSize: size }))).toThrow(malformed);
  });

  test('is refused with an unknown kind, a byte that is not zero, or another length', () => {
    const bytes = encodeSegmentHeader(header);
    expect(() => parseSegmentHeader(bytes.with(10, 3))).toThrow(malformed);
    expect(() => parseSegmentHeader(bytes.with(11, 1))).toThrow(malformed);
    expect(() => parseSegmentHeader(bytes.subarray(0, -1))).toThrow(malformed);
    expect(() => parseSegmentHeader(new Uint8Array([...bytes, 0]))).toThrow(malformed);
  });
});

describe('a chunk', () => {
  const cipher = new ChunkCipher(key, header);

  test('opens as what it was sealed as', () => {
    expect(cipher.open(3, cipher.seal(3, full, false), false)).toEqual(full);
    expect(cipher.open(3, cipher.seal(3, full.subarray(1), true), true)).toEqual(full.subarray(1));
    expect(cipher.open(0, cipher.seal(0, new Uint8Array(0), true), true)).toEqual(new Uint8Array(0));
  });

  test('is longer than its plaintext by nonce and tag, and is sealed under a new nonce each time', () => {
    const sealed = cipher.seal(0, full, false);
    expect(sealed).toHaveLength(chunkSize + chunkOverhead);
    expect(tagOf(sealed)).toEqual(sealed.subarray(-16));
    expect(cipher.seal(0, full, false).subarray(0, 24)).not.toEqual(sealed.subarray(0, 24));
  });

  test('does not open at another place or with another final flag', () => {
    const sealed = cipher.seal(3, full, false);
    expect(cipher.open(2, sealed, false)).toBeNull();
    expect(cipher.open(3, sealed, true)).toBeNull();
    expect(cipher.open(3, cipher.seal(3, full.subarray(1), true), false)).toBeNull();
  });

  test('does not open under a header that differs in any field', () => {
    const sealed = cipher.seal(0, full, false);
    const others: Partial<SegmentHeader>[] = [
      { kind: 'levels' },
      { vaultId: randomBytes(16) },
      { recordingId: randomBytes(16) },
      { segment: 3 },
      { chunkSize: 128 },
      { salt: randomBytes(16) },
    ];
    for (const other of others) {
      expect(new ChunkCipher(key, { ...header, ...other }).open(0, sealed, false)).toBeNull();
    }
    expect(new ChunkCipher(SecretKey.random('segment'), header).open(0, sealed, false)).toBeNull();
  });

  test('is full unless it is final, and final only when it is not full', () => {
    expect(() => cipher.seal(0, full.subarray(1), false)).toThrow(RangeError);
    expect(() => cipher.seal(0, full, true)).toThrow(RangeError);
  });

  test('too short for nonce and tag is none', () => {
    expect(cipher.open(0, new Uint8Array(chunkOverhead - 1), true)).toBeNull();
  });

  test('can be neither sealed nor opened once the cipher is wiped, while the caller’s key lives on', () => {
    const wiped = new ChunkCipher(key, header);
    wiped.wipe();
    expect(() => wiped.seal(0, full, false)).toThrow('wiped');
    expect(key.use((bytes) => bytes.length)).toBe(32);
  });
});

describe('keys of a recording', () => {
  const reveal = (secret: SecretKey<'segment'> | SecretKey<'levels'>) => secret.use((bytes) => toHex(bytes));

  test('differ by recording, segment and use', () => {
    const keys = [
      deriveSegmentKey(recordingKey, 0),
      deriveSegmentKey(recordingKey, 1),
      deriveSegmentKey(SecretKey.random('recording'), 0),
      deriveLevelsKey(deriveSegmentKey(recordingKey, 0)),
      deriveLevelsKey(deriveSegmentKey(recordingKey, 1)),
    ];
    expect(new Set(keys.map(reveal)).size).toBe(keys.length);
    expect(keys.map(({ name }) => name).slice(1)).toEqual(['segment', 'segment', 'levels', 'levels']);
    expect(reveal(deriveSegmentKey(recordingKey, 1))).toBe(reveal(deriveSegmentKey(recordingKey, 1)));
  });
});

describe('what a file of a length can hold', () => {
  test.each([0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 5 * chunkSize])('%i bytes of plaintext', (length) => {
    const layout = segmentLayout(sealedLength(length, chunkSize), chunkSize);
    expect(layout.fullChunks).toBe(Math.floor(length / chunkSize));
    expect(layout.finalLength).toBe(length % chunkSize);
    expect(chunkOffset(layout.fullChunks, chunkSize) + layout.tailLength).toBe(sealedLength(length, chunkSize));
  });

  test('is no final chunk when too little is left for one', () => {
    for (const tail of [0, chunkOverhead - 1]) {
      const length = chunkOffset(2, chunkSize) + tail;
      expect(segmentLayout(length, chunkSize)).toEqual({ fullChunks: 2, tailLength: tail, finalLength: null });
    }
  });

  test('is nothing when not even a header fits', () => {
    expect(() => segmentLayout(segmentHeaderLength - 1, chunkSize)).toThrow(malformed);
    expect(segmentLayout(segmentHeaderLength, chunkSize)).toMatchObject({ fullChunks: 0, finalLength: null });
  });
});
