import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes, fromHex, type Bytes } from '../../../main/crypto/bytes.ts';
import { minimumParameters } from '../../../main/crypto/v1/passphrase.ts';
import { encodeSlots, sealPassphraseSlot } from '../../../main/crypto/v1/slots.ts';
import { EventLog } from '../../../main/log/event-log.ts';
import { openVault, type OpenedVault } from '../../../main/vault/open-vault.ts';
import { isVaultIn } from '../../../main/vault/find-vault.ts';
import { unlockByPassphrase } from '../../../main/vault/unlock.ts';
import {
  clock,
  keyBytes,
  newRecordingId,
  newSecrets,
  openWithMasterKey,
  passphrase,
  temporaryFolder,
  withByteFlipped,
  writeVault,
} from '../../support/vault-setting.ts';

const secrets = newSecrets();
const recordingId = newRecordingId();
/** Every file of a vault with one recording key and two events, by name. */
const healthy = new Map<string, Bytes>();
let firstStates: readonly [Bytes, Bytes];
let key: string | null;

beforeAll(async () => {
  await using folder = await temporaryFolder();
  const vault = await writeVault(secrets, folder.path);
  firstStates = [await read(folder.path, 'state.a'), await read(folder.path, 'state.b')];
  await vault.addRecordingKey(recordingId);
  key = keyBytes(vault, recordingId);
  const log = await EventLog.open(vault, clock);
  await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.created' });
  await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' });
  for (const [name, bytes] of await readAll(folder.path)) healthy.set(name, bytes);
});

async function read(folder: string, name: string): Promise<Bytes> {
  return new Uint8Array(await readFile(join(folder, name)));
}

async function readAll(folder: string): Promise<Map<string, Bytes>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(await Promise.all(files.map(async ({ name }) => [name, await read(folder, name)] as const)));
}

/** A folder with the healthy vault, but for the files given; null leaves one out. */
async function vaultFolder(changes: Readonly<Record<string, Bytes | null>>) {
  const folder = await temporaryFolder();
  for (const [name, bytes] of [...healthy, ...Object.entries(changes)]) {
    if (bytes === null) await rm(join(folder.path, name), { force: true });
    else await writeFile(join(folder.path, name), bytes);
  }
  return folder;
}

function file(name: string): Bytes {
  const bytes = healthy.get(name);
  if (bytes === undefined) throw new Error(`the vault has no ${name}`);
  return bytes;
}

function assertWhole({ vault }: OpenedVault): void {
  expect(keyBytes(vault, recordingId)).toBe(key);
  expect(vault.committedLog.count).toBe(2);
}

const damages: readonly (readonly [string, (bytes: Bytes) => Bytes | null])[] = [
  ['a byte of it flipped', (bytes) => withByteFlipped(bytes, bytes.length - 1)],
  ['its beginning flipped', (bytes) => withByteFlipped(bytes, 0)],
  ['gone', () => null],
  ['empty', () => new Uint8Array()],
  ['cut short', (bytes) => bytes.slice(0, -1)],
  ['grown', (bytes) => concatBytes(bytes, new Uint8Array(10_000))],
];

const pairs = [
  ['slots.a', 'slots.b', 'slots-copy-mended', 'vault/slots-damaged'],
  ['state.a', 'state.b', 'state-copy-mended', 'vault/state-damaged'],
  ['keys.2.a', 'keys.2.b', 'key-table-copy-mended', 'vault/key-table-damaged'],
] as const;

describe('opening a vault', () => {
  it('finds everything as it was left, and says nothing', async () => {
    await using folder = await vaultFolder({});
    const opened = await openWithMasterKey(secrets, folder.path);
    assertWhole(opened);
    expect(opened.notices).toEqual([]);
    expect(await readAll(folder.path)).toEqual(healthy);
  });

  describe.each(pairs)('with %s or %s damaged', (a, b, notice, code) => {
    it.each(damages)('(%s) goes by the other, mends the damaged one, and says so', async (_, damage) => {
      for (const name of [a, b]) {
        await using folder = await vaultFolder({ [name]: damage(file(name)) });
        const opened = await openWithMasterKey(secrets, folder.path);
        assertWhole(opened);
        expect(opened.notices).toEqual([notice]);
        expect(await readAll(folder.path)).toEqual(healthy);
      }
    });

    it.each(damages)('(%s) refuses when both are, and leaves every file as it was', async (_, damage) => {
      await using folder = await vaultFolder({ [a]: damage(file(a)), [b]: damage(file(b)) });
      const before = await readAll(folder.path);
      await expect(openWithMasterKey(secrets, folder.path)).rejects.toMatchObject({ code });
      expect(await readAll(folder.path)).toEqual(before);
    });
  });

  it.each(['slots.a', 'slots.b', 'state.a', 'state.b', 'keys.2.a', 'keys.2.b', 'keys.9.a', 'log.1'])(
    'refuses when a newer version wrote %s, and leaves every file as it was',
    async (name) => {
      const newer = Uint8Array.from(healthy.get(name) ?? file('keys.2.a'));
      newer.set([0, 2], 8);
      await using folder = await vaultFolder({ [name]: newer, 'state.b': name === 'state.b' ? newer : null });
      const before = await readAll(folder.path);
      await expect(openWithMasterKey(secrets, folder.path)).rejects.toMatchObject({ code: 'vault/newer-version' });
      expect(await readAll(folder.path)).toEqual(before);
    },
  );

  it('says that one state copy was old, and goes by the newer', async () => {
    await using folder = await vaultFolder({ 'state.b': firstStates[1] });
    const opened = await openWithMasterKey(secrets, folder.path);
    assertWhole(opened);
    expect(opened.notices).toEqual(['state-copy-mended']);
    expect(await readAll(folder.path)).toEqual(healthy);
  });

  it('speaks of a possible rollback when the only state copy left is behind the log', async () => {
    await using folder = await vaultFolder({ 'state.a': withByteFlipped(file('state.a'), 40) });
    const { vault: opened } = await openWithMasterKey(secrets, folder.path);
    const log = await EventLog.open(opened, clock);
    await log.append({ kind: 'vault', id: opened.vaultId }, { kind: 'vault.unlocked' });
    await writeFile(join(folder.path, 'state.a'), new Uint8Array(3));
    await writeFile(join(folder.path, 'state.b'), file('state.b'));
    const again = await openWithMasterKey(secrets, folder.path);
    expect(again.notices).toEqual(['state-copy-mended', 'possible-rollback']);
  });

  it('speaks of a possible rollback when both state copies are older than a crash can leave them', async () => {
    await using folder = await vaultFolder({});
    const { vault } = await openWithMasterKey(secrets, folder.path);
    const log = await EventLog.open(vault, clock);
    await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' });
    await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' });
    for (const name of ['state.a', 'state.b']) await writeFile(join(folder.path, name), file(name));
    const again = await openWithMasterKey(secrets, folder.path);
    expect(again.notices).toEqual(['possible-rollback']);
  });

  it('does not open by a key table of another generation put in the place of the right one', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const old = await read(folder.path, 'keys.1.a');
    await vault.addRecordingKey(recordingId);
    for (const name of ['keys.2.a', 'keys.2.b']) await writeFile(join(folder.path, name), old);
    await expect(openWithMasterKey(secrets, folder.path)).rejects.toMatchObject({ code: 'vault/key-table-damaged' });
  });

  it('removes what an interrupted write left, and nothing of anybody else', async () => {
    const foreign = { 'notes.tmp': new Uint8Array(1), 'keys.old': new Uint8Array(1) };
    const leftOver = {
      'state.a.tmp': new Uint8Array(7),
      'keys.3.a': new Uint8Array(7),
      'keys.3.b.tmp': new Uint8Array(),
    };
    await using folder = await vaultFolder({ ...leftOver, ...foreign });
    const opened = await openWithMasterKey(secrets, folder.path);
    assertWhole(opened);
    expect(opened.notices).toEqual([]);
    expect(await readAll(folder.path)).toEqual(new Map([...healthy, ...Object.entries(foreign)]));
  });

  it('finds no vault in a folder without one, and none in a folder that is not there', async () => {
    await using folder = await temporaryFolder();
    expect(await isVaultIn(folder.path)).toBe(false);
    expect(await isVaultIn(join(folder.path, 'no'))).toBe(false);
    await expect(openWithMasterKey(secrets, folder.path)).rejects.toMatchObject({ code: 'vault/not-found' });
    const missing = openWithMasterKey(secrets, join(folder.path, 'no'));
    await expect(missing).rejects.toMatchObject({ code: 'storage/folder-gone' });
  });
});

describe('opening a vault by passphrase', () => {
  function open(folder: string, words: string, heard: number[] = []): Promise<OpenedVault> {
    return openVault(
      unlockByPassphrase(words, (expectedMs) => heard.push(expectedMs)),
      folder,
    );
  }

  it('opens with the right one, and tells before each derivation how long it will take', async () => {
    await using folder = await vaultFolder({ 'slots.a': withByteFlipped(file('slots.a'), 30) });
    const heard: number[] = [];
    const opened = await open(folder.path, passphrase, heard);
    assertWhole(opened);
    expect(opened.notices).toEqual(['slots-copy-mended']);
    expect(heard.length).toBe(2);
    expect(heard.every((expectedMs) => expectedMs > 0)).toBe(true);
  });

  it('refuses a wrong one, and leaves every file as it was', async () => {
    await using folder = await vaultFolder({});
    await expect(open(folder.path, `${passphrase}!`)).rejects.toMatchObject({ code: 'vault/unlock-failed' });
    expect(await readAll(folder.path)).toEqual(healthy);
  });

  it('refuses parameters out of bounds without running them', async () => {
    const hostile = Uint8Array.from(file('slots.a'));
    hostile.set([0xff, 0xff, 0xff, 0xff], 28 + 17);
    await using folder = await vaultFolder({ 'slots.a': hostile, 'slots.b': hostile });
    const heard: number[] = [];
    const opening = open(folder.path, passphrase, heard);
    await expect(opening).rejects.toMatchObject({ code: 'vault/key-derivation-refused' });
    expect(heard).toEqual([]);
  });

  it('does not open by an older slots copy that somebody put back, whose passphrase they know', async () => {
    const masterKey = secrets.masterKey();
    const slot = sealPassphraseSlot(fromHex(secrets.vaultId), 'an older passphrase', minimumParameters, masterKey);
    const older = encodeSlots(fromHex(secrets.vaultId), [slot], masterKey);

    await using one = await vaultFolder({ 'slots.a': older });
    await expect(open(one.path, 'an older passphrase')).rejects.toMatchObject({ code: 'vault/unlock-failed' });
    expect((await open(one.path, passphrase)).notices).toEqual(['slots-copy-mended']);

    await using both = await vaultFolder({ 'slots.a': older, 'slots.b': older });
    await expect(open(both.path, 'an older passphrase')).rejects.toMatchObject({ code: 'vault/slots-damaged' });
  });
});
