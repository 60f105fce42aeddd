import { expect, test } from 'vitest';
import { utf8 } from '../../../../main/crypto/bytes.ts';
import { UntouchedDigest } from '../../../../main/crypto/v1/untouched-digest.ts';

// Computed with Python's hashlib.blake2b from docs/vault-format.md, Erasing a passage.
test('the digest of the untouched packets follows each with its place, from 32 zeros on', () => {
  const digest = new UntouchedDigest();
  expect(digest.hex).toBe('00'.repeat(32));
  digest.add(2, 300, utf8('packet'));
  expect(digest.hex).toBe('c4fd0106ff6a0f665d216228b3b235ec8b49a7ffb7fa29532cddb1bf2f88d24f');
  digest.add(2, 301, new Uint8Array(0));
  expect(digest.hex).toBe('89f5d5acf9751b1ea04ba6efc4607abb90ffb38bee5b2036cd35f315d17ac1ab');
});
