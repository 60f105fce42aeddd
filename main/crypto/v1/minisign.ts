import { concatBytes, toHex, utf8, type Bytes } from '../bytes.ts';
import { hash512 } from '../sodium.ts';
import { digest } from './labels.ts';

/**
 * Signatures and public keys as the tool `minisign` writes them (https://jedisct1.github.io/minisign): anybody can verify
 * one without Sotto. docs/vault-format.md, Certificates.
 */
export interface Signing {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Bytes;
  /** Ed25519 over these bytes, 64 bytes. */
  readonly sign: (message: Bytes) => Bytes;
}

const algorithm = utf8('Ed');
/** Of a signature over the hash of a message. */
const hashedAlgorithm = utf8('ED');
const keyIdLength = 8;

/** The file that `minisign -p` takes. */
export function minisignPublicKey(publicKey: Bytes): string {
  const id = keyId(publicKey);
  return lines(`untrusted comment: minisign public key ${nameOf(id)}`, base64(algorithm, id, publicKey));
}

/** The file that stands beside a signed one. `trustedComment`, one line, is signed with it. */
export function minisignSignature(signing: Signing, message: Bytes, trustedComment: string): string {
  if (/[\r\n]/.test(trustedComment)) throw new RangeError('a comment is one line');
  const id = keyId(signing.publicKey);
  const signature = signing.sign(hash512(message));
  const ofAll = signing.sign(concatBytes(signature, utf8(trustedComment)));
  return lines(
    `untrusted comment: signature from vault key ${nameOf(id)}`,
    base64(hashedAlgorithm, id, signature),
    `trusted comment: ${trustedComment}`,
    base64(ofAll),
  );
}

/** Names the key in the signature; it follows from the key, and decides nothing. */
function keyId(publicKey: Bytes): Bytes {
  return digest('signing key id', publicKey).slice(0, keyIdLength);
}

/** As minisign prints it: a little-endian number. */
function nameOf(id: Bytes): string {
  return toHex(id.toReversed()).toUpperCase();
}

function base64(...parts: readonly Uint8Array[]): string {
  return Buffer.from(concatBytes(...parts)).toString('base64');
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
