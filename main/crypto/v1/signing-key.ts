import { toHex, type Bytes } from '../bytes.ts';
import type { SecretKey } from '../secret-key.ts';
import { isSignatureOf, signingKeyPublic, signWith } from '../sodium.ts';
import { digest, labelled, type Label } from './labels.ts';

/** docs/vault-format.md, Signing key: the seed of the one Ed25519 key of a vault. */
export type SigningSeed = SecretKey<'signing'>;

export function signingPublicKey(seed: SigningSeed): Bytes {
  return seed.use(signingKeyPublic);
}

/** Ed25519 of `labelled(label, parts)`: 64 bytes. */
export function sign(seed: SigningSeed, label: Label, ...parts: readonly Uint8Array[]): Bytes {
  return seed.use((bytes) => signWith(bytes, labelled(label, ...parts)));
}

export function isSigned(
  publicKey: Uint8Array,
  signature: Uint8Array,
  label: Label,
  ...parts: readonly Uint8Array[]
): boolean {
  return isSignatureOf(publicKey, signature, labelled(label, ...parts));
}

const fingerprintBytes = 12;

/** As it is printed and read aloud: 24 hexadecimal digits in six groups. */
export function fingerprintOf(publicKey: Uint8Array): string {
  const digits = toHex(digest('signing key fingerprint', publicKey).subarray(0, fingerprintBytes));
  return digits.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
