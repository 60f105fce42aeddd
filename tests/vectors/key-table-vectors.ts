import { concatBytes, type Bytes } from '../../main/crypto/bytes.ts';
import { encodeKeyTable, sealKeyTableEntry } from '../../main/crypto/v1/key-table.ts';
import {
  fixed,
  fixedKey,
  flip,
  otherRecordingId,
  otherVaultId,
  put,
  recordingId,
  vaultId,
  VectorList,
  type Vector,
} from './vector.ts';

const headLength = 8 + 2 + 16 + 8 + 4;
const entryLength = 16 + 72;

/**
 * docs/vault-format.md, Key table. A reader that holds the state finds every one of these faults by the digest alone;
 * the codes are what the table itself gives once a digest were right.
 */
export function keyTableVectors(): Vector[] {
  const list = new VectorList('key-table');
  const keyTableKey = fixedKey('key-table', fixed.keys.keyTable);
  const wrap = (id: Bytes, key: string, vault = vaultId) =>
    sealKeyTableEntry(keyTableKey, vault, id, fixedKey('recording', key));
  const entries = [wrap(recordingId, fixed.keys.recording), wrap(otherRecordingId, fixed.otherKeys.recording)];
  const file = encodeKeyTable({ vaultId, generation: 3, entries });
  const head = file.subarray(0, headLength);
  const piece = (index: number) =>
    file.subarray(headLength + index * entryLength, headLength + (index + 1) * entryLength);
  const malformed = 'integrity/record-malformed';
  const unauthentic = 'integrity/record-unauthentic';

  list.add('valid', 'two recordings', file, null);
  list.add('valid-empty', 'no recording', encodeKeyTable({ vaultId, generation: 1, entries: [] }), null);
  list.add('wrong-key', 'opened with another key-table key', file, unauthentic, { isOtherKey: true });
  list.add('wrong-version', 'a later version', put(file, 8, 0, 2), 'vault/newer-version');
  list.add('flipped-magic', 'a bit of the magic', flip(file, 0), malformed);
  list.add('flipped-vault-id', 'a bit of the vault id', flip(file, 10), unauthentic);
  list.add('wrong-count', 'a count of 3 with two entries', put(file, 34, 0, 0, 0, 3), malformed);
  list.add('huge-count', 'a count of 2^32 - 1', put(file, 34, 255, 255, 255, 255), malformed);
  list.add('flipped-recording-id', 'a bit of a recording id', flip(file, headLength + 15), unauthentic);
  list.add('flipped-wrapped', 'a bit of a wrapped key', flip(file, headLength + 60), unauthentic);
  list.add('out-of-order', 'the two entries swapped', concatBytes(head, piece(1), piece(0)), malformed);
  list.add('entry-twice', 'one entry twice', concatBytes(head, piece(0), piece(0)), malformed);
  const swapped = concatBytes(
    head,
    piece(0).subarray(0, 16),
    piece(1).subarray(16),
    piece(1).subarray(0, 16),
    piece(0).subarray(16),
  );
  list.add('keys-swapped', 'each recording with the other’s wrapped key', swapped, unauthentic);
  const foreign = [wrap(recordingId, fixed.keys.recording, otherVaultId)];
  list.add(
    'foreign-vault',
    'an entry of another vault',
    encodeKeyTable({ vaultId, generation: 3, entries: foreign }),
    unauthentic,
  );
  list.add('cut', 'one byte less', file.slice(0, -1), malformed);
  list.add('trailing-byte', 'one byte more', concatBytes(file, new Uint8Array(1)), malformed);
  return list.vectors;
}
