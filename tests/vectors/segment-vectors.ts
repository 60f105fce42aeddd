import { concatBytes, toHex, type Bytes } from '../../main/crypto/bytes.ts';
import {
  ChunkCipher,
  chunkOffset,
  chunkOverhead,
  deriveLevelsKey,
  deriveSegmentKey,
  encodeSegmentHeader,
  newSegmentHeader,
  segmentHeaderLength,
  type SegmentHeader,
} from '../../main/crypto/v1/segment.ts';
import {
  fixed,
  fixedKey,
  flip,
  otherRecordingId,
  put,
  recordingId,
  vaultId,
  VectorList,
  type Vector,
} from './vector.ts';

const chunkSize = 64;
const sealedChunk = chunkSize + chunkOverhead;
const finalLength = 20;
const offsets = {
  version: 8,
  kind: 10,
  reserved: 11,
  vaultId: 12,
  recordingId: 28,
  segment: 44,
  chunkSize: 48,
  salt: 52,
};

function plaintext(length: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => (index * 5 + 1) & 0xff);
}

function seal(sound: Bytes, changes: Partial<SegmentHeader> = {}): Bytes {
  const ids = { kind: 'audio', vaultId, recordingId, segment: fixed.segment, chunkSize } as const;
  const header = newSegmentHeader({ ...ids, ...changes });
  const segmentKey = deriveSegmentKey(fixedKey('recording', fixed.keys.recording), header.segment);
  const cipher = new ChunkCipher(header.kind === 'audio' ? segmentKey : deriveLevelsKey(segmentKey), header);
  const full = Math.floor(sound.length / chunkSize);
  const chunks = Array.from({ length: full }, (_, index) =>
    cipher.seal(index, sound.subarray(index * chunkSize, (index + 1) * chunkSize), false),
  );
  return concatBytes(encodeSegmentHeader(header), ...chunks, cipher.seal(full, sound.subarray(full * chunkSize), true));
}

/** docs/vault-format.md, Segment. */
export function segmentVectors(): Vector[] {
  const list = new VectorList('segment');
  const sound = plaintext(3 * chunkSize + finalLength);
  const whole = seal(sound);
  const header = whole.subarray(0, segmentHeaderLength);
  const chunk = (bytes: Bytes, index: number) =>
    bytes.subarray(chunkOffset(index, chunkSize), chunkOffset(index + 1, chunkSize));
  const [first, second, third, final] = [0, 1, 2, 3].map((index) => chunk(whole, index));
  if (first === undefined || second === undefined || third === undefined || final === undefined) {
    throw new Error('four chunks');
  }
  const inSecond = chunkOffset(1, chunkSize);
  const inFinal = chunkOffset(3, chunkSize);

  list.add('valid', 'three full chunks and a final one', whole, null, { plaintext: toHex(sound) });
  list.add('valid-empty', 'no sound: an empty final chunk only', seal(plaintext(0)), null, { plaintext: '' });
  const one = plaintext(chunkSize);
  list.add('valid-one-chunk', 'exactly one full chunk, then an empty final one', seal(one), null, {
    plaintext: toHex(one),
  });
  const levels = seal(sound, { kind: 'levels' });
  list.add('valid-levels', 'levels, under their own key', levels, null, { kind: 'levels', plaintext: toHex(sound) });

  list.add('nothing', 'a file of no bytes', new Uint8Array(0), 'integrity/record-malformed');
  list.add(
    'cut-in-header',
    'cut one byte before the end of the header',
    header.slice(0, -1),
    'integrity/record-malformed',
  );
  list.add('header-only', 'no chunk at all', header.slice(), 'integrity/final-missing');
  list.add('wrong-version', 'a later version', put(whole, offsets.version, 0, 2), 'vault/newer-version');
  list.add('version-zero', 'a version that never was', put(whole, offsets.version, 0, 0), 'integrity/record-malformed');
  list.add('wrong-key', 'opened with another recording’s key', whole, 'integrity/final-unauthentic', {
    isOtherKey: true,
  });

  list.add('flipped-magic', 'a bit of the magic', flip(whole, 3), 'integrity/record-malformed');
  list.add('flipped-kind', 'audio made levels', put(whole, offsets.kind, 2), 'integrity/header-foreign');
  list.add('unknown-kind', 'a kind that is none', put(whole, offsets.kind, 3), 'integrity/record-malformed');
  list.add('flipped-reserved', 'the byte fixed as zero', flip(whole, offsets.reserved), 'integrity/record-malformed');
  list.add('flipped-vault-id', 'a bit of the vault id', flip(whole, offsets.vaultId), 'integrity/header-foreign');
  list.add(
    'flipped-recording-id',
    'a bit of the recording id',
    flip(whole, offsets.recordingId + 15),
    'integrity/header-foreign',
  );
  list.add(
    'flipped-segment',
    'a bit of the segment number',
    flip(whole, offsets.segment + 3),
    'integrity/header-foreign',
  );
  list.add('flipped-chunk-size', 'chunk size 65', flip(whole, offsets.chunkSize + 3), 'integrity/final-unauthentic');
  list.add(
    'chunk-size-too-small',
    'chunk size 0',
    put(whole, offsets.chunkSize, 0, 0, 0, 0),
    'integrity/record-malformed',
  );
  list.add(
    'chunk-size-too-large',
    'chunk size 2^24 + 64',
    flip(whole, offsets.chunkSize),
    'integrity/record-malformed',
  );
  list.add('flipped-salt', 'a bit of the salt', flip(whole, offsets.salt), 'integrity/final-unauthentic');
  list.add('flipped-nonce', 'a bit of the second chunk’s nonce', flip(whole, inSecond), 'integrity/chunk-unauthentic');
  list.add('flipped-ciphertext', 'a bit of its ciphertext', flip(whole, inSecond + 24), 'integrity/chunk-unauthentic');
  list.add('flipped-tag', 'a bit of its tag', flip(whole, inSecond + sealedChunk - 1), 'integrity/chunk-unauthentic');
  list.add('flipped-final-nonce', 'a bit of the final nonce', flip(whole, inFinal), 'integrity/final-unauthentic');
  list.add(
    'flipped-final-ciphertext',
    'a bit of the final ciphertext',
    flip(whole, inFinal + 24),
    'integrity/final-unauthentic',
  );
  list.add('flipped-final-tag', 'a bit of the final tag', flip(whole, -1), 'integrity/final-unauthentic');

  const swapped = concatBytes(header, second, first, third, final);
  list.add('chunks-swapped', 'first and second chunk swapped', swapped, 'integrity/chunk-unauthentic');
  const repeated = concatBytes(header, first, first, third, final);
  list.add('chunk-repeated', 'first chunk in place of the second', repeated, 'integrity/chunk-unauthentic');
  const inserted = concatBytes(header, first, second, second, third, final);
  list.add('chunk-inserted', 'second chunk twice', inserted, 'integrity/final-unauthentic');
  list.add(
    'chunk-removed',
    'second chunk left out',
    concatBytes(header, first, third, final),
    'integrity/final-unauthentic',
  );

  const foreignRecording = seal(sound, { recordingId: otherRecordingId });
  const foreignSegment = seal(sound, { segment: fixed.segment + 1 });
  const resealed = seal(sound);
  list.add('foreign-recording', 'another recording’s file', foreignRecording, 'integrity/header-foreign');
  list.add('foreign-segment', 'another segment’s file', foreignSegment, 'integrity/header-foreign');
  list.add('levels-as-audio', 'the levels in place of the audio', levels, 'integrity/header-foreign');
  for (const [name, about, from] of [
    ['foreign-recording-chunk', 'second chunk from another recording', foreignRecording],
    ['foreign-segment-chunk', 'second chunk from another segment', foreignSegment],
    ['foreign-kind-chunk', 'second chunk from the levels', levels],
    ['foreign-file-chunk', 'second chunk from the same segment sealed before', resealed],
  ] as const) {
    list.add(name, about, concatBytes(header, first, chunk(from, 1), third, final), 'integrity/chunk-unauthentic');
  }
  const foreignFinal = concatBytes(header, first, second, third, resealed.subarray(inFinal));
  list.add(
    'foreign-file-final',
    'final chunk of the same segment sealed before',
    foreignFinal,
    'integrity/final-unauthentic',
  );

  list.add('missing-final', 'ends after its full chunks', whole.slice(0, inFinal), 'integrity/final-missing');
  list.add('two-finals', 'final chunk twice', concatBytes(whole, final), 'integrity/final-missing');
  const empty = seal(plaintext(0));
  const twoEmpty = concatBytes(empty, empty.subarray(segmentHeaderLength));
  list.add('two-empty-finals', 'empty final chunk twice', twoEmpty, 'integrity/final-unauthentic');
  const early = concatBytes(header, first, final);
  list.add('final-too-early', 'final chunk after the first', early, 'integrity/final-unauthentic');
  list.add('trailing-byte', 'one byte more', concatBytes(whole, new Uint8Array(1)), 'integrity/final-unauthentic');
  const filled = concatBytes(whole, new Uint8Array(chunkSize - finalLength));
  list.add(
    'trailing-to-full',
    'bytes more that make the final chunk as long as a full one',
    filled,
    'integrity/final-missing',
  );
  list.add('cut-in-final', 'one byte less', whole.slice(0, -1), 'integrity/final-unauthentic');
  list.add('cut-in-chunk', 'cut inside the third chunk', whole.slice(0, inFinal - 10), 'integrity/final-unauthentic');
  list.add(
    'cut-in-nonce',
    'cut inside the nonce of the third chunk',
    whole.slice(0, inFinal - sealedChunk + 10),
    'integrity/final-missing',
  );
  return list.vectors;
}
