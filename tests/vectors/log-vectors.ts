import { concatBytes, utf8, type Bytes } from '../../main/crypto/bytes.ts';
import {
  deriveLogKeys,
  encodeLogHeader,
  evidenceDigest,
  noDigest,
  sealLogEntry,
  type Subject,
} from '../../main/crypto/v1/log-entry.ts';
import { fixed, fixedKey, flip, otherVaultId, put, recordingId, vaultId, VectorList, type Vector } from './vector.ts';

const headerLength = 8 + 2 + 16;

/** docs/vault-format.md, Log: four entries of two subjects, the last of them chained to the first. */
export function logVectors(): Vector[] {
  const list = new VectorList('log');
  const key = deriveLogKeys(fixedKey('vault-master', fixed.keys.vaultMaster));
  const vault: Subject = { kind: 'vault', id: vaultId };
  const recording: Subject = { kind: 'recording', id: recordingId };
  const make = (sequence: number, subject: Subject, previousHead: Bytes, body: string, vaultOf = vaultId) =>
    sealLogEntry(key, vaultOf, sequence, {
      atMs: 1_750_000_000_000 + sequence,
      subject,
      previousHead,
      evidenceDigest: sequence === 1 ? evidenceDigest(new Uint8Array(16).fill(9), utf8('drawn')) : noDigest,
      body: utf8(body),
    });
  const entry0 = make(0, vault, noDigest, '{"kind":"vault.created"}');
  const entry1 = make(1, recording, noDigest, '{"kind":"recording.began"}');
  const entry2 = make(2, recording, entry1.head, '{"kind":"recording.altered"}');
  const entry3 = make(3, vault, entry0.head, '{"kind":"vault.unlocked"}');
  const header = encodeLogHeader(vaultId);
  const [first, second, third, fourth] = [entry0, entry1, entry2, entry3].map(({ record }) => record);
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new Error('four records');
  }
  const file = concatBytes(header, first, second, third, fourth);
  const malformed = 'integrity/record-malformed';
  const unauthentic = 'integrity/record-unauthentic';

  list.add('valid', 'four entries of two subjects', file, null);
  list.add('valid-empty', 'no entry', header.slice(), null);
  list.add('wrong-key', 'opened with another master key', file, unauthentic, { isOtherKey: true });
  list.add('wrong-version', 'a later version', put(file, 8, 0, 2), 'vault/newer-version');
  list.add('flipped-magic', 'a bit of the magic', flip(file, 0), malformed);
  list.add('flipped-vault-id', 'a bit of the vault id', flip(file, 10), 'integrity/header-foreign');
  list.add('cut-in-header', 'cut inside the header', file.slice(0, 20), malformed);
  list.add('length-too-long', 'a record longer than one can be', put(file, headerLength, 0, 1, 0, 0), malformed);
  list.add('length-too-short', 'a record shorter than one can be', put(file, headerLength, 0, 0, 0, 9), malformed);
  list.add('flipped-length', 'a bit of a length', flip(file, headerLength + 3), unauthentic);
  list.add('flipped-nonce', 'a bit of a nonce', flip(file, headerLength + 4), unauthentic);
  list.add('flipped-ciphertext', 'a bit of a ciphertext', flip(file, headerLength + 40), unauthentic);
  list.add('flipped-tag', 'a bit of the last tag', flip(file, -1), unauthentic);
  list.add(
    'records-swapped',
    'second and third record swapped',
    concatBytes(header, first, third, second, fourth),
    unauthentic,
  );
  list.add(
    'record-repeated',
    'second record twice',
    concatBytes(header, first, second, second, third, fourth),
    unauthentic,
  );
  list.add('record-removed', 'second record left out', concatBytes(header, first, third, fourth), unauthentic);
  const foreign = make(0, vault, noDigest, '{"kind":"vault.created"}', otherVaultId);
  list.add('foreign-vault', 'first record from another vault', concatBytes(header, foreign.record), unauthentic);
  const broken = make(3, vault, noDigest, '{"kind":"vault.unlocked"}');
  list.add(
    'chain-broken',
    'last record not chained to its subject’s',
    concatBytes(header, first, second, third, broken.record),
    'integrity/chain-broken',
  );
  list.add('cut', 'one byte less', file.slice(0, -1), malformed);
  list.add('trailing-byte', 'one byte more', concatBytes(file, new Uint8Array(1)), malformed);
  return list.vectors;
}
