import { copyFileSync, existsSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqlCipher from '@signalapp/sqlcipher';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { createDatabase, openDatabase } from '../../main/catalog/database.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import {
  codeOf,
  filesOf,
  fill,
  filledCatalog,
  indexKey,
  keyHex,
  newFolder,
  openAndReadAll,
  openInSecondProcess,
  personId,
} from './catalog-setting.ts';

describe('an open index', () => {
  it.each([
    ['cipher', 'sqlcipher'],
    ['legacy', '4'],
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['locking_mode', 'exclusive'],
    ['temp_store', 2],
    ['secure_delete', 1],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
    ['mmap_size', 0],
    ['fullfsync', 1],
  ])('has %s set to %s, made or opened', (pragma, value) => {
    const path = join(newFolder(), 'index');
    for (const open of [createDatabase, openDatabase]) {
      const database = open(path, indexKey());
      const row = z.record(z.string(), z.unknown()).transform((columns) => Object.values(columns)[0]);
      expect(database.query(`PRAGMA ${pragma}`, row).first()).toBe(value);
      database.close();
    }
  });

  it('is refused to a second process, and free for it once closed', () => {
    const path = filledCatalog();
    const catalog = openCatalog({ path, key: indexKey() });
    expect(openInSecondProcess(path)).toBe('vault/in-use');
    catalog.close();
    expect(openInSecondProcess(path)).toBe('opened');
  });

  it('is refused a second time in one process, under any name, and that leaves its lock alone', () => {
    const path = filledCatalog();
    const name = join(newFolder(), 'other-name');
    symlinkSync(path, name);
    const catalog = openCatalog({ path, key: indexKey() });
    expect(codeOf(() => openCatalog({ path, key: indexKey() }))).toBe('vault/in-use');
    expect(codeOf(() => openCatalog({ path: name, key: indexKey() }))).toBe('vault/in-use');
    expect(openInSecondProcess(path)).toBe('vault/in-use');
    catalog.close();
    openAndReadAll(path);
  });

  it('puts no word of what it holds into any file, while writes are pending nor after', () => {
    const folder = newFolder();
    const catalog = createCatalog({ path: join(folder, 'index'), key: indexKey() });
    fill(catalog);
    catalog.persons.add({ id: personId(9), code: 'CanaryCode', createdAtMs: 9 });
    const words = ['CanaryCode', 'CANARYCODE', 'AB-12', 'I agree to be recorded', 'Canary Signature', 'participation'];
    const seen = () => words.filter((word) => [...filesOf(folder).values()].some((bytes) => bytes.includes(word)));
    expect(filesOf(folder).get('index-wal')?.length).toBeGreaterThan(0);
    expect(seen()).toEqual([]);
    catalog.checkpoint();
    expect(filesOf(folder).get('index-wal')?.length).toBe(0);
    expect(seen()).toEqual([]);
    catalog.close();
    expect([...filesOf(folder).keys()]).toEqual(['index']);
    expect(seen()).toEqual([]);
  });

  it('would be caught by that search if it were not encrypted', () => {
    const folder = newFolder();
    const plain = new Database(join(folder, 'index'));
    plain.pragma('journal_mode = WAL');
    plain.exec("CREATE TABLE person (code TEXT); INSERT INTO person VALUES ('CanaryCode')");
    expect(filesOf(folder).get('index-wal')?.includes('CanaryCode')).toBe(true);
    plain.close();
  });

  it('is a file that another implementation of SQLCipher reads with the raw key', () => {
    const path = filledCatalog();
    const copy = join(newFolder(), 'copy');
    copyFileSync(path, copy);
    const other = new SqlCipher(copy);
    other.pragma(`key = "x'${keyHex}'"`);
    expect(other.prepare('SELECT code, created_at_ms FROM person WHERE code_folded = ?').get(['AB-12'])).toEqual({
      code: 'AB-12',
      created_at_ms: 1001,
    });
    expect(other.pragma('integrity_check', { simple: true })).toBe('ok');
    other.close();
  });

  it('says so when what it leaves behind is not encrypted', () => {
    const path = filledCatalog();
    const plain = join(newFolder(), 'plain');
    new Database(plain).exec('CREATE TABLE person (code TEXT)').close();
    const catalog = openCatalog({ path, key: indexKey() });
    renameSync(plain, path);
    expect(codeOf(() => catalog.close())).toBe('vault/index-damaged');
  });
});

describe('making an index', () => {
  it('refuses a place that is taken and leaves the file there alone', () => {
    const path = join(newFolder(), 'index');
    writeFileSync(path, 'something else');
    expect(codeOf(() => createCatalog({ path, key: indexKey() }))).toBe('vault/already-exists');
    expect(readFileSync(path, 'utf8')).toBe('something else');
  });

  it('refuses a folder that is not there', () => {
    const path = join(newFolder(), 'gone', 'index');
    expect(codeOf(() => createCatalog({ path, key: indexKey() }))).toBe('storage/folder-gone');
  });

  it('refuses a key of zeros, which nobody made, and a wiped one, and leaves no file', () => {
    const path = join(newFolder(), 'index');
    const wiped = indexKey();
    wiped.wipe();
    const zeros = SecretKey.take('index', new Uint8Array(32));
    expect(() => createCatalog({ path, key: zeros })).toThrow(RangeError);
    expect(() => createCatalog({ path, key: wiped })).toThrow('wiped');
    expect(() => SecretKey.take('index', new Uint8Array(0))).toThrow(RangeError);
    expect(existsSync(path)).toBe(false);
  });
});
