import { SottoError } from '../../../contract/sotto-error.ts';
import { arePublicBytesEqual, ByteReader, ByteWriter, concatBytes, type Bytes } from '../bytes.ts';
import { type SecretKey } from '../secret-key.ts';
import { aeadOpen, aeadSeal, nonceLength, randomBytes, tagLength } from '../sodium.ts';
import { deriveKey, digest, labelled } from './labels.ts';
import { idLength, readVersion, segmentMagic, version } from './versions.ts';

/** docs/vault-format.md, Segment: a header, then chunks of which only the final one is shorter than full. */
export const segmentKinds = { audio: 1, levels: 2 } as const;
export type SegmentKind = keyof typeof segmentKinds;

export interface SegmentHeader {
  readonly kind: SegmentKind;
  readonly vaultId: Bytes;
  readonly recordingId: Bytes;
  readonly segment: number;
  /** Plaintext bytes of a full chunk. */
  readonly chunkSize: number;
  readonly salt: Bytes;
}

export const saltLength = 16;
export const segmentHeaderLength = 8 + 2 + 1 + 1 + idLength + idLength + 4 + 4 + saltLength;
export const chunkOverhead = nonceLength + tagLength;
export const minimumChunkSize = 64;
export const maximumChunkSize = 1024 * 1024;

export function newSegmentHeader(fields: Omit<SegmentHeader, 'salt'>): SegmentHeader {
  return { ...fields, salt: randomBytes(saltLength) };
}

export function encodeSegmentHeader(header: SegmentHeader): Bytes {
  return new ByteWriter(segmentHeaderLength)
    .bytes(segmentMagic)
    .u16(version)
    .u8(segmentKinds[header.kind])
    .u8(0)
    .bytes(header.vaultId)
    .bytes(header.recordingId)
    .u32(header.segment)
    .u32(header.chunkSize)
    .bytes(header.salt)
    .done();
}

/**
 * Parses without authenticating: the first chunk that opens authenticates the header, whose digest it covers.
 *
 * @throws `vault/newer-version`, `integrity/record-malformed`.
 */
export function parseSegmentHeader(bytes: Uint8Array): SegmentHeader {
  const reader = new ByteReader(bytes);
  readVersion(reader, segmentMagic);
  const kindCode = reader.u8();
  if (kindCode !== segmentKinds.audio && kindCode !== segmentKinds.levels) {
    throw new SottoError('integrity/record-malformed');
  }
  reader.zeros(1);
  const header: SegmentHeader = {
    kind: kindCode === segmentKinds.audio ? 'audio' : 'levels',
    vaultId: reader.bytes(idLength),
    recordingId: reader.bytes(idLength),
    segment: reader.u32(),
    chunkSize: reader.u32(),
    salt: reader.bytes(saltLength),
  };
  reader.end();
  if (header.chunkSize < minimumChunkSize || header.chunkSize > maximumChunkSize) {
    throw new SottoError('integrity/record-malformed');
  }
  return header;
}

/** @throws `integrity/header-foreign` when the file is another vault's, recording's, segment's or kind's. */
export function assertSegmentIs(header: SegmentHeader, expected: Omit<SegmentHeader, 'salt' | 'chunkSize'>): void {
  const isExpected =
    header.kind === expected.kind &&
    header.segment === expected.segment &&
    arePublicBytesEqual(header.vaultId, expected.vaultId) &&
    arePublicBytesEqual(header.recordingId, expected.recordingId);
  if (!isExpected) throw new SottoError('integrity/header-foreign');
}

/** Bytes on disk of a finished segment that holds `plaintextLength` bytes. */
export function sealedLength(plaintextLength: number, chunkSize: number): number {
  const fullChunks = Math.floor(plaintextLength / chunkSize);
  return segmentHeaderLength + plaintextLength + (fullChunks + 1) * chunkOverhead;
}

export interface SegmentLayout {
  readonly fullChunks: number;
  /** Plaintext bytes of the final chunk if there is one; null when the bytes after the full chunks cannot be one. */
  readonly finalLength: number | null;
  /** Bytes after the full chunks. */
  readonly tailLength: number;
}

/** What a file of `fileLength` bytes can hold, by arithmetic alone. @throws `integrity/record-malformed`. */
export function segmentLayout(fileLength: number, chunkSize: number): SegmentLayout {
  if (fileLength < segmentHeaderLength) throw new SottoError('integrity/record-malformed');
  const sealedChunk = chunkSize + chunkOverhead;
  const body = fileLength - segmentHeaderLength;
  const fullChunks = Math.floor(body / sealedChunk);
  const tailLength = body % sealedChunk;
  return { fullChunks, tailLength, finalLength: tailLength >= chunkOverhead ? tailLength - chunkOverhead : null };
}

/** Where chunk `index` begins in the file. */
export function chunkOffset(index: number, chunkSize: number): number {
  return segmentHeaderLength + index * (chunkSize + chunkOverhead);
}

export function deriveSegmentKey(recordingKey: SecretKey<'recording'>, segment: number): SecretKey<'segment'> {
  return deriveKey(recordingKey, 'segment', 'segment key', new ByteWriter(4).u32(segment).done());
}

export function deriveLevelsKey(segmentKey: SecretKey<'segment'>): SecretKey<'levels'> {
  return deriveKey(segmentKey, 'levels', 'levels key');
}

/** Seals and opens the chunks of one segment file. Wipe it when the file is closed. */
export class ChunkCipher {
  readonly header: SegmentHeader;
  readonly #key: SecretKey<'segment' | 'levels'>;
  readonly #headerDigest: Bytes;

  /** `key` stays the caller's. */
  constructor(key: SecretKey<'segment' | 'levels'>, header: SegmentHeader) {
    this.header = header;
    this.#key = deriveKey(key, key.name, 'chunk key', header.salt);
    this.#headerDigest = digest('header digest', encodeSegmentHeader(header));
  }

  /**
   * nonce (24) || ciphertext || tag (16), under a fresh random nonce: sealing a torn tail again reuses none.
   *
   * @throws RangeError unless a full chunk has `chunkSize` bytes and a final one fewer.
   */
  seal(index: number, plaintext: Uint8Array, isFinal: boolean): Bytes {
    const { chunkSize } = this.header;
    if (isFinal ? plaintext.length >= chunkSize : plaintext.length !== chunkSize) {
      throw new RangeError('only the final chunk is shorter than full');
    }
    const nonce = randomBytes(nonceLength);
    const sealed = this.#key.use((key) => aeadSeal(key, nonce, plaintext, this.#associated(index, isFinal)));
    return concatBytes(nonce, sealed);
  }

  /** The plaintext of a chunk, or null when it is not this chunk of this segment. */
  open(index: number, sealed: Uint8Array, isFinal: boolean): Bytes | null {
    if (sealed.length < chunkOverhead) return null;
    const nonce = sealed.subarray(0, nonceLength);
    return this.#key.use((key) => aeadOpen(key, nonce, sealed.subarray(nonceLength), this.#associated(index, isFinal)));
  }

  wipe(): void {
    this.#key.wipe();
  }

  #associated(index: number, isFinal: boolean): Bytes {
    const place = new ByteWriter(4 + 8 + 1)
      .u32(this.header.segment)
      .u64(index)
      .u8(isFinal ? 1 : 0)
      .done();
    return labelled('chunk', this.#headerDigest, place);
  }
}

/** Tag of a sealed chunk: what the index remembers to see later that a file was shortened. */
export function tagOf(sealed: Uint8Array): Uint8Array {
  return sealed.subarray(sealed.length - tagLength);
}
