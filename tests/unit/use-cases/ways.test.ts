import { mkdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SottoError } from '../../../contract/sotto-error.ts';
import { addPassphrase } from '../../../main/use-cases/add-passphrase.ts';
import { changePassphrase } from '../../../main/use-cases/change-passphrase.ts';
import { listWays } from '../../../main/use-cases/list-ways.ts';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { SheetTray } from '../../../main/use-cases/recovery-sheet.ts';
import { removeWay } from '../../../main/use-cases/remove-way.ts';
import { renameWay } from '../../../main/use-cases/rename-way.ts';
import type { UseCaseSetting } from '../../support/use-case-setting.ts';
import { clock, newSecrets, passphrase, temporaryFolder, writeVault } from '../../support/vault-setting.ts';
import {
  addSheet,
  askedWords,
  byPassphrase,
  firstWay,
  ignore,
  openByPassphrase,
  openBySheet,
  other,
  settingOfEach,
} from '../../support/ways-setting.ts';

const secrets = newSecrets();
let setting: UseCaseSetting;

settingOfEach(secrets, (made) => {
  setting = made;
});

const opens = async (act: () => ReturnType<typeof openBySheet>): Promise<boolean> => {
  try {
    (await act()).vault.close();
    return true;
  } catch {
    return false;
  }
};

function lastEvent(): unknown {
  const { vault, log } = setting.unlocked;
  return log.events({ kind: 'vault', id: vault.vaultId }).at(-1)?.body;
}

/** The disk takes slots and names, but no event; until it is called. */
function withFullLog(): () => void {
  let isFull = true;
  setting.unlocked.log.tellBeforeAppend(() => {
    if (isFull) throw new SottoError('storage/disk-full');
  });
  return () => {
    isFull = false;
  };
}

/** The disk takes the first copy of the slots, and not the second; until it is called. */
async function withSecondCopyRefused(): Promise<() => Promise<void>> {
  const inTheWay = join(setting.folder, 'slots.b.tmp');
  await mkdir(inTheWay);
  return () => rmdir(inTheWay);
}

async function areCopiesAlike(): Promise<boolean> {
  const [first, second] = await Promise.all(['slots.a', 'slots.b'].map((name) => readFile(join(setting.folder, name))));
  return first !== undefined && second !== undefined && first.equals(second);
}

function slotEvents(): unknown[] {
  const { vault, log } = setting.unlocked;
  const events = log.events({ kind: 'vault', id: vault.vaultId }).map(({ body }) => body);
  return events.filter(({ kind }) => kind.startsWith('slot.'));
}

describe('the ways into a vault', () => {
  it('begin with the passphrase it was made with, which is the only one', () => {
    expect(listWays(setting.unlocked).ways).toEqual([
      {
        slotId: firstWay(setting),
        type: 'passphrase',
        name: null,
        addedAtMs: setting.world.nowMs,
        changedAtMs: null,
        isOnly: true,
        usedForThisUnlock: true,
      },
    ]);
  });

  it('have names, which are given and taken away', () => {
    const slotId = firstWay(setting);
    expect(renameWay(setting.unlocked, { slotId, name: 'Mine' }).ways[0]?.name).toBe('Mine');
    expect(renameWay(setting.unlocked, { slotId, name: null }).ways[0]?.name).toBeNull();
  });
});

describe('changing a passphrase', () => {
  it('leaves the slot and its name, and opens to the new one only', async () => {
    const slotId = firstWay(setting);
    renameWay(setting.unlocked, { slotId, name: 'Mine' });
    await changePassphrase(setting.unlocked, { slotId, passphrase, newPassphrase: other }, ignore);
    expect(listWays(setting.unlocked).ways).toMatchObject([{ slotId, name: 'Mine', changedAtMs: setting.world.nowMs }]);
    expect(lastEvent()).toEqual({ kind: 'passphrase.changed', slotId });
    expect(await opens(() => openByPassphrase(setting.folder, other))).toBe(true);
    expect(await opens(() => openByPassphrase(setting.folder, passphrase))).toBe(false);
  });

  it('is asked for again in the same words where the disk refused what comes after the slot', async () => {
    const change = { slotId: firstWay(setting), passphrase, newPassphrase: other };
    const makeRoom = withFullLog();
    const refused = changePassphrase(setting.unlocked, change, ignore);
    await expect(refused).rejects.toMatchObject({ code: 'storage/disk-full' });
    makeRoom();
    await changePassphrase(setting.unlocked, change, ignore);
    expect(lastEvent()).toEqual({ kind: 'passphrase.changed', slotId: change.slotId });
    expect(await opens(() => openByPassphrase(setting.folder, other))).toBe(true);
  }, 30_000);

  it('leaves no copy that opens to the old one where the disk refused that copy first', async () => {
    const change = { slotId: firstWay(setting), passphrase, newPassphrase: other };
    const makeRoom = await withSecondCopyRefused();
    await expect(changePassphrase(setting.unlocked, change, ignore)).rejects.toBeInstanceOf(SottoError);
    await makeRoom();
    await changePassphrase(setting.unlocked, change, ignore);
    expect(lastEvent()).toEqual({ kind: 'passphrase.changed', slotId: change.slotId });
    expect(await areCopiesAlike()).toBe(true);
  }, 30_000);

  it('needs the present one, and one that is long enough', async () => {
    const slotId = firstWay(setting);
    const wrong = changePassphrase(setting.unlocked, { slotId, passphrase: other, newPassphrase: other }, ignore);
    await expect(wrong).rejects.toMatchObject({ code: 'vault/proof-refused' });
    const short = changePassphrase(setting.unlocked, { slotId, passphrase, newPassphrase: 'eleven char' }, ignore);
    await expect(short).rejects.toMatchObject({ code: 'vault/passphrase-too-short' });
  });
});

describe('another passphrase', () => {
  it('opens the vault beside the first, and is removed again', async () => {
    await addPassphrase(setting.unlocked, { proof: byPassphrase, newPassphrase: other, name: 'Hers' }, ignore);
    const [, added] = listWays(setting.unlocked).ways;
    expect(added).toMatchObject({ type: 'passphrase', name: 'Hers', isOnly: false, usedForThisUnlock: false });
    if (added === undefined) throw new Error('none was added');
    const { slotId } = added;
    expect(lastEvent()).toEqual({ kind: 'slot.added', slotId, slotType: 'passphrase' });
    expect(await opens(() => openByPassphrase(setting.folder, other))).toBe(true);
    await removeWay(setting.unlocked, { proof: byPassphrase, slotId }, ignore);
    expect(lastEvent()).toEqual({ kind: 'slot.removed', slotId });
    expect(await opens(() => openByPassphrase(setting.folder, other))).toBe(false);
    expect(await opens(() => openByPassphrase(setting.folder, passphrase))).toBe(true);
  });

  it('is asked for again in the same words where the disk refused its event, and is there once', async () => {
    const asked = { proof: byPassphrase, newPassphrase: other, name: 'Hers' };
    const makeRoom = withFullLog();
    await expect(addPassphrase(setting.unlocked, asked, ignore)).rejects.toMatchObject({ code: 'storage/disk-full' });
    makeRoom();
    await addPassphrase(setting.unlocked, asked, ignore);
    expect(listWays(setting.unlocked).ways.map(({ name }) => name)).toEqual([null, 'Hers']);
    expect(slotEvents()).toMatchObject([{ kind: 'slot.added', slotType: 'passphrase' }]);
  }, 30_000);

  it('is not added to a vault that was only found open', async () => {
    const asked = { proof: { by: 'passphrase', passphrase: other }, newPassphrase: other, name: null } as const;
    await expect(addPassphrase(setting.unlocked, asked, ignore)).rejects.toMatchObject({ code: 'vault/proof-refused' });
    expect(listWays(setting.unlocked).ways).toHaveLength(1);
  });
});

describe('removing', () => {
  it('is refused for the last way in', async () => {
    const removing = removeWay(setting.unlocked, { proof: byPassphrase, slotId: firstWay(setting) }, ignore);
    await expect(removing).rejects.toMatchObject({ code: 'vault/last-way-in' });
  });

  it('is asked for again where the disk refused its event, though the way itself had proved it', async () => {
    await addSheet(setting.unlocked);
    const slotId = firstWay(setting);
    const makeRoom = withFullLog();
    const removing = () => removeWay(setting.unlocked, { proof: byPassphrase, slotId }, ignore);
    await expect(removing()).rejects.toMatchObject({ code: 'storage/disk-full' });
    makeRoom();
    await removing();
    expect(lastEvent()).toEqual({ kind: 'slot.removed', slotId });
    await expect(removing()).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('is done on the word of a sheet, too', async () => {
    const sheet = await addSheet(setting.unlocked);
    const proof = { by: 'sheet', words: sheet.words.join(' ') } as const;
    await removeWay(setting.unlocked, { proof, slotId: firstWay(setting) }, ignore);
    expect(listWays(setting.unlocked).ways).toMatchObject([{ slotId: sheet.slotId, isOnly: true }]);
  });
});

describe('a recovery sheet', () => {
  it('opens nothing until three of its words have been repeated', async () => {
    const tray = new SheetTray(setting.unlocked);
    const sheet = await tray.make({ proof: byPassphrase, name: 'In the safe', replaces: null }, ignore);
    expect(new Set(sheet.positions).size).toBe(3);
    expect(await opens(() => openBySheet(setting.folder, sheet))).toBe(false);
    const wrong = tray.confirm([...askedWords(sheet).slice(1), 'zoo']);
    await expect(wrong).rejects.toMatchObject({ code: 'vault/sheet-not-confirmed' });
    await tray.confirm(askedWords(sheet).map((word) => ` ${word.toUpperCase()}`));
    expect(lastEvent()).toEqual({ kind: 'slot.added', slotId: sheet.slotId, slotType: 'sheet' });
    const { ways, fingerprint } = listWays(setting.unlocked);
    expect(ways[1]).toMatchObject({ slotId: sheet.slotId, type: 'sheet', name: 'In the safe' });
    expect(fingerprint).toBe(sheet.fingerprint);
    const { vault } = await openBySheet(setting.folder, sheet);
    expect(vault.openedBy).toBe(sheet.slotId);
    vault.close();
  });

  it('takes the place of the one before', async () => {
    const old = await addSheet(setting.unlocked);
    const next = await addSheet(setting.unlocked, old.slotId);
    expect(listWays(setting.unlocked).ways.map(({ slotId }) => slotId)).toEqual([firstWay(setting), next.slotId]);
    expect(await opens(() => openBySheet(setting.folder, old))).toBe(false);
    expect(await opens(() => openBySheet(setting.folder, next))).toBe(true);
  });

  it('is confirmed again where the disk refused what comes after its slot', async () => {
    const tray = new SheetTray(setting.unlocked);
    const sheet = await tray.make({ proof: byPassphrase, name: 'Safe', replaces: null }, ignore);
    const makeRoom = withFullLog();
    await expect(tray.confirm(askedWords(sheet))).rejects.toMatchObject({ code: 'storage/disk-full' });
    makeRoom();
    await tray.confirm(askedWords(sheet));
    expect(lastEvent()).toEqual({ kind: 'slot.added', slotId: sheet.slotId, slotType: 'sheet' });
    expect(listWays(setting.unlocked).ways.map(({ name }) => name)).toEqual([null, 'Safe']);
  });

  it('leaves no copy that opens to the one before where the disk refused that copy first', async () => {
    const old = await addSheet(setting.unlocked);
    const tray = new SheetTray(setting.unlocked);
    const sheet = await tray.make({ proof: byPassphrase, name: null, replaces: old.slotId }, ignore);
    const makeRoom = await withSecondCopyRefused();
    await expect(tray.confirm(askedWords(sheet))).rejects.toBeInstanceOf(SottoError);
    await makeRoom();
    await tray.confirm(askedWords(sheet));
    expect(await areCopiesAlike()).toBe(true);
  });

  it('is forgotten when it is dropped', async () => {
    const tray = new SheetTray(setting.unlocked);
    const sheet = await tray.make({ proof: byPassphrase, name: null, replaces: null }, ignore);
    tray.drop();
    await expect(tray.confirm(askedWords(sheet))).rejects.toMatchObject({ code: 'request/conflict' });
  });

  it('has no place beside sixteen ways', async () => {
    for (let count = 1; count < 16; count += 1) await addSheet(setting.unlocked);
    const making = addSheet(setting.unlocked);
    await expect(making).rejects.toMatchObject({ code: 'vault/too-many-ways' });
  });
});

describe('what the log has not heard of', () => {
  it('is told to it at the next unlock, as found, once', async () => {
    const makeRoom = withFullLog();
    await expect(addSheet(setting.unlocked)).rejects.toMatchObject({ code: 'storage/disk-full' });
    makeRoom();
    const [, added] = listWays(setting.unlocked).ways;
    await setting.reopen();
    const found = { kind: 'slot.added', slotId: added?.slotId, slotType: 'sheet', isFound: true };
    expect(slotEvents()).toEqual([found]);
    await setting.reopen();
    expect(slotEvents()).toEqual([found]);
  });

  it('is a way that is gone, too', async () => {
    const { slotId } = await addSheet(setting.unlocked);
    await setting.unlocked.vault.changeSlots((slots) => slots.slice(0, 1));
    await setting.reopen();
    expect(slotEvents().at(-1)).toEqual({ kind: 'slot.removed', slotId, isFound: true });
  });

  it('is not the passphrase of a vault whose making was cut off before its first entry', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const rooms = await openRooms({ vault, notices: [] }, { kind: 'unlock', clock, progress: [] });
    const events = rooms.log.events({ kind: 'vault', id: vault.vaultId });
    rooms.catalog.close();
    rooms.vault.close();
    expect(events.map(({ body }) => body.kind)).toEqual(['vault.unlocked']);
  });

  it('is told together with the next change', async () => {
    const makeRoom = withFullLog();
    await expect(addSheet(setting.unlocked)).rejects.toMatchObject({ code: 'storage/disk-full' });
    makeRoom();
    await addSheet(setting.unlocked);
    expect(slotEvents()).toMatchObject([{ slotType: 'sheet' }, { slotType: 'sheet' }]);
  });
});
