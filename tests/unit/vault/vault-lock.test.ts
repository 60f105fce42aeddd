import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { acquireLock } from '../../../main/vault/vault-lock.ts';
import { temporaryFolder } from '../../support/vault-setting.ts';

const holder = fileURLToPath(new URL('children/hold-lock.ts', import.meta.url));

/** A process that holds the lock until it is killed; null when it was refused. */
async function holdElsewhere(path: string): Promise<{ kill: () => Promise<void> } | null> {
  const child = spawn(process.execPath, [holder, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: unknown[] = await once(child.stdout, 'data');
  if (String(said[0]) !== 'held') {
    await once(child, 'exit');
    return null;
  }
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('a lock', () => {
  it('is held by one at a time, in one process or in two', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'lock');
    const lock = acquireLock(path);
    expect(lock).not.toBeNull();
    expect(acquireLock(path)).toBeNull();
    expect(await holdElsewhere(path)).toBeNull();
    lock?.release();
    const other = await holdElsewhere(path);
    expect(other).not.toBeNull();
    await other?.kill();
  });

  it('is free again as soon as its holder was killed', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'lock');
    for (let round = 0; round < 3; round += 1) {
      const other = await holdElsewhere(path);
      expect(acquireLock(path)).toBeNull();
      await other?.kill();
      const lock = acquireLock(path);
      expect(lock).not.toBeNull();
      lock?.release();
    }
  });

  it('leaves an empty file and nothing beside it', async () => {
    await using folder = await temporaryFolder();
    acquireLock(join(folder.path, 'lock'))?.release();
    expect((await stat(join(folder.path, 'lock'))).size).toBe(0);
  });

  it('says when its folder is not there', async () => {
    await using folder = await temporaryFolder();
    expect(() => acquireLock(join(folder.path, 'no', 'lock'))).toThrow('storage/folder-gone');
  });

  it('says when nothing may be written in its folder', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'lock');
    await chmod(folder.path, 0o500);
    expect(() => acquireLock(path)).toThrow('storage/permission-denied');
    await chmod(folder.path, 0o700);
    acquireLock(path)?.release();
    await chmod(path, 0o400);
    expect(() => acquireLock(path)).toThrow('storage/permission-denied');
  });
});
