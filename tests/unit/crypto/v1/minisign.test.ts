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
const signed = {
  text,
  signature: minisignSignature(signing, utf8(text), 'said in one line'),
  publicKey: minisignPublicKey(signing.publicKey),
};

describe('a signature', () => {
  it('is written as minisign writes it: two comments, and the lengths of its format', () => {
    const [untrusted, signature = '', trusted, ofAll = '', end] = signed.signature.split('\n');
    expect([untrusted?.split(':')[0], trusted, end]).toEqual([
      'untrusted comment',
      'trusted comment: said in one line',
      '',
    ]);
    const bytes = Buffer.from(signature, 'base64');
    expect([bytes.length, bytes.subarray(0, 2).toString()]).toEqual([74, 'ED']);
    expect(Buffer.from(ofAll, 'base64')).toHaveLength(64);
    const key = Buffer.from(signed.publicKey.split('\n')[1] ?? '', 'base64');
    expect([key.length, key.subarray(0, 2).toString()]).toEqual([42, 'Ed']);
    expect(key.subarray(2, 10)).toEqual(bytes.subarray(2, 10));
  });

  it('takes no comment of more than one line', () => {
    expect(() => minisignSignature(signing, utf8(text), 'one\ntwo')).toThrow(RangeError);
  });

  // The tool is installed by set-up on Linux; the bytes are the same everywhere.
  if (process.platform === 'linux') {
    it('is verified by minisign, with its comment', async () => {
      expect(await verifiedByMinisign(signed)).toContain('said in one line');
    });

    it('is not verified by minisign for a message of which one byte is another', async () => {
      for (let at = 0; at < text.length; at += 5) {
        const changed = `${text.slice(0, at)}~${text.slice(at + 1)}`;
        expect(await verifiedByMinisign({ ...signed, text: changed })).toBeNull();
      }
    });

    it('is not verified by minisign with another comment, or with the key of another vault', async () => {
      const signature = signed.signature.replace('said in', 'sold in');
      expect(await verifiedByMinisign({ ...signed, signature })).toBeNull();
      const publicKey = minisignPublicKey(signingOf(8).publicKey);
      expect(await verifiedByMinisign({ ...signed, publicKey })).toBeNull();
    });
  }
});
