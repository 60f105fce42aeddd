import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../main/crypto/bytes.ts';
import { minisignPublicKey, minisignSignature, type Signing } from '../../../../main/crypto/v1/minisign.ts';
import { signingKeyPublic, signWith } from '../../../../main/crypto/sodium.ts';
import { verifiedByMinisign } from '../../../support/minisign.ts';

function signingOf(fill: number): Signing {
  const seed = new Uint8Array(32).fill(fill);
  return { publicKey: signingKeyPublic(seed), sign: (message) => signWith(seed, message) };
}

const signing = signingOf(7);
const text = '{ "what": "a certificate" }\n';
const sealed = () => ({
  text,
  signature: minisignSignature(signing, utf8(text), 'said in one line'),
  publicKey: minisignPublicKey(signing.publicKey),
});

describe('a signature', () => {
  it('is written as minisign writes it: two comments, and the lengths of its format', () => {
    const signed = sealed();
    const [untrusted, signature = '', trusted, ofAll = '', end] = signed.signature.split('\n');
    const [keyLine] = signed.publicKey.split('\n');
    expect(untrusted).toBe(keyLine?.replace('minisign public key', 'signature from vault key'));
    expect([trusted, end]).toEqual(['trusted comment: said in one line', '']);
    const bytes = Buffer.from(signature, 'base64');
    expect([bytes.length, bytes.subarray(0, 2).toString()]).toEqual([74, 'ED']);
    expect(Buffer.from(ofAll, 'base64')).toHaveLength(64);
    const key = Buffer.from(signed.publicKey.split('\n')[1] ?? '', 'base64');
    expect([key.length, key.subarray(0, 2).toString()]).toEqual([42, 'Ed']);
    expect(key.subarray(2, 10)).toEqual(bytes.subarray(2, 10));
  });

  it('takes no comment of more than one line', () => {
    expect(() => minisignSignature(signing, utf8(text), 'one\ntwo')).toThrow('a comment is one line');
  });

  it('names its key by the digest of it, as minisign prints a number', () => {
    // Python: hashlib.blake2b(b'sotto/v1 signing key id\0' + b'\x09' * 32, digest_size=32), the first eight bytes.
    const [comment, line = ''] = minisignPublicKey(new Uint8Array(32).fill(9)).split('\n');
    expect(comment).toBe('untrusted comment: minisign public key 0BA706F592309449');
    expect(Buffer.from(line, 'base64').toString('hex')).toBe(`456449943092f506a70b${'09'.repeat(32)}`);
  });

  // The tool is installed by set-up on Linux; the bytes are the same everywhere.
  if (process.platform === 'linux') {
    it('is verified by minisign, with its comment', async () => {
      expect(await verifiedByMinisign(sealed())).toContain('said in one line');
    });

    it('is not verified by minisign for a message of which one byte is another', async () => {
      for (let at = 0; at < text.length; at += 5) {
        const changed = `${text.slice(0, at)}~${text.slice(at + 1)}`;
        expect(await verifiedByMinisign({ ...sealed(), text: changed })).toBeNull();
      }
    });

    it('is not verified by minisign with another comment, or with the key of another vault', async () => {
      const signed = sealed();
      const signature = signed.signature.replace('said in', 'sold in');
      expect(await verifiedByMinisign({ ...signed, signature })).toBeNull();
      const publicKey = minisignPublicKey(signingOf(8).publicKey);
      expect(await verifiedByMinisign({ ...signed, publicKey })).toBeNull();
    });
  }
});
