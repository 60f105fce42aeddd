import { concatBytes, type Bytes } from '../../main/crypto/bytes.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { encodeState, wrapIndexKey, wrapKeyTableKey, type State } from '../../main/crypto/v1/state.ts';
import { fixed, fixedKey, flip, otherVaultId, put, vaultId, VectorList, type Vector } from './vector.ts';

/** docs/vault-format.md, State. */
export function stateVectors(): Vector[] {
  const list = new VectorList('state');
  const masterKey = fixedKey('vault-master', fixed.keys.vaultMaster);
  const keyTableKey = fixedKey('key-table', fixed.keys.keyTable);
  const indexKey = fixedKey('index', fixed.keys.index);
  const state: State = {
    vaultId,
    sequence: 7,
    slotsDigest: randomBytes(32),
    keyTableGeneration: 3,
    keyTableDigest: randomBytes(32),
    wrappedKeyTableKey: wrapKeyTableKey(masterKey, keyTableKey, vaultId, 3),
    indexGeneration: 3,
    wrappedIndexKey: wrapIndexKey(masterKey, indexKey, vaultId, 3),
    logCount: 12,
    headsDigest: randomBytes(32),
  };
  const encode = (changes: Partial<State>): Bytes => encodeState({ ...state, ...changes }, masterKey);
  const file = encode({});
  const unauthentic = 'integrity/record-unauthentic';

  list.add('valid', 'a state', file, null);
  list.add('wrong-key', 'opened with another master key', file, unauthentic, { isOtherKey: true });
  list.add('wrong-version', 'a later version', put(file, 8, 0, 2), 'vault/newer-version');
  list.add('flipped-magic', 'a bit of the magic', flip(file, 7), 'integrity/record-malformed');
  list.add('flipped-vault-id', 'a bit of the vault id', flip(file, 10), unauthentic);
  list.add('flipped-sequence', 'a bit of the sequence', flip(file, 33), unauthentic);
  list.add('flipped-slots-digest', 'a bit of the slots digest', flip(file, 34), unauthentic);
  list.add('flipped-key-table-generation', 'a bit of the key-table generation', flip(file, 73), unauthentic);
  list.add('flipped-key-table-digest', 'a bit of the key-table digest', flip(file, 74), unauthentic);
  list.add('flipped-key-table-key', 'a bit of the wrapped key-table key', flip(file, 106), unauthentic);
  list.add('flipped-index-generation', 'a bit of the index generation', flip(file, 185), unauthentic);
  list.add('flipped-index-key', 'a bit of the wrapped index key', flip(file, 186), unauthentic);
  list.add('flipped-log-count', 'a bit of the log count', flip(file, 265), unauthentic);
  list.add('flipped-heads-digest', 'a bit of the heads digest', flip(file, 266), unauthentic);
  list.add('flipped-mac', 'a bit of the MAC', flip(file, -1), unauthentic);
  list.add('cut', 'one byte less', file.slice(0, -1), 'integrity/record-malformed');
  list.add('trailing-byte', 'one byte more', concatBytes(file, new Uint8Array(1)), 'integrity/record-malformed');
  list.add(
    'wraps-swapped',
    'the two wrapped keys in each other’s place, under a right MAC',
    encode({ wrappedKeyTableKey: state.wrappedIndexKey, wrappedIndexKey: state.wrappedKeyTableKey }),
    unauthentic,
  );
  list.add(
    'wrap-of-other-generation',
    'a key-table key wrapped for the generation before, under a right MAC',
    encode({ wrappedKeyTableKey: wrapKeyTableKey(masterKey, keyTableKey, vaultId, 2) }),
    unauthentic,
  );
  list.add(
    'wrap-of-other-vault',
    'an index key wrapped for another vault, under a right MAC',
    encode({ wrappedIndexKey: wrapIndexKey(masterKey, indexKey, otherVaultId, 3) }),
    unauthentic,
  );
  return list.vectors;
}
