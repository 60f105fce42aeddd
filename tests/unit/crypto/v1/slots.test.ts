import { describe, expect, test } from 'vitest';
import { concatBytes, toHex } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { randomBytes } from '../../../../main/crypto/sodium.ts';
import { minimumParameters } from '../../../../main/crypto/v1/passphrase.ts';
import {
  areSlotsAuthentic,
  encodeSlots,
  maximumSlots,
  openPassphraseSlot,
  parseSlots,
  sealPassphraseSlot,
  slotLength,
  slotsDigest,
  slotTypes,
  type OpaqueSlot,
} from '../../../../main/crypto/v1/slots.ts';

const vaultId = randomBytes(16);
const masterKey = SecretKey.random('vault-master');
const slot = sealPassphraseSlot(vaultId, 'correct horse', minimumParameters, masterKey);
const carried: OpaqueSlot = { type: slotTypes.escrow, slotId: randomBytes(16), body: randomBytes(slotLength - 17) };
const malformed: unknown = expect.objectContaining({ code: 'integrity/record-malformed' });
const reveal = (key: SecretKey<'vault-master'> | null) => key?.use((bytes) => toHex(bytes)) ?? null;

describe('a passphrase slot', () => {
  test('gives the master key to its passphrase and to no other', () => {
    expect(reveal(openPassphraseSlot(vaultId, slot, 'correct horse'))).toBe(reveal(masterKey));
    expect(openPassphraseSlot(vaultId, slot, 'correct horsf')).toBeNull();
  });

  test('opens in its own vault only', () => {
    expect(openPassphraseSlot(randomBytes(16), slot, 'correct horse')).toBeNull();
  });

  test('opens with nothing of it changed only', () => {
    for (const changed of [
      { slotId: randomBytes(16) },
      { salt: randomBytes(16) },
      { wrapped: randomBytes(72) },
      { commitment: randomBytes(32) },
      { parameters: { ...minimumParameters, passes: 4 } },
    ]) {
      expect(openPassphraseSlot(vaultId, { ...slot, ...changed }, 'correct horse')).toBeNull();
    }
  });

  test('does not lend its wrapped key to another slot of the same passphrase', () => {
    const other = sealPassphraseSlot(vaultId, 'correct horse', minimumParameters, SecretKey.random('vault-master'));
    expect(openPassphraseSlot(vaultId, { ...slot, wrapped: other.wrapped }, 'correct horse')).toBeNull();
  });

  test('is sealed differently each time', () => {
    const again = sealPassphraseSlot(vaultId, 'correct horse', minimumParameters, masterKey);
    for (const field of ['slotId', 'salt', 'wrapped', 'commitment'] as const) {
      expect(again[field]).not.toEqual(slot[field]);
    }
  });
});

describe('a slots file', () => {
  const bytes = encodeSlots(vaultId, [slot, carried], masterKey);

  test('gives back what went in', () => {
    const file = parseSlots(bytes);
    expect(file.vaultId).toEqual(vaultId);
    expect(file.slots).toEqual([slot, carried]);
    expect(areSlotsAuthentic(file, masterKey)).toBe(true);
    expect(areSlotsAuthentic(file, SecretKey.random('vault-master'))).toBe(false);
  });

  test('has slots of one length, so that it does not tell their kinds by size', () => {
    expect(encodeSlots(vaultId, [slot], masterKey)).toHaveLength(bytes.length - slotLength);
    expect(encodeSlots(vaultId, [carried], masterKey)).toHaveLength(bytes.length - slotLength);
  });

  test('holds 1 to 16 slots', () => {
    expect(() => encodeSlots(vaultId, [], masterKey)).toThrow(RangeError);
    const many = Array.from({ length: maximumSlots + 1 }, () => carried);
    expect(() => encodeSlots(vaultId, many, masterKey)).toThrow(RangeError);
    expect(parseSlots(encodeSlots(vaultId, many.slice(1), masterKey)).slots).toHaveLength(maximumSlots);
  });

  test('refuses a slot of an unknown type, and padding that is not zero', () => {
    const unknown = bytes.slice();
    unknown.set([9], 28);
    expect(() => parseSlots(unknown)).toThrow(malformed);
    const padded = bytes.slice();
    padded.set([1], 28 + slotLength - 1);
    expect(() => parseSlots(padded)).toThrow(malformed);
  });

  test('refuses more or fewer bytes than its count says', () => {
    expect(() => parseSlots(bytes.subarray(1))).toThrow(malformed);
    expect(() => parseSlots(bytes.subarray(0, -1))).toThrow(malformed);
    expect(() => parseSlots(concatBytes(bytes, Uint8Array.of(0)))).toThrow(malformed);
  });

  test('has a digest that follows every byte', () => {
    const changed = bytes.slice();
    changed.set([(changed.at(-1) ?? 0) ^ 1], changed.length - 1);
    expect(slotsDigest(changed)).not.toEqual(slotsDigest(bytes));
  });
});
