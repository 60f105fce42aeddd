import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordingIdSchema } from '../../../contract/ids.ts';
import { bringHome, removeElsewhere } from '../../../main/vault/bring-home.ts';

const id = recordingIdSchema.parse('1'.repeat(32));
let base = '';
let vault = '';
let stick = '';

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'sotto-home-'));
  vault = join(base, 'vault');
  stick = join(base, 'stick');
  await mkdir(join(stick, 'recordings', id), { recursive: true });
  await mkdir(vault);
});

afterEach(() => rm(base, { recursive: true }));

const there = (name: string) => join(stick, 'recordings', id, name);
const home = (name: string) => join(vault, 'recordings', id, name);

describe('bringing a recording home', () => {
  it('puts its segments into the vault and leaves nothing where they were', async () => {
    await writeFile(there('000001.audio'), 'sound');
    await writeFile(there('000001.levels'), 'levels');
    await writeFile(there('lock'), '');
    await bringHome(vault, stick, id);
    expect(await readFile(home('000001.audio'), 'utf8')).toBe('sound');
    expect(await readFile(home('000001.levels'), 'utf8')).toBe('levels');
    expect(await readdir(join(vault, 'recordings', id))).toEqual(['000001.audio', '000001.levels']);
    expect(await readdir(stick)).toEqual([]);
  });

  it('does the same when it is done again, after it was cut off at any step', async () => {
    await writeFile(there('000001.audio'), 'sound');
    await mkdir(join(vault, 'recordings', id), { recursive: true });
    await writeFile(`${home('000001.audio')}.new`, 'so');
    await bringHome(vault, stick, id);
    await bringHome(vault, stick, id);
    expect(await readFile(home('000001.audio'), 'utf8')).toBe('sound');
  });

  it('takes the place of no segment that the vault has', async () => {
    await writeFile(there('000000.audio'), 'other');
    await mkdir(join(vault, 'recordings', id), { recursive: true });
    await writeFile(home('000000.audio'), 'mine');
    await bringHome(vault, stick, id);
    expect(await readFile(home('000000.audio'), 'utf8')).toBe('mine');
  });

  it('says that the folder is not there, and that is all', async () => {
    await expect(bringHome(vault, join(base, 'pulled-out'), id)).rejects.toThrow('storage/folder-gone');
    expect(await readdir(vault)).toEqual([]);
  });

  it('leaves what else lies in the folder', async () => {
    await writeFile(there('000001.audio'), 'sound');
    await writeFile(join(stick, 'letter'), 'not ours');
    await mkdir(join(stick, 'recordings', 'other'));
    await bringHome(vault, stick, id);
    expect((await readdir(stick)).sort()).toEqual(['letter', 'recordings']);
  });
});

describe('what lies elsewhere of a recording that is gone', () => {
  it('is taken away', async () => {
    await writeFile(there('000001.audio'), 'sound');
    await removeElsewhere(stick, id);
    await expect(access(there('000001.audio'))).rejects.toThrow();
    expect(await readdir(vault)).toEqual([]);
  });
});
