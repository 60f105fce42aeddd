import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { SecretKey } from '../../../main/crypto/secret-key.ts';

const pattern = () => new Uint8Array(32).fill(0xa7);

describe('a secret key', () => {
  test('takes the bytes over and wipes the caller’s', () => {
    const bytes = pattern();
    const key = SecretKey.take('recording', bytes);
    expect(bytes).toEqual(new Uint8Array(32));
    expect(key.use((lent) => lent.slice())).toEqual(pattern());
  });

  test.each([0, 31, 33])('is not made of %i bytes', (length) => {
    expect(() => SecretKey.take('recording', new Uint8Array(length))).toThrow('a key has 32 bytes');
  });

  test('overwrites its bytes when it is wiped and throws ever after', () => {
    const key = SecretKey.take('recording', pattern());
    let lent: Uint8Array = new Uint8Array(0);
    key.use((bytes) => {
      lent = bytes;
    });
    key.wipe();
    expect(lent).toEqual(new Uint8Array(32));
    expect(() => key.use(() => 'used')).toThrow('wiped');
    key.wipe();
  });

  test('never shows its bytes when it is printed', () => {
    const key = SecretKey.take('vault-master', pattern());
    for (const printed of [JSON.stringify({ key }), inspect(key, { showHidden: true, depth: 9 }), key.toJSON()]) {
      expect(printed).not.toMatch(/a7|167/);
      expect(printed).toContain('vault-master');
    }
  });

  test('made at random is different each time', () => {
    const seen = new Set(
      Array.from({ length: 100 }, () => SecretKey.random('segment').use((bytes) => Buffer.from(bytes).toString('hex'))),
    );
    expect(seen.size).toBe(100);
  });
});
