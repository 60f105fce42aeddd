import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realDisk } from '../../../main/vault/segment-disk.ts';

async function fileInFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-segment-disk-'));
  const path = join(folder, '0');
  const file = await realDisk.create(path);
  await file.write(Uint8Array.of(1), 0);
  return {
    folder,
    path,
    file,
    [Symbol.asyncDispose]: async () => {
      await file.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe('the fsync of a segment file', () => {
  test('returns for one that is where it was created', async () => {
    await using setting = await fileInFolder();
    await expect(setting.file.sync()).resolves.toBeUndefined();
  });

  test('refuses one that was moved away', async () => {
    await using setting = await fileInFolder();
    await rename(setting.path, join(setting.folder, 'elsewhere'));
    await expect(setting.file.sync()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('refuses one in whose place there is another', async () => {
    await using setting = await fileInFolder();
    await rename(setting.path, join(setting.folder, 'elsewhere'));
    await writeFile(setting.path, 'another');
    await expect(setting.file.sync()).rejects.toMatchObject({ code: 'storage/folder-gone' });
  });
});
