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

/** As long as a file in which sound was saved. */
const sound = 'sound'.repeat(1000);

describe('bringing a recording home', () => {
  it('puts its segments into the vault, and leaves nothing where they were once it is settled', async () => {
    await writeFile(there('000001.audio'), sound);
    await writeFile(there('000001.levels'), 'levels');
    await writeFile(there('lock'), '');
    await bringHome(vault, stick, id);
    expect(await readFile(home('000001.audio'), 'utf8')).toBe(sound);
    expect(await readFile(home('000001.levels'), 'utf8')).toBe('levels');
    expect(await readdir(join(vault, 'recordings', id))).toEqual(['000001.audio', '000001.levels']);
    expect(await readFile(there('000001.audio'), 'utf8')).toBe(sound);
    expect(await removeElsewhere(vault, stick, id, false)).toBe(true);
    expect(await readdir(stick)).toEqual([]);
    expect(await removeElsewhere(vault, stick, id, false)).toBe(true);
  });

  it('does the same when it is done again, after it was cut off at any step', async () => {
    await writeFile(there('000001.audio'), sound);
    await mkdir(join(vault, 'recordings', id), { recursive: true });
    await writeFile(`${home('000001.audio')}.new`, 'so');
    await bringHome(vault, stick, id);
    await bringHome(vault, stick, id);
    expect(await readFile(home('000001.audio'), 'utf8')).toBe(sound);
  });

  it('takes the place of no segment in which the vault has sound, and of one in which it has none', async () => {
    await writeFile(there('000000.audio'), `other ${sound}`);
    await writeFile(there('000001.audio'), sound);
    await mkdir(join(vault, 'recordings', id), { recursive: true });
    await writeFile(home('000000.audio'), sound);
    await writeFile(home('000001.audio'), 'a header');
    await bringHome(vault, stick, id);
    expect(await readFile(home('000000.audio'), 'utf8')).toBe(sound);
    expect(await readFile(home('000001.audio'), 'utf8')).toBe(sound);
  });

  it.each([
    ['the folder', () => rm(stick, { recursive: true })],
    ['what was put there', () => rm(join(stick, 'recordings'), { recursive: true })],
  ])('says that %s is not there, and that is all', async (_, take) => {
    await take();
    await expect(bringHome(vault, stick, id)).rejects.toThrow('storage/folder-gone');
    expect(await readdir(vault)).toEqual([]);
  });

  it('does nothing where the other folder is the vault itself', async () => {
    await writeFile(there('000001.audio'), sound);
    await bringHome(stick, stick, id);
    expect(await removeElsewhere(stick, stick, id, false)).toBe(true);
    expect(await readFile(there('000001.audio'), 'utf8')).toBe(sound);
  });

  it('leaves what else lies in the folder', async () => {
    await writeFile(there('000001.audio'), sound);
    await writeFile(join(stick, 'letter'), 'not ours');
    await mkdir(join(stick, 'recordings', 'other'));
    await bringHome(vault, stick, id);
    await removeElsewhere(vault, stick, id, false);
    expect((await readdir(stick)).sort()).toEqual(['letter', 'recordings']);
  });
});

describe('what lies elsewhere', () => {
  it('stays while the vault has no sound of it', async () => {
    await writeFile(there('000001.audio'), sound);
    expect(await removeElsewhere(vault, stick, id, false)).toBe(false);
    expect(await readFile(there('000001.audio'), 'utf8')).toBe(sound);
  });

  it('of a recording that is gone is taken away', async () => {
    await writeFile(there('000001.audio'), sound);
    expect(await removeElsewhere(vault, stick, id, true)).toBe(true);
    await expect(access(there('000001.audio'))).rejects.toThrow();
    expect(await readdir(vault)).toEqual([]);
  });
});
