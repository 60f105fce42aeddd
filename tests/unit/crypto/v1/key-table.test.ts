import { describe, expect, test } from 'vitest';
import { concatBytes, toHex, utf8 } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { randomBytes } from '../../../../main/crypto/sodium.ts';
import {
  encodeKeyTable,
  keyTableDigest,
  openKeyTableEntry,
  parseKeyTable,
  sealKeyTableEntry,
} from '../../../../main/crypto/v1/key-table.ts';

const vaultId = randomBytes(16);
const keyTableKey = SecretKey.random('key-table');
const ids = [3, 1, 2].map((byte) => new Uint8Array(16).fill(byte));
const keys = ids.map(() => SecretKey.random('recording'));
const entries = ids.map((id, index) =>
  sealKeyTableEntry(keyTableKey, vaultId, id, keys[index] ?? SecretKey.random('recording')),
);
const bytes = encodeKeyTable({ vaultId, generation: 5, entries });
const malformed: unknown = expect.objectContaining({ code: 'integrity/record-malformed' });

describe('a key table', () => {
  test('gives back what went in, in ascending order of id', () => {
    const table = parseKeyTable(encodeKeyTable({ vaultId, generation: 5, entries }));
    expect(table).toMatchObject({ vaultId, generation: 5 });
    expect(table.entries.map(({ ownerId }) => ownerId[0])).toEqual([1, 2, 3]);
    for (const entry of table.entries) {
      const expected = keys[ids.findIndex((id) => id[0] === entry.ownerId[0])];
      const opened = openKeyTableEntry(keyTableKey, vaultId, entry, 'recording');
      expect(opened.use((lent) => toHex(lent))).toBe(expected?.use((lent) => toHex(lent)));
    }
  });

  test('may be empty', () => {
    expect(parseKeyTable(encodeKeyTable({ vaultId, generation: 1, entries: [] })).entries).toEqual([]);
  });

  test('holds one key for an id', () => {
    const twice = entries.slice(0, 1).flatMap((entry) => [entry, entry]);
    expect(() => encodeKeyTable({ vaultId, generation: 1, entries: twice })).toThrow('an id has one key');
  });

  test('is refused when its entries are out of order, or one is there twice', () => {
    const head = bytes.subarray(0, 38);
    const [first, second, third] = [0, 1, 2].map((index) => bytes.subarray(38 + 88 * index, 38 + 88 * (index + 1)));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three entries');
    expect(() => parseKeyTable(concatBytes(head, second, first, third))).toThrow(malformed);
    expect(() => parseKeyTable(concatBytes(head, first, second, second))).toThrow(malformed);
  });

  test('is refused when it is longer or shorter than its count says', () => {
    expect(() => parseKeyTable(bytes.subarray(0, -1))).toThrow(malformed);
    expect(() => parseKeyTable(concatBytes(bytes, Uint8Array.of(0)))).toThrow(malformed);
    const counted = bytes.slice();
    counted.set([255, 255, 255, 255], 34);
    expect(() => parseKeyTable(counted)).toThrow(malformed);
  });

  test('has a digest that follows every byte', () => {
    const changed = bytes.slice();
    changed.set([(changed.at(-1) ?? 0) ^ 1], changed.length - 1);
    expect(keyTableDigest(changed)).not.toEqual(keyTableDigest(bytes));
    // Python: hashlib.blake2b(b'sotto/v1 key-table digest\0abc', digest_size=32).
    expect(toHex(keyTableDigest(utf8('abc')))).toBe('bd33c3b82b725ed6cf235f4374894528d3649b12fd4162a05b0e888d3edc7f39');
  });
});

test('a recording key is bound to its table key, vault and recording', () => {
  const unauthentic: unknown = expect.objectContaining({ code: 'integrity/record-unauthentic' });
  const [entry] = entries;
  if (entry === undefined) throw new Error('three entries');
  expect(() => openKeyTableEntry(SecretKey.random('key-table'), vaultId, entry, 'recording')).toThrow(unauthentic);
  expect(() => openKeyTableEntry(keyTableKey, randomBytes(16), entry, 'recording')).toThrow(unauthentic);
  expect(() => openKeyTableEntry(keyTableKey, vaultId, { ...entry, ownerId: randomBytes(16) }, 'recording')).toThrow(
    unauthentic,
  );
});
