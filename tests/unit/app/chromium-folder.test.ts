import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearChromiumFolder } from '../../../main/app/chromium-folder.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-chromium-'));
});

afterEach(() => rm(folder, { recursive: true }));

it('takes away what Chromium left, and neither the lock of the running app nor what is not Chromium’s', async () => {
  await mkdir(join(folder, 'Local Storage', 'leveldb'), { recursive: true });
  for (const name of ['Local Storage/leveldb/LOG', 'Preferences', 'SingletonLock', 'letter.txt']) {
    await writeFile(join(folder, name), 'x');
  }
  clearChromiumFolder(folder);
  expect((await readdir(folder)).sort()).toEqual(['SingletonLock', 'letter.txt']);
});

it('is content with a folder that is not there', () => {
  expect(() => clearChromiumFolder(join(folder, 'none'))).not.toThrow();
});
