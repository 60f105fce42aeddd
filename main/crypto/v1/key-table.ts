import { SottoError } from '../../../contract/sotto-error.ts';
import { ByteReader, ByteWriter, concatBytes, toHex, type Bytes } from '../bytes.ts';
import { type SecretKey } from '../secret-key.ts';
import { digest } from './labels.ts';
import { idLength, keyTableMagic, readVersion, version } from './versions.ts';
import { unwrapKey, wrapKey, wrappedKeyLength } from './wrapping.ts';

/** docs/vault-format.md, Key table: a wrapped key for each recording and each session's notes, and the vault's signing key. */
export interface KeyTable {
  readonly vaultId: Bytes;
  readonly generation: number;
  readonly entries: readonly KeyTableEntry[];
}

export interface KeyTableEntry {
  /** Of the vault, the recording or the notes; which of the last two is for the log to say. */
  readonly ownerId: Bytes;
  readonly wrapped: Bytes;
}

export type EntryKeyName = 'recording' | 'notes' | 'signing';

const headLength = 8 + 2 + idLength + 8 + 4;
const entryLength = idLength + wrappedKeyLength;

/** @throws RangeError when two entries have one id. */
export function encodeKeyTable(table: KeyTable): Bytes {
  const sorted = [...table.entries].sort((a, b) => (toHex(a.ownerId) < toHex(b.ownerId) ? -1 : 1));
  if (!areStrictlyAscending(sorted)) throw new RangeError('an id has one key');
  const head = new ByteWriter(headLength)
    .bytes(keyTableMagic)
    .u16(version)
    .bytes(table.vaultId)
    .u64(table.generation)
    .u32(sorted.length)
    .done();
  return concatBytes(head, ...sorted.flatMap((entry) => [entry.ownerId, entry.wrapped]));
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
    ownerId: reader.bytes(idLength),
    wrapped: reader.bytes(wrappedKeyLength),
  }));
  if (!areStrictlyAscending(entries)) throw new SottoError('integrity/record-malformed');
  return { vaultId, generation, entries };
}

function areStrictlyAscending(entries: readonly KeyTableEntry[]): boolean {
  const ids = entries.map(({ ownerId }) => toHex(ownerId));
  return ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id);
}

export function keyTableDigest(bytes: Uint8Array): Bytes {
  return digest('key-table digest', bytes);
}

/** An entry's wrap does not name the generation, so a table is renewed under the same key without unwrapping. */
export function sealKeyTableEntry(
  keyTableKey: SecretKey<'key-table'>,
  vaultId: Uint8Array,
  ownerId: Bytes,
  key: SecretKey<EntryKeyName>,
): KeyTableEntry {
  return { ownerId, wrapped: wrapKey(keyTableKey, key, 'key-table entry', vaultId, ownerId) };
}

/** @throws `integrity/record-unauthentic`. */
export function openKeyTableEntry<Name extends EntryKeyName>(
  keyTableKey: SecretKey<'key-table'>,
  vaultId: Uint8Array,
  entry: KeyTableEntry,
  name: Name,
): SecretKey<Name> {
  return unwrapKey(keyTableKey, name, entry.wrapped, 'key-table entry', vaultId, entry.ownerId);
}
