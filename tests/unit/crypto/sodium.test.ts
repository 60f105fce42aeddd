import sodium from 'libsodium-wrappers-sumo';
import { describe, expect, test, vi } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../main/crypto/bytes.ts';
import {
  aeadOpen,
  aeadSeal,
  areEqualInConstantTime,
  argon2id,
  boxKeyPublic,
  boxOpen,
  boxSeal,
  hash,
  randomBytes,
  signingKeyPublic,
  signWith,
  wipe,
} from '../../../main/crypto/sodium.ts';

describe('XChaCha20-Poly1305', () => {
  // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
  const key = fromHex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f');
  const nonce = fromHex('404142434445464748494a4b4c4d4e4f5051525354555657');
  const associated = fromHex('50515253c0c1c2c3c4c5c6c7');
  const plaintext = utf8(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  );

  test('gives the bytes of the draft that specifies it', () => {
    const sealed = aeadSeal(key, nonce, plaintext, associated);
    expect(toHex(sealed.subarray(0, 16))).toBe('bd6d179d3e83d43b9576579493c0e939');
    expect(toHex(sealed.subarray(-16))).toBe('c0875924c1c7987947deafd8780acf49');
    expect(aeadOpen(key, nonce, sealed, associated)).toEqual(plaintext);
  });

  test('opens nothing that differs in a bit, is cut, or has other associated data', () => {
    const sealed = aeadSeal(key, nonce, plaintext, associated);
    const flipped = sealed.slice();
    flipped.set([1 ^ (flipped[3] ?? 0)], 3);
    expect(aeadOpen(key, nonce, flipped, associated)).toBeNull();
    expect(aeadOpen(key, nonce, sealed.subarray(1), associated)).toBeNull();
    expect(aeadOpen(key, nonce, sealed.subarray(0, 15), associated)).toBeNull();
    expect(aeadOpen(key, nonce, sealed, associated.subarray(1))).toBeNull();
  });
});

test('BLAKE2b-256 gives known answers, keyed and not', () => {
  // Python: hashlib.blake2b(b'abc', digest_size=32), and the same with key=bytes(range(32)).
  expect(toHex(hash(utf8('abc')))).toBe('bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319');
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);
  expect(toHex(hash(utf8('abc'), key))).toBe('d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f');
});

test('Argon2id gives the bytes of the reference implementation', () => {
  // argon2 (Debian): printf password | argon2 somesaltsomesalt -id -t 3 -k 65536 -p 1 -l 32 -r
  expect(toHex(argon2id(utf8('password'), utf8('somesaltsomesalt'), 3, 64 * 1024 * 1024))).toBe(
    '7664ad4ba1a3c999fcdd0991ffc2270f78302d2383233db5e7befc85d1bb1819',
  );
});

test('comparing in constant time answers as comparing does', () => {
  expect(areEqualInConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(areEqualInConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(areEqualInConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
});

test('random bytes have the length asked for and differ', () => {
  expect(randomBytes(24)).toHaveLength(24);
  expect(randomBytes(24)).not.toEqual(randomBytes(24));
});

test('a sealed box opens for its key pair, and is null for what is none', () => {
  const [seed, other] = [randomBytes(32), randomBytes(32)];
  const sealed = boxSeal(boxKeyPublic(seed), utf8('key'));
  expect(boxOpen(seed, sealed)).toEqual(utf8('key'));
  expect(boxOpen(other, sealed)).toBeNull();
  expect(boxOpen(seed, sealed.subarray(1))).toBeNull();
});

test('no secret half of a key pair is left behind', () => {
  const pairs = (['crypto_sign_seed_keypair', 'crypto_box_seed_keypair'] as const).map((name) =>
    vi.spyOn(sodium, name),
  );
  const seed = new Uint8Array(32).fill(7);
  signingKeyPublic(seed);
  signWith(seed, utf8('message'));
  const sealed = boxSeal(boxKeyPublic(seed), utf8('key'));
  boxOpen(seed, sealed);
  boxOpen(seed, sealed.subarray(1));
  const halves = pairs.flatMap((spy) => spy.mock.results.map(({ value }: { value?: unknown }) => privateKeyIn(value)));
  expect(halves).toEqual([64, 64, 32, 32, 32].map((length) => new Uint8Array(length)));
  for (const spy of pairs) spy.mockRestore();
});

function privateKeyIn(pair: unknown): unknown {
  return typeof pair === 'object' && pair !== null && 'privateKey' in pair ? pair.privateKey : null;
}

test('wiping leaves zeros', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  wipe(bytes);
  expect(bytes).toEqual(new Uint8Array(3));
});
