import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { isSignatureOf } from '../../../../main/crypto/sodium.ts';
import {
  fingerprintOf,
  isSigned,
  sign,
  signingPublicKey,
  signUnlabelled,
} from '../../../../main/crypto/v1/signing-key.ts';

const seed = SecretKey.random('signing');
const publicKey = signingPublicKey(seed);
const message = utf8('what is signed');
const signature = sign(seed, 'recovery signature', message);

describe('a signature', () => {
  test('is that of its key, label and message, and of no other', () => {
    const other = signingPublicKey(SecretKey.random('signing'));
    expect(isSigned(publicKey, signature, 'recovery signature', message)).toBe(true);
    expect(isSigned(other, signature, 'recovery signature', message)).toBe(false);
    expect(isSigned(publicKey, signature, 'recovery anchor', message)).toBe(false);
    expect(isSigned(publicKey, signature, 'recovery signature', utf8('what is not'))).toBe(false);
  });

  test('without a label is that of the bytes alone', () => {
    const unlabelled = signUnlabelled(seed, message);
    expect(isSignatureOf(publicKey, unlabelled, message)).toBe(true);
    expect(isSignatureOf(publicKey, signature, message)).toBe(false);
  });

  test('has 64 bytes; another length, or a key that is none, is no failure but a no', () => {
    expect(signature).toHaveLength(64);
    expect(isSigned(publicKey, signature.subarray(1), 'recovery signature', message)).toBe(false);
    expect(isSigned(new Uint8Array(31), signature, 'recovery signature', message)).toBe(false);
  });
});

test('a fingerprint is that of the format', () => {
  // Python: hashlib.blake2b(b'sotto/v1 signing key fingerprint\0' + b'\x09' * 32, digest_size=32), the first twelve bytes.
  expect(fingerprintOf(new Uint8Array(32).fill(9))).toBe('dea7 7b08 da3d 8d82 64ee 7a26');
});

test('a fingerprint is six groups of four digits, the same for one key and others for another', () => {
  expect(fingerprintOf(publicKey)).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){5}$/);
  expect(fingerprintOf(publicKey)).toBe(fingerprintOf(publicKey));
  expect(fingerprintOf(signingPublicKey(SecretKey.random('signing')))).not.toBe(fingerprintOf(publicKey));
});
