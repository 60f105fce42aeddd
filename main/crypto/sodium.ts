import sodium from 'libsodium-wrappers-sumo';
import { copyBytes, type Bytes } from './bytes.ts';

/**
 * The one file that imports libsodium, and the one source of randomness. Every primitive Sotto uses is listed here;
 * names and lengths are libsodium's own (https://doc.libsodium.org).
 */
await sodium.ready;

export const keyLength = sodium.crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
export const nonceLength = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
export const tagLength = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES;
export const hashLength = 32;
export const argon2SaltLength = sodium.crypto_pwhash_SALTBYTES;

/** What one call of getRandomValues gives at most (W3C Web Cryptography, 10.1.1). */
const randomBytesAtOnce = 65_536;

/**
 * The system's own generator, which libsodium's WebAssembly build also draws from, but one number at a time: asking it
 * for a few megabytes takes most of a minute.
 */
export function randomBytes(length: number): Bytes {
  const bytes = new Uint8Array(length);
  for (let offset = 0; offset < length; offset += randomBytesAtOnce) {
    crypto.getRandomValues(bytes.subarray(offset, offset + randomBytesAtOnce));
  }
  return bytes;
}

/** XChaCha20-Poly1305-IETF: ciphertext followed by its 16-byte tag. */
export function aeadSeal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, associated: Uint8Array): Bytes {
  return copyBytes(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associated, null, nonce, key));
}

/** The plaintext, or null when `sealed` was not made with this key, nonce and associated data. */
export function aeadOpen(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Bytes | null {
  if (sealed.length < tagLength) return null;
  try {
    return copyBytes(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, associated, nonce, key));
  } catch {
    // libsodium-wrappers has one exception for "not authentic" and none of another kind once lengths are right.
    return null;
  }
}

/** BLAKE2b-256 (crypto_generichash), keyed or not. */
export function hash(message: Uint8Array, key: Uint8Array | null = null): Bytes {
  return copyBytes(sodium.crypto_generichash(hashLength, message, key));
}

/** For lengths that differ it answers at once; lengths are never secret here. */
export function areEqualInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sodium.memcmp(a, b);
}

/** Argon2id version 1.3. Blocks for as long as it takes; `memoryBytes` is allocated and wiped by libsodium. */
export function argon2id(passphrase: Uint8Array, salt: Uint8Array, passes: number, memoryBytes: number): Bytes {
  return copyBytes(
    sodium.crypto_pwhash(keyLength, passphrase, salt, passes, memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13),
  );
}

export const signatureLength = sodium.crypto_sign_BYTES;
export const publicKeyLength = sodium.crypto_box_PUBLICKEYBYTES;
export const boxOverhead = sodium.crypto_box_SEALBYTES;

/** The Ed25519 public key of a 32-byte seed. */
export function signingKeyPublic(seed: Uint8Array): Bytes {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  wipe(privateKey);
  return copyBytes(publicKey);
}

/** Ed25519, detached. */
export function signWith(seed: Uint8Array, message: Uint8Array): Bytes {
  const { privateKey } = sodium.crypto_sign_seed_keypair(seed);
  try {
    return copyBytes(sodium.crypto_sign_detached(message, privateKey));
  } finally {
    wipe(privateKey);
  }
}

/** False for a public key that is none, too. */
export function isSignatureOf(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    return sodium.crypto_sign_verify_detached(signature, message, publicKey);
  } catch {
    return false;
  }
}

/** The X25519 public key of a 32-byte seed. */
export function boxKeyPublic(seed: Uint8Array): Bytes {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  wipe(privateKey);
  return copyBytes(publicKey);
}

/** crypto_box_seal: whoever has the secret key of `publicKey` can open it, and nobody can tell who made it. */
export function boxSeal(publicKey: Uint8Array, message: Uint8Array): Bytes {
  return copyBytes(sodium.crypto_box_seal(message, publicKey));
}

/** Null when the box was not made for the key pair of `seed`. */
export function boxOpen(seed: Uint8Array, sealed: Uint8Array): Bytes | null {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  try {
    return copyBytes(sodium.crypto_box_seal_open(sealed, publicKey, privateKey));
  } catch {
    return null;
  } finally {
    wipe(privateKey);
  }
}

/** Overwrites `bytes` with zeros. */
export function wipe(bytes: Uint8Array): void {
  sodium.memzero(bytes);
}
