import { SottoError } from '../../../contract/sotto-error.ts';
import { ByteReader, ByteWriter, concatBytes, type Bytes } from '../bytes.ts';
import { type SecretKey } from '../secret-key.ts';
import { areEqualInConstantTime, hashLength } from '../sodium.ts';
import { deriveKey, mac } from './labels.ts';
import { idLength, readVersion, stateMagic, version } from './versions.ts';
import { unwrapKey, wrapKey, wrappedKeyLength } from './wrapping.ts';

/** docs/vault-format.md, State: the only commit point of a vault. */
export interface State {
  readonly vaultId: Bytes;
  /** Grows by one with every commit. */
  readonly sequence: number;
  readonly slotsDigest: Bytes;
  readonly keyTableGeneration: number;
  readonly keyTableDigest: Bytes;
  readonly wrappedKeyTableKey: Bytes;
  readonly indexGeneration: number;
  readonly wrappedIndexKey: Bytes;
  /** Entries the log held; it may be ahead of this, never behind. */
  readonly logCount: number;
  /** Digest of the heads table as it was after `logCount` entries. */
  readonly headsDigest: Bytes;
}

const signedLength =
  8 + 2 + idLength + 8 + hashLength + 8 + hashLength + wrappedKeyLength + 8 + wrappedKeyLength + 8 + hashLength;
export const stateLength = signedLength + hashLength;

export function encodeState(state: State, masterKey: SecretKey<'vault-master'>): Bytes {
  const signed = new ByteWriter(signedLength)
    .bytes(stateMagic)
    .u16(version)
    .bytes(state.vaultId)
    .u64(state.sequence)
    .bytes(state.slotsDigest)
    .u64(state.keyTableGeneration)
    .bytes(state.keyTableDigest)
    .bytes(state.wrappedKeyTableKey)
    .u64(state.indexGeneration)
    .bytes(state.wrappedIndexKey)
    .u64(state.logCount)
    .bytes(state.headsDigest)
    .done();
  const key = deriveKey(masterKey, 'state-mac', 'state mac key');
  try {
    return concatBytes(signed, mac(key, 'state mac', signed));
  } finally {
    key.wipe();
  }
}

/**
 * Authenticates, then parses: no field is used before the MAC has been checked.
 *
 * @throws `vault/newer-version`, `integrity/record-malformed`, `integrity/record-unauthentic`.
 */
export function openState(bytes: Uint8Array, masterKey: SecretKey<'vault-master'>): State {
  readVersion(new ByteReader(bytes), stateMagic);
  if (bytes.length !== stateLength) throw new SottoError('integrity/record-malformed');
  const key = deriveKey(masterKey, 'state-mac', 'state mac key');
  try {
    const expected = mac(key, 'state mac', bytes.subarray(0, signedLength));
    if (!areEqualInConstantTime(expected, bytes.subarray(signedLength))) {
      throw new SottoError('integrity/record-unauthentic');
    }
  } finally {
    key.wipe();
  }
  const reader = new ByteReader(bytes);
  readVersion(reader, stateMagic);
  return {
    vaultId: reader.bytes(idLength),
    sequence: reader.u64(),
    slotsDigest: reader.bytes(hashLength),
    keyTableGeneration: reader.u64(),
    keyTableDigest: reader.bytes(hashLength),
    wrappedKeyTableKey: reader.bytes(wrappedKeyLength),
    indexGeneration: reader.u64(),
    wrappedIndexKey: reader.bytes(wrappedKeyLength),
    logCount: reader.u64(),
    headsDigest: reader.bytes(hashLength),
  };
}

type StateWrap = 'state wrap key-table key' | 'state wrap index key';

function wrapContext(vaultId: Uint8Array, generation: number): Bytes {
  return concatBytes(vaultId, new ByteWriter(8).u64(generation).done());
}

function withStateWrapKey<Value>(
  masterKey: SecretKey<'vault-master'>,
  act: (key: SecretKey<'state-wrap'>) => Value,
): Value {
  const key = deriveKey(masterKey, 'state-wrap', 'state wrap key');
  try {
    return act(key);
  } finally {
    key.wipe();
  }
}

function wrapForState(
  masterKey: SecretKey<'vault-master'>,
  secret: SecretKey<'key-table' | 'index'>,
  label: StateWrap,
  vaultId: Uint8Array,
  generation: number,
): Bytes {
  return withStateWrapKey(masterKey, (key) => wrapKey(key, secret, label, wrapContext(vaultId, generation)));
}

export function wrapKeyTableKey(
  masterKey: SecretKey<'vault-master'>,
  keyTableKey: SecretKey<'key-table'>,
  vaultId: Uint8Array,
  generation: number,
): Bytes {
  return wrapForState(masterKey, keyTableKey, 'state wrap key-table key', vaultId, generation);
}

export function wrapIndexKey(
  masterKey: SecretKey<'vault-master'>,
  indexKey: SecretKey<'index'>,
  vaultId: Uint8Array,
  generation: number,
): Bytes {
  return wrapForState(masterKey, indexKey, 'state wrap index key', vaultId, generation);
}

/** @throws `integrity/record-unauthentic`. */
export function unwrapKeyTableKey(masterKey: SecretKey<'vault-master'>, state: State): SecretKey<'key-table'> {
  const context = wrapContext(state.vaultId, state.keyTableGeneration);
  return withStateWrapKey(masterKey, (key) =>
    unwrapKey(key, 'key-table', state.wrappedKeyTableKey, 'state wrap key-table key', context),
  );
}

/** @throws `integrity/record-unauthentic`. */
export function unwrapIndexKey(masterKey: SecretKey<'vault-master'>, state: State): SecretKey<'index'> {
  const context = wrapContext(state.vaultId, state.indexGeneration);
  return withStateWrapKey(masterKey, (key) =>
    unwrapKey(key, 'index', state.wrappedIndexKey, 'state wrap index key', context),
  );
}
