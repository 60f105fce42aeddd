import { expect, test } from 'vitest';
import { keyTableEntryId } from '../../../../main/crypto/v1/entry-id.ts';

test('an entry of the table of keys has the name that the format gives it', () => {
  // Python: hashlib.blake2b(b'sotto/v1 key-table entry id\0' + b'\x07' * 16, digest_size=32).
  expect(keyTableEntryId('07'.repeat(16))).toBe('1fa525a382454662757568802c41891b0f2514e63c9ef3f59e4c2372ca868a6c');
});
