import { describe, expect, test } from 'vitest';
import { ByteWriter, concatBytes, toHex, utf8 } from '../../../../main/crypto/bytes.ts';
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
import { watchKeys } from '../../../support/key-watch.ts';

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

  test('leaves no key behind but the one it gives, whether it opens or not', () => {
    using watch = watchKeys();
    const made = sealPassphraseSlot(vaultId, 'correct horse', minimumParameters, masterKey);
    expect([watch.made(), watch.alive()]).toEqual([['kek', 'wrap', 'commitment'], []]);
    openPassphraseSlot(vaultId, made, 'another');
    expect([watch.made().slice(3), watch.alive()]).toEqual([['kek', 'wrap', 'commitment'], []]);
    openPassphraseSlot(vaultId, made, 'correct horse');
    expect(watch.made().slice(6)).toEqual(['kek', 'wrap', 'commitment', 'vault-master']);
    expect(watch.alive()).toEqual(['vault-master']);
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
    expect(() => encodeSlots(vaultId, [], masterKey)).toThrow('a vault has 1 to 16 slots');
    const many = Array.from({ length: maximumSlots + 1 }, () => carried);
    expect(() => encodeSlots(vaultId, many, masterKey)).toThrow(RangeError);
    expect(parseSlots(encodeSlots(vaultId, many.slice(1), masterKey)).slots).toHaveLength(maximumSlots);
  });

  test('is refused when it says that it holds none, or one too many, though it has them', () => {
    const head = bytes.subarray(0, 26);
    for (const count of [0, maximumSlots + 1]) {
      const counted = concatBytes(head, new ByteWriter(2).u16(count).done());
      const slots = Array.from({ length: count }, () => bytes.subarray(28, 28 + slotLength));
      expect(() => parseSlots(concatBytes(counted, ...slots, new Uint8Array(32)))).toThrow(malformed);
    }
  });

  test('leaves no key behind when it is written and when it is checked', () => {
    using watch = watchKeys();
    areSlotsAuthentic(parseSlots(encodeSlots(vaultId, [slot], masterKey)), masterKey);
    expect([watch.made(), watch.alive()]).toEqual([['slots-mac', 'slots-mac'], []]);
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
    // Python: hashlib.blake2b(b'sotto/v1 slots digest\0abc', digest_size=32).
    expect(toHex(slotsDigest(utf8('abc')))).toBe('f470da1d1eb28b74dc88f7c9ababbdbddc749687f75371fd375c9b46858dc3cf');
  });
});
