import sodium from 'libsodium-wrappers-sumo';
import { describe, expect, test, vi } from 'vitest';
import { toHex, utf8 } from '../../../../main/crypto/bytes.ts';
import { argon2id } from '../../../../main/crypto/sodium.ts';
import {
  assertParameters,
  defaultParameters,
  deriveKek,
  maximumParameters,
  minimumParameters,
} from '../../../../main/crypto/v1/passphrase.ts';

const salt = utf8('somesaltsomesalt');
const kek = (passphrase: string) => deriveKek(passphrase, salt, minimumParameters).use((bytes) => toHex(bytes));
const refusal: unknown = expect.objectContaining({ code: 'vault/key-derivation-refused' });

describe('deriving from a passphrase', () => {
  test('is Argon2id of its UTF-8', () => {
    expect(kek('grüße und tee')).toBe(toHex(argon2id(utf8('grüße und tee'), salt, 3, 64 * 1024 * 1024)));
  });

  test('gives one key however the keyboard composes a letter', () => {
    const composed = 'caf\u00e9 \u1e9b\u0323';
    const decomposed = 'cafe\u0301 \u017f\u0323\u0307';
    expect(composed).not.toBe(decomposed);
    expect(kek(decomposed)).toBe(kek(composed));
  });

  test('does not take similar letters for one another', () => {
    expect(kek('\ufb01re')).not.toBe(kek('fire'));
    expect(kek('Tea')).not.toBe(kek('tea'));
    expect(kek('tea ')).not.toBe(kek('tea'));
  });
});

test('the bytes of a passphrase are wiped once a key is made of it', () => {
  const derive = vi.spyOn(sodium, 'crypto_pwhash');
  const key = deriveKek('pass', salt, minimumParameters);
  expect(key.name).toBe('kek');
  expect(derive.mock.calls.map(([, passphrase]) => passphrase)).toEqual([new Uint8Array(4)]);
  derive.mockRestore();
});

describe('parameters', () => {
  test.each([
    minimumParameters,
    defaultParameters,
    { passes: 4, memoryKib: 1024 * 1024 },
    { passes: 16, memoryKib: 64 * 1024 },
  ])('of %o are accepted', (parameters) => {
    expect(() => assertParameters(parameters)).not.toThrow();
  });

  // Each of these would take between seconds and days, or more memory than there is, if it were run.
  test.each([
    ['too few passes', { passes: 2, memoryKib: 64 * 1024 }],
    ['too little memory', { passes: 3, memoryKib: 64 * 1024 - 1 }],
    ['none at all', { passes: 0, memoryKib: 0 }],
    ['too many passes', { passes: 17, memoryKib: 64 * 1024 }],
    ['too much memory', { passes: 3, memoryKib: 1024 * 1024 + 1 }],
    ['all that 32 bits can say', { passes: 2 ** 32 - 1, memoryKib: 2 ** 32 - 1 }],
    ['too much work in all', { passes: maximumParameters.passes, memoryKib: maximumParameters.memoryKib }],
  ])('with %s are refused before anything runs', (_, parameters) => {
    expect(() => deriveKek('passphrase', salt, parameters)).toThrow(refusal);
    expect(() => assertParameters(parameters)).toThrow(expect.objectContaining({ details: parameters }));
  });
});
