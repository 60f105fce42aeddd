import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiskEvent } from '../../faults/disk-trace.ts';
import { TracedDisk, type Loss } from '../../faults/traced-disk.ts';
import { temporaryFolder } from '../../support/vault-setting.ts';

/** Name and text of every file that a power cut leaves after these events on a disk that has `old`, synced. */
async function left(loss: Loss, ...events: ((root: string) => DiskEvent)[]): Promise<Record<string, string>> {
  await using before = await temporaryFolder();
  await using after = await temporaryFolder();
  await writeFile(join(before.path, 'old'), 'old');
  const disk = await TracedDisk.of(before.path);
  for (const event of events) disk.apply(event(before.path));
  await disk.write(after.path, loss);
  const names = (await readdir(after.path)).sort();
  const texts = names.map(async (name) => [name, await readFile(join(after.path, name), 'latin1')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

const create = (name: string) => (root: string) =>
  ({ kind: 'create', path: join(root, name), empties: false }) as const;
const write = (name: string, text: string, at: number) => (root: string) =>
  ({ kind: 'write', path: join(root, name), bytes: Buffer.from(text), at }) as const;
const begin = (name: string) => (root: string) =>
  ({ kind: 'sync-begins', path: join(root, name), sync: name }) as const;
const end = (name: string) => () => ({ kind: 'sync-ends', sync: name }) as const;

describe('a power cut', () => {
  it('takes what was written after the last fsync that has returned', async () => {
    const loss = 'all that is not synced';
    expect(await left(loss, write('old', 'new', 0), begin('old'))).toEqual({ old: 'old' });
    expect(await left(loss, write('old', 'new', 0), begin('old'), end('old'))).toEqual({ old: 'new' });
    const late = [begin('old'), write('old', 'new', 0), end('old')];
    expect(await left(loss, ...late)).toEqual({ old: 'old' });
  });

  it('takes a new name whose folder was not synced, also where its bytes were', async () => {
    const made = [create('new'), write('new', 'text', 0), begin('new'), end('new')];
    expect(await left('all that is not synced', ...made)).toEqual({ old: 'old' });
    const named = [...made, begin(''), end('')];
    expect(await left('all that is not synced', ...named)).toEqual({ old: 'old', new: 'text' });
  });

  it('may keep the names and lengths and not the bytes, or each second write', async () => {
    const made = [create('new'), write('new', 'ab', 0), write('new', 'cd', 2)];
    expect(await left('bytes that are not synced', ...made)).toEqual({ old: 'old', new: '\0\0\0\0' });
    expect(await left('each second write', ...made)).toEqual({ old: 'old', new: '\0\0cd' });
  });
});
