import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../main/catalog/catalog.ts';
import { openDatabase } from '../../main/catalog/database.ts';
import { childPath, filledCatalog, indexKey, keyHex, newFolder } from './catalog-setting.ts';

/** How each acknowledged transaction stood when it was acknowledged, as a trace of the process's calls has it. */
function statesAtAcknowledgement(trace: string): string[] {
  const states: string[] = [];
  let state = 'not written';
  for (const line of trace.split('\n')) {
    const [, call, file] = /^\d+ +(\w+)\(\d+<([^>]*)>/.exec(line) ?? [];
    if (file?.endsWith('/index-wal') === true) state = call?.endsWith('sync') === true ? 'on the disk' : 'only written';
    if (!line.includes(' write(1<')) continue;
    states.push(state);
    state = 'not written';
  }
  return states;
}

describe('a transaction of the index', () => {
  it('is on the disk before it is acknowledged', async () => {
    const folder = newFolder();
    const path = join(folder, 'index');
    createCatalog({ path, key: indexKey() }).close();
    const trace = join(folder, 'trace');
    const calls = 'trace=write,pwrite64,fsync,fdatasync';
    const strace = ['-f', '-qq', '-y', '-s', '0', '-e', 'signal=none', '-e', calls, '-o', trace];
    const writer = [process.execPath, childPath('write-for-ever.ts'), path, keyHex, '1'];
    const child = spawn('strace', [...strace, ...writer], { stdio: ['ignore', 'pipe', 'ignore'] });
    let acknowledged = 0;
    for await (const _ of createInterface({ input: child.stdout })) {
      acknowledged += 1;
      if (acknowledged === 20) break;
    }
    // It ends when nobody hears it any more.
    child.stdout.destroy();
    await once(child, 'exit');
    const states = statesAtAcknowledgement(readFileSync(trace, 'utf8'));
    expect(states.length).toBeGreaterThanOrEqual(20);
    expect(states.filter((state) => state !== 'on the disk')).toEqual([]);
  });
});

describe('what a query sets aside', () => {
  const more = `CREATE TEMP TABLE aside AS
    WITH RECURSIVE row (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM row LIMIT 20000)
    SELECT number, hex(randomblob(500)) AS word FROM row`;

  /** SQLite's temporary files have no name any more when they are written to, so they are looked for where they are open. */
  function openTemporaryFiles(): string[] {
    return readdirSync('/proc/self/fd')
      .map((descriptor) => {
        try {
          return readlinkSync(`/proc/self/fd/${descriptor}`);
        } catch {
          return '';
        }
      })
      .filter((file) => file.includes('/etilqs_'));
  }

  it('goes into no temporary file, however much it is', () => {
    const database = openDatabase(filledCatalog(), indexKey());
    database.command(more).run();
    expect(openTemporaryFiles()).toEqual([]);
    database.close();
  });

  it('would be found there if it did', () => {
    const database = new Database(join(newFolder(), 'plain'));
    database.pragma('temp_store = FILE');
    database.exec(more);
    expect(openTemporaryFiles()).toHaveLength(1);
    database.close();
  });
});
