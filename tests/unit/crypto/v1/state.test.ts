import { describe, expect, test } from 'vitest';
import { concatBytes, toHex } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { randomBytes } from '../../../../main/crypto/sodium.ts';
import {
  encodeState,
  openState,
  stateLength,
  unwrapIndexKey,
  unwrapKeyTableKey,
  wrapIndexKey,
  wrapKeyTableKey,
  type State,
} from '../../../../main/crypto/v1/state.ts';
import { watchKeys } from '../../../support/key-watch.ts';

const vaultId = randomBytes(16);
const masterKey = SecretKey.random('vault-master');
const keyTableKey = SecretKey.random('key-table');
const indexKey = SecretKey.random('index');
const state: State = {
  vaultId,
  sequence: 7,
  slotsDigest: randomBytes(32),
  keyTableGeneration: 3,
  keyTableDigest: randomBytes(32),
  wrappedKeyTableKey: wrapKeyTableKey(masterKey, keyTableKey, vaultId, 3),
  indexGeneration: 1,
  wrappedIndexKey: wrapIndexKey(masterKey, indexKey, vaultId, 1),
  logCount: 99,
  headsDigest: randomBytes(32),
};
const bytes = encodeState(state, masterKey);
const reveal = (key: SecretKey<'key-table'> | SecretKey<'index'>) => key.use((lent) => toHex(lent));
const unauthentic: unknown = expect.objectContaining({ code: 'integrity/record-unauthentic' });

describe('the state', () => {
  test('gives back what went in, to the master key only', () => {
    expect(bytes).toHaveLength(stateLength);
    expect(openState(bytes, masterKey)).toEqual(state);
    expect(() => openState(bytes, SecretKey.random('vault-master'))).toThrow(unauthentic);
  });

  test('gives nothing when a bit of any byte after the version is flipped', () => {
    for (let offset = 10; offset < bytes.length; offset += 1) {
      const flipped = bytes.slice();
      flipped.set([(flipped[offset] ?? 0) ^ 0x10], offset);
      expect(() => openState(flipped, masterKey)).toThrow(unauthentic);
    }
  });

  test('says that it is newer rather than damaged when its version is higher', () => {
    const newer = bytes.slice();
    newer.set([2], 9);
    expect(() => openState(newer, masterKey)).toThrow(expect.objectContaining({ code: 'vault/newer-version' }));
    expect(() => openState(concatBytes(newer, randomBytes(9)), masterKey)).toThrow(
      expect.objectContaining({ code: 'vault/newer-version', details: { found: 2, supported: 1 } }),
    );
  });

  test('leaves no key behind, whether it opens or not', () => {
    using watch = watchKeys();
    openState(encodeState(state, masterKey), masterKey);
    expect(() => openState(bytes.with(20, (bytes[20] ?? 0) ^ 1), masterKey)).toThrow(unauthentic);
    expect([watch.made(), watch.alive()]).toEqual([['state-mac', 'state-mac', 'state-mac'], []]);
  });

  test('has one length', () => {
    const malformed: unknown = expect.objectContaining({ code: 'integrity/record-malformed' });
    expect(() => openState(bytes.subarray(0, -1), masterKey)).toThrow(malformed);
    expect(() => openState(concatBytes(bytes, Uint8Array.of(0)), masterKey)).toThrow(malformed);
  });
});

describe('keys in the state', () => {
  test('come back', () => {
    expect(reveal(unwrapKeyTableKey(masterKey, state))).toBe(reveal(keyTableKey));
    expect(reveal(unwrapIndexKey(masterKey, state))).toBe(reveal(indexKey));
  });

  test('leave none behind but themselves', () => {
    using watch = watchKeys();
    wrapKeyTableKey(masterKey, keyTableKey, vaultId, 3);
    wrapIndexKey(masterKey, indexKey, vaultId, 1);
    expect([watch.made(), watch.alive()]).toEqual([['state-wrap', 'state-wrap'], []]);
    unwrapKeyTableKey(masterKey, state);
    unwrapIndexKey(masterKey, state);
    expect(watch.alive()).toEqual(['key-table', 'index']);
  });

  test('are bound to vault, generation and purpose', () => {
    expect(() => unwrapKeyTableKey(masterKey, { ...state, keyTableGeneration: 4 })).toThrow(unauthentic);
    expect(() => unwrapIndexKey(masterKey, { ...state, indexGeneration: 2 })).toThrow(unauthentic);
    expect(() => unwrapIndexKey(masterKey, { ...state, vaultId: randomBytes(16) })).toThrow(unauthentic);
    const swapped = {
      ...state,
      keyTableGeneration: 1,
      wrappedKeyTableKey: state.wrappedIndexKey,
    };
    expect(() => unwrapKeyTableKey(masterKey, swapped)).toThrow(unauthentic);
  });
});
