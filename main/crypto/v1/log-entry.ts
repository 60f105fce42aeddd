import { SottoError } from '../../../contract/sotto-error.ts';
import { ByteReader, ByteWriter, concatBytes, copyBytes, joinBytes, utf8, type Bytes } from '../bytes.ts';
import { type SecretKey } from '../secret-key.ts';
import { aeadOpen, aeadSeal, hashLength, nonceLength, randomBytes, tagLength } from '../sodium.ts';
import { deriveKey, digest, labelled, mac } from './labels.ts';
import { idLength, logMagic, readVersion, version } from './versions.ts';

/** docs/vault-format.md, Log. */
export const subjectKinds = { vault: 1, person: 2, recording: 3, session: 4 } as const;
export type SubjectKind = keyof typeof subjectKinds;

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: Bytes;
}

export interface LogEntry {
  readonly atMs: number;
  readonly subject: Subject;
  /** Head of this subject's chain before this entry; 32 zero bytes for its first. */
  readonly previousHead: Bytes;
  /** Digest of what is kept elsewhere and may be erased; 32 zero bytes when there is none. */
  readonly evidenceDigest: Bytes;
  /** UTF-8 JSON, at most `maximumBodyLength` bytes. */
  readonly body: Bytes;
}

export const logHeaderLength = 8 + 2 + idLength;
export const maximumBodyLength = 4096;
const fixedLength = 8 + 1 + idLength + hashLength + hashLength;
const sealedOverhead = nonceLength + tagLength;
export const noDigest: Bytes = new Uint8Array(hashLength);

export function encodeLogHeader(vaultId: Uint8Array): Bytes {
  return new ByteWriter(logHeaderLength).bytes(logMagic).u16(version).bytes(vaultId).done();
}

/** The vault id. @throws `vault/newer-version`, `integrity/record-malformed`. */
export function parseLogHeader(bytes: Uint8Array): Bytes {
  const reader = new ByteReader(bytes);
  readVersion(reader, logMagic);
  const vaultId = reader.bytes(idLength);
  reader.end();
  return vaultId;
}

/** The two keys of a log: one seals its entries, the other makes the heads of its chains. */
export interface LogKeys {
  readonly sealing: SecretKey<'log'>;
  readonly heads: SecretKey<'log-head'>;
}

export function deriveLogKeys(masterKey: SecretKey<'vault-master'>): LogKeys {
  const sealing = deriveKey(masterKey, 'log', 'log key');
  return { sealing, heads: deriveKey(sealing, 'log-head', 'log head key') };
}

function sequenceBytes(sequence: number): Bytes {
  return new ByteWriter(8).u64(sequence).done();
}

function encodeEntry(entry: LogEntry): Bytes {
  if (entry.body.length > maximumBodyLength) throw new RangeError('an event body has at most 4096 bytes');
  return new ByteWriter(fixedLength + entry.body.length)
    .u64(entry.atMs)
    .u8(subjectKinds[entry.subject.kind])
    .bytes(entry.subject.id)
    .bytes(entry.previousHead)
    .bytes(entry.evidenceDigest)
    .bytes(entry.body)
    .done();
}

function parseEntry(plaintext: Uint8Array): LogEntry {
  const reader = new ByteReader(plaintext);
  const atMs = reader.u64();
  const kindCode = reader.u8();
  const kind = subjectKindOf(kindCode);
  return {
    atMs,
    subject: { kind, id: reader.bytes(idLength) },
    previousHead: reader.bytes(hashLength),
    evidenceDigest: reader.bytes(hashLength),
    body: reader.bytes(reader.remaining),
  };
}

function subjectKindOf(code: number): SubjectKind {
  switch (code) {
    case subjectKinds.vault:
      return 'vault';
    case subjectKinds.person:
      return 'person';
    case subjectKinds.recording:
      return 'recording';
    case subjectKinds.session:
      return 'session';
    default:
      throw new SottoError('integrity/record-malformed');
  }
}

/** The head of the entry's subject once it is appended. */
function headOf({ heads }: LogKeys, vaultId: Uint8Array, sequence: number, plaintext: Uint8Array): Bytes {
  return mac(heads, 'log head', vaultId, sequenceBytes(sequence), plaintext);
}

/** A record as it is appended to the file (length, nonce, sealed entry), and the new head of its subject. */
export function sealLogEntry(
  keys: LogKeys,
  vaultId: Uint8Array,
  sequence: number,
  entry: LogEntry,
): { record: Bytes; head: Bytes } {
  const plaintext = encodeEntry(entry);
  const nonce = randomBytes(nonceLength);
  const associated = labelled('log entry', vaultId, sequenceBytes(sequence));
  const sealed = keys.sealing.use((bytes) => aeadSeal(bytes, nonce, plaintext, associated));
  const length = new ByteWriter(4).u32(nonce.length + sealed.length).done();
  return { record: concatBytes(length, nonce, sealed), head: headOf(keys, vaultId, sequence, plaintext) };
}

/** How long a record's sealed part may be. */
export function isPossibleSealedLength(length: number): boolean {
  return length >= sealedOverhead + fixedLength && length <= sealedOverhead + fixedLength + maximumBodyLength;
}

/**
 * Opens the part of a record after its length.
 *
 * @throws `integrity/record-unauthentic` for a wrong key, vault or place in the log; `integrity/record-malformed`.
 */
export function openLogEntry(
  keys: LogKeys,
  vaultId: Uint8Array,
  sequence: number,
  sealed: Uint8Array,
): { entry: LogEntry; head: Bytes } {
  if (!isPossibleSealedLength(sealed.length)) throw new SottoError('integrity/record-malformed');
  const associated = labelled('log entry', vaultId, sequenceBytes(sequence));
  const plaintext = keys.sealing.use((bytes) =>
    aeadOpen(bytes, sealed.subarray(0, nonceLength), sealed.subarray(nonceLength), associated),
  );
  if (plaintext === null) throw new SottoError('integrity/record-unauthentic');
  return { entry: parseEntry(plaintext), head: headOf(keys, vaultId, sequence, plaintext) };
}

export interface Head {
  readonly subject: Subject;
  readonly count: number;
  readonly head: Bytes;
}

const encodedHeadLength = 1 + idLength + 8 + hashLength;

/** One line of the heads table; its first 17 bytes order the table. */
export function encodeHead({ subject, count, head }: Head): Bytes {
  return new ByteWriter(encodedHeadLength)
    .u8(subjectKinds[subject.kind])
    .bytes(subject.id)
    .u64(count)
    .bytes(head)
    .done();
}

/** Digest of the heads table. `encoded` is in ascending order of kind and id. */
export function headsDigest(encoded: readonly Bytes[]): Bytes {
  return digest('heads', joinBytes(encoded));
}

export const evidenceSaltLength = 16;

/**
 * The salt is kept and erased with the evidence, so that the digest left behind tells nothing.
 *
 * @throws RangeError unless the salt has 16 bytes: only a fixed length keeps salt and evidence apart.
 */
export function evidenceDigest(salt: Uint8Array, evidence: Uint8Array): Bytes {
  if (salt.length !== evidenceSaltLength) throw new RangeError('a salt has 16 bytes');
  return digest('evidence', salt, evidence);
}

export function agreementTextHash(text: string): Bytes {
  return digest('agreement text', copyBytes(utf8(text)));
}

/** `terms` as the JSON of the event that chose them. */
export function agreementTermsDigest(terms: string): Bytes {
  return digest('agreement terms', copyBytes(utf8(terms)));
}
