import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Catalog, createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { openDatabase } from '../../main/catalog/database.ts';
import {
  childPath,
  codeOf,
  filledCatalog,
  indexKey,
  keyHex,
  newFolder,
  openAndReadAll,
  sessionId,
} from './catalog-setting.ts';

describe('a disk that gives no more room', () => {
  it('is said to be full, and what was there before stays', () => {
    const path = filledCatalog();
    const database = openDatabase(path, indexKey());
    const catalog = new Catalog(database);
    database.query('PRAGMA max_page_count = 1', z.unknown()).first();
    const large = Array.from({ length: 2000 }, (_, index) => ({ id: sessionId(index + 10), createdAtMs: index }));
    expect(codeOf(() => catalog.transaction(() => large.forEach((session) => catalog.sessions.add(session))))).toBe(
      'storage/disk-full',
    );
    expect(catalog.sessions.list('')).toHaveLength(1);
    catalog.close();
    openAndReadAll(path);
  });
});

describe('a process killed while it writes', () => {
  /** Lets a child write from `first` on, kills it after so many acknowledged transactions, and says which those were. */
  async function writeUntilKilled(path: string, first: number, acknowledgedAtLeast: number): Promise<number[]> {
    const child = spawn(process.execPath, [childPath('write-for-ever.ts'), path, keyHex, String(first)]);
    const acknowledged: number[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(Number(line));
      if (acknowledged.length === acknowledgedAtLeast) child.kill('SIGKILL');
    }
    return acknowledged;
  }

  it('loses nothing that was acknowledged, leaves nothing half done, and frees the lock', async () => {
    const path = join(newFolder(), 'index');
    createCatalog({ path, key: indexKey() }).close();
    const acknowledged: number[] = [];
    for (const count of [1, 2, 5, 13, 150, 400]) {
      const written = await writeUntilKilled(path, 1 + 10_000 * acknowledged.length, count);
      expect(written.length).toBeGreaterThanOrEqual(count);
      acknowledged.push(...written);
      const catalog = openCatalog({ path, key: indexKey() });
      const found = catalog.sessions.list('');
      const ids = new Set(found.map(({ id }) => id));
      expect(acknowledged.filter((number) => !ids.has(sessionId(number)))).toEqual([]);
      expect(found.filter(({ codes }) => codes.length !== 1)).toEqual([]);
      catalog.close();
    }
  });
});
