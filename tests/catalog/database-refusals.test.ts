import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openCatalog } from '../../main/catalog/catalog.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import {
  codeOf,
  filesOf,
  filledCatalog,
  indexKey,
  newFolder,
  openAndReadAll,
  openRaw,
  otherKeyHex,
} from './catalog-setting.ts';

const pageSize = 4096;

it('refuses another key, and the file opens with the right one afterwards', () => {
  const path = filledCatalog();
  expect(codeOf(() => openCatalog({ path, key: indexKey(otherKeyHex) }))).toBe('vault/index-damaged');
  openAndReadAll(path);
});

it('refuses a key of zeros', () => {
  const path = filledCatalog();
  expect(() => openCatalog({ path, key: SecretKey.take('index', new Uint8Array(32)) })).toThrow(RangeError);
});

it('makes no file where there is none', () => {
  const path = join(newFolder(), 'index');
  expect(codeOf(() => openCatalog({ path, key: indexKey() }))).toBe('vault/index-damaged');
  expect(existsSync(path)).toBe(false);
});

it('does not take a file cut to nothing, or never filled, for a new index', () => {
  const path = filledCatalog();
  truncateSync(path, 0);
  expect(codeOf(() => openCatalog({ path, key: indexKey() }))).toBe('vault/index-damaged');
  expect(readFileSync(path).length).toBe(0);
  const unfilled = join(newFolder(), 'index');
  openRaw(unfilled).exec('CREATE TABLE other (a TEXT)').close();
  expect(codeOf(() => openCatalog({ path: unfilled, key: indexKey() }))).toBe('vault/index-damaged');
});

it('refuses a file that is not encrypted and leaves it as it is', () => {
  const path = join(newFolder(), 'index');
  new Database(path).exec('CREATE TABLE person (code TEXT); PRAGMA user_version = 1').close();
  const before = readFileSync(path);
  expect(codeOf(() => openCatalog({ path, key: indexKey() }))).toBe('vault/index-damaged');
  expect(readFileSync(path)).toEqual(before);
});

it('refuses a file of a later app and changes nothing of it', () => {
  const path = filledCatalog();
  const raw = openRaw(path);
  raw.pragma('user_version = 1000');
  raw.close();
  const before = filesOf(dirname(path));
  expect(codeOf(() => openCatalog({ path, key: indexKey() }))).toBe('vault/newer-version');
  expect(filesOf(dirname(path))).toEqual(before);
});

it('notices a flipped bit anywhere in any page, on opening or on reading', () => {
  const path = filledCatalog();
  const good = readFileSync(path);
  const damaged = join(newFolder(), 'index');
  const unnoticed: number[] = [];
  for (let page = 0; page < good.length / pageSize; page += 1) {
    // The salt or a page's head, the middle, the last byte of content, the nonce, and the end of its authentication code.
    for (const offset of [7, 2000, pageSize - 81, pageSize - 80, pageSize - 1]) {
      const bytes = Buffer.from(good);
      const position = page * pageSize + offset;
      bytes.writeUInt8(bytes.readUInt8(position) ^ 0x10, position);
      writeFileSync(damaged, bytes);
      if (codeOf(() => openAndReadAll(damaged)) !== 'vault/index-damaged') unnoticed.push(position);
    }
  }
  expect(unnoticed).toEqual([]);
});

it('notices two pages that changed places, and one that is missing', () => {
  const path = filledCatalog();
  const good = readFileSync(path);
  const swapped = Buffer.from(good);
  good.copy(swapped, 2 * pageSize, 3 * pageSize, 4 * pageSize);
  good.copy(swapped, 3 * pageSize, 2 * pageSize, 3 * pageSize);
  writeFileSync(path, swapped);
  expect(codeOf(() => openAndReadAll(path))).toBe('vault/index-damaged');
  writeFileSync(path, good.subarray(0, good.length - pageSize));
  expect(codeOf(() => openAndReadAll(path))).toBe('vault/index-damaged');
});
