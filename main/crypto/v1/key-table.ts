import { SottoError } from '../../../contract/sotto-error.ts';
import { ByteReader, ByteWriter, concatBytes, toHex, type Bytes } from '../bytes.ts';
import { type SecretKey } from '../secret-key.ts';
import { digest } from './labels.ts';
import { idLength, keyTableMagic, readVersion, version } from './versions.ts';
import { unwrapKey, wrapKey, wrappedKeyLength } from './wrapping.ts';

/** docs/vault-format.md, Key table: one wrapped key a recording, in ascending order of id. */
export interface KeyTable {
  readonly vaultId: Bytes;
  readonly generation: number;
  readonly entries: readonly KeyTableEntry[];
}

export interface KeyTableEntry {
  readonly recordingId: Bytes;
  readonly wrapped: Bytes;
}

const headLength = 8 + 2 + idLength + 8 + 4;
const entryLength = idLength + wrappedKeyLength;

/** @throws RangeError when two entries have one recording id. */
export function encodeKeyTable(table: KeyTable): Bytes {
  const sorted = [...table.entries].sort((a, b) => (toHex(a.recordingId) < toHex(b.recordingId) ? -1 : 1));
  if (!areStrictlyAscending(sorted)) throw new RangeError('a recording has one key');
  const head = new ByteWriter(headLength)
    .bytes(keyTableMagic)
    .u16(version)
    .bytes(table.vaultId)
    .u64(table.generation)
    .u32(sorted.length)
    .done();
  return concatBytes(head, ...sorted.flatMap((entry) => [entry.recordingId, entry.wrapped]));
}

/**
 * The caller has compared `keyTableDigest` with the state before it parses.
 *
 * @throws `vault/newer-version`, `integrity/record-malformed`.
 */
export function parseKeyTable(bytes: Uint8Array): KeyTable {
  const reader = new ByteReader(bytes);
  readVersion(reader, keyTableMagic);
  const vaultId = reader.bytes(idLength);
  const generation = reader.u64();
  const count = reader.u32();
  if (count * entryLength !== reader.remaining) throw new SottoError('integrity/record-malformed');
  const entries = Array.from({ length: count }, () => ({
    recordingId: reader.bytes(idLength),
    wrapped: reader.bytes(wrappedKeyLength),
  }));
  if (!areStrictlyAscending(entries)) throw new SottoError('integrity/record-malformed');
  return { vaultId, generation, entries };
}

function areStrictlyAscending(entries: readonly KeyTableEntry[]): boolean {
  const ids = entries.map(({ recordingId }) => toHex(recordingId));
  return ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id);
}

export function keyTableDigest(bytes: Uint8Array): Bytes {
  return digest('key-table digest', bytes);
}

/** An entry's wrap does not name the generation, so a table is renewed under the same key without unwrapping. */
export function sealKeyTableEntry(
  keyTableKey: SecretKey<'key-table'>,
  vaultId: Uint8Array,
  recordingId: Bytes,
  recordingKey: SecretKey<'recording'>,
): KeyTableEntry {
  return {
    recordingId,
    wrapped: wrapKey(keyTableKey, recordingKey, 'key-table entry', vaultId, recordingId),
  };
}

/** @throws `integrity/record-unauthentic`. */
export function openKeyTableEntry(
  keyTableKey: SecretKey<'key-table'>,
  vaultId: Uint8Array,
  entry: KeyTableEntry,
): SecretKey<'recording'> {
  return unwrapKey(keyTableKey, 'recording', entry.wrapped, 'key-table entry', vaultId, entry.recordingId);
}
