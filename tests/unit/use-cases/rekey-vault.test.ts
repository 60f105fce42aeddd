import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addPassphrase } from '../../../main/use-cases/add-passphrase.ts';
import { listSessions } from '../../../main/use-cases/list-sessions.ts';
import { listWays } from '../../../main/use-cases/list-ways.ts';
import { openRooms, type OpenedRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { rekeyVault } from '../../../main/use-cases/rekey-vault.ts';
import { renameWay } from '../../../main/use-cases/rename-way.ts';
import type { OpenedVault } from '../../../main/vault/open-vault.ts';
import type { UseCaseSetting } from '../../support/use-case-setting.ts';
import {
  clock,
  keyBytes,
  newRecordingId,
  newSecrets,
  passphrase,
  temporaryFolder,
} from '../../support/vault-setting.ts';
import {
  addSession,
  addSheet,
  byPassphrase,
  firstWay,
  ignore,
  openByPassphrase,
  openBySheet,
  other,
  settingOfEach,
} from '../../support/ways-setting.ts';

let setting: UseCaseSetting;

settingOfEach(newSecrets(), (made) => {
  setting = made;
});

async function withRooms<Value>(opened: OpenedVault, act: (rooms: OpenedRooms) => Value): Promise<Value> {
  const rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [] });
  try {
    return act(rooms);
  } finally {
    rooms.catalog.close();
    rooms.vault.close();
  }
}

const rekey = (passphrases: string[] = []) =>
  rekeyVault(setting.unlocked, { proof: byPassphrase, passphrases }, ignore);

describe('new keys', () => {
  it('keep everything, under the same passphrase and the same sheet', async () => {
    const sheet = await addSheet(setting.unlocked);
    renameWay(setting.unlocked, { slotId: firstWay(setting), name: 'Mine' });
    await addSession(setting.unlocked);
    const recordingId = newRecordingId();
    await setting.rooms.vault.addRecordingKey(recordingId);
    expect(listSessions(setting.unlocked, '')).toHaveLength(1);
    const before = {
      key: keyBytes(setting.rooms.vault, recordingId),
      sessions: listSessions(setting.unlocked, ''),
      names: listWays(setting.unlocked).ways.map(({ name }) => name),
      fingerprint: sheet.fingerprint,
    };
    await rekey();
    for (const open of [() => openByPassphrase(setting.folder, passphrase), () => openBySheet(setting.folder, sheet)]) {
      const opened = await open();
      expect(opened.notices).toEqual([]);
      await withRooms(opened, (rooms) => {
        const ways = listWays(rooms);
        expect(rooms.notices).toEqual([]);
        expect({
          key: keyBytes(rooms.vault, recordingId),
          sessions: listSessions(rooms, ''),
          names: ways.ways.map(({ name }) => name),
          fingerprint: ways.fingerprint,
        }).toEqual(before);
        const events = rooms.log.events({ kind: 'vault', id: rooms.vault.vaultId });
        expect(events.map(({ body }) => body.kind)).toContain('vault.rekeyed');
      });
    }
  });

  it('leave nothing of the old ones in the folder', async () => {
    const before = await readdir(setting.folder);
    await rekey();
    const after = await readdir(setting.folder);
    expect(after).toEqual(expect.arrayContaining(['index.2', 'keys.2.a', 'keys.2.b', 'log.2']));
    expect(after.filter((name) => before.includes(name) && /^(log|index|keys)\./.test(name))).toEqual([]);
  });

  it('are not those that an old copy of the slots opens to', async () => {
    await using aside = await temporaryFolder();
    await cp(setting.folder, aside.path, { recursive: true });
    await rekey();
    for (const name of ['slots.a', 'slots.b']) await cp(join(aside.path, name), join(setting.folder, name));
    await expect(openByPassphrase(setting.folder, passphrase)).rejects.toMatchObject({ code: 'vault/state-damaged' });
    // The whole old folder is the whole old vault.
    (await openByPassphrase(aside.path, passphrase)).vault.close();
  });

  it('lock out the passphrases that nobody entered, and keep those that somebody did', async () => {
    await addPassphrase(setting.unlocked, { proof: byPassphrase, newPassphrase: other, name: null }, ignore);
    const { ways } = listWays(setting.unlocked);
    await rekeyVault(setting.unlocked, { proof: { by: 'passphrase', passphrase: other }, passphrases: [] }, ignore);
    await expect(openByPassphrase(setting.folder, passphrase)).rejects.toMatchObject({ code: 'vault/unlock-failed' });
    const { vault } = await openByPassphrase(setting.folder, other);
    expect(vault.openedBy).toBe(ways[1]?.slotId);
    vault.close();
  }, 120_000);

  it('are refused without a proof, and while a recording runs, and then nothing has changed', async () => {
    const state = await readFile(join(setting.folder, 'state.a'));
    const unproved = rekeyVault(
      setting.unlocked,
      { proof: { by: 'passphrase', passphrase: other }, passphrases: [passphrase] },
      ignore,
    );
    await expect(unproved).rejects.toMatchObject({ code: 'vault/proof-refused' });
    const recorders = { ...setting.unlocked.recorders, current: newRecordingId };
    const running = rekeyVault({ ...setting.unlocked, recorders }, { proof: byPassphrase, passphrases: [] }, ignore);
    await expect(running).rejects.toMatchObject({ code: 'vault/recording-runs' });
    expect(await readFile(join(setting.folder, 'state.a'))).toEqual(state);
  });

  it('are refused for a passphrase that opens nothing, as the one that was meant would be removed', async () => {
    const state = await readFile(join(setting.folder, 'state.a'));
    await expect(rekey(['a passphrase with a slip in it'])).rejects.toMatchObject({ code: 'vault/proof-refused' });
    expect(await readFile(join(setting.folder, 'state.a'))).toEqual(state);
  });

  it('are refused when there is no room for them', async () => {
    setting.world.freeBytes = 1024 * 1024;
    await expect(rekey()).rejects.toMatchObject({ code: 'storage/disk-full' });
  });

  it('let nothing be written under the old ones afterwards', async () => {
    await rekey();
    const { vault, log } = setting.unlocked;
    const appending = log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' });
    await expect(appending).rejects.toMatchObject({ code: 'vault/locked' });
    await expect(vault.addRecordingKey(newRecordingId())).rejects.toMatchObject({ code: 'vault/locked' });
  });
});
