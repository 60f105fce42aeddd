import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { utf8 } from '../../main/crypto/bytes.ts';
import { evidenceDigest } from '../../main/crypto/v1/log-entry.ts';
import { codeOf, evidence, fill, indexKey, newCatalog, newFolder, openRaw } from './catalog-setting.ts';

it('finds evidence by the digest in the log', () => {
  const { evidence: store } = newCatalog();
  store.add(evidence);
  expect(store.find(evidence.digest)).toEqual(evidence);
  expect(store.find(new Uint8Array(32))).toBeNull();
});

it('keeps a large drawing as it is', () => {
  const payload = utf8(JSON.stringify(Array.from({ length: 20_000 }, (_, index) => [index % 1000, index % 300])));
  const large = { ...evidence, payload, digest: evidenceDigest(evidence.salt, payload) };
  const { evidence: store } = newCatalog();
  store.add(large);
  expect(store.find(large.digest)).toEqual(large);
});

it('refuses evidence that is not what its digest says, and the same twice', () => {
  const { evidence: store } = newCatalog();
  expect(codeOf(() => store.add({ ...evidence, payload: utf8('{}') }))).toBe('request/invalid');
  expect(codeOf(() => store.add({ ...evidence, salt: utf8('another salt 16b') }))).toBe('request/invalid');
  store.add(evidence);
  expect(codeOf(() => store.add(evidence))).toBe('request/conflict');
});

/** Every page as someone with the key sees it, free space included. */
function pagesInClear(path: string): Buffer {
  const raw = openRaw(path);
  const pages = raw.serialize();
  raw.close();
  return pages;
}

it('erases payload and salt so that no page of the file holds them', () => {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  fill(catalog);
  catalog.close();
  expect(pagesInClear(path).includes('Canary Signature')).toBe(true);
  const again = openCatalog({ path, key: indexKey() });
  expect(again.evidence.erase(evidence.digest)).toBe(true);
  expect(again.evidence.erase(evidence.digest)).toBe(false);
  expect(again.evidence.find(evidence.digest)).toBeNull();
  again.close();
  expect(pagesInClear(path).includes('Canary Signature')).toBe(false);
  expect(pagesInClear(path).includes(Buffer.from(evidence.salt))).toBe(false);
});

it('notices a payload that was changed by someone with the key', () => {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  fill(catalog);
  catalog.close();
  openRaw(path).exec("UPDATE evidence SET payload = x'7b7d'").close();
  const again = openCatalog({ path, key: indexKey() });
  expect(codeOf(() => again.evidence.find(evidence.digest))).toBe('integrity/record-unauthentic');
  again.close();
});
