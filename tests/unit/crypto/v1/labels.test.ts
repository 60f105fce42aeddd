import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toHex, utf8 } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { hash } from '../../../../main/crypto/sodium.ts';
import { deriveKey, digest, labelled, labels, mac } from '../../../../main/crypto/v1/labels.ts';

const key = SecretKey.take('recording', new Uint8Array(32).fill(1));
const bytesOf = (secret: SecretKey<'segment'>) => secret.use((bytes) => toHex(bytes));

describe('labels', () => {
  test('are distinct and hold no zero byte, so that none is the beginning of another', () => {
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^[a-z][a-z -]*[a-z]$/);
  });

  test('are used in one place each, by the making and the checking of one thing', () => {
    const folder = new URL('../../../../main/crypto/v1/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name !== 'labels.ts');
    const text = files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
    for (const label of labels) {
      expect({ label, files: text.filter(([, code]) => code.includes(`'${label}'`)).length }).toEqual({
        label,
        files: 1,
      });
    }
  });

  test('are all in the specification', () => {
    const text = readFileSync(new URL('../../../../docs/vault-format.md', import.meta.url), 'utf8');
    for (const label of labels) expect(text).toContain(`\`${label}\``);
  });

  test('come before what they label, with the version, and end in a zero byte', () => {
    expect(labelled('chunk', utf8('a'), utf8('b'))).toEqual(utf8('sotto/v1 chunk\0ab'));
  });
});

describe('deriving a key', () => {
  test('is keyed BLAKE2b over label and context', () => {
    const derived = deriveKey(key, 'segment', 'segment key', utf8('0001'));
    expect(bytesOf(derived)).toBe(toHex(hash(utf8('sotto/v1 segment key\x000001'), new Uint8Array(32).fill(1))));
    expect(derived.name).toBe('segment');
  });

  test('gives another key for another parent, label or context', () => {
    const other = SecretKey.take('recording', new Uint8Array(32).fill(2));
    const derived = [
      deriveKey(key, 'segment', 'segment key', utf8('a')),
      deriveKey(other, 'segment', 'segment key', utf8('a')),
      deriveKey(key, 'segment', 'levels key', utf8('a')),
      deriveKey(key, 'segment', 'segment key', utf8('b')),
      deriveKey(key, 'segment', 'segment key'),
    ];
    expect(new Set(derived.map(bytesOf)).size).toBe(derived.length);
  });
});

test('a MAC depends on its key, a digest on none', () => {
  expect(mac(key, 'state mac', utf8('a'))).toEqual(hash(utf8('sotto/v1 state mac\0a'), new Uint8Array(32).fill(1)));
  expect(digest('slots digest', utf8('a'))).toEqual(hash(utf8('sotto/v1 slots digest\0a')));
});
