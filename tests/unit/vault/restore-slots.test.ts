import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sheet } from '../../../contract/passphrase-messages.ts';
import type { Bytes } from '../../../main/crypto/bytes.ts';
import { openRooms, openVaultRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { rekeyVault } from '../../../main/use-cases/rekey-vault.ts';
import { nodeDisk, type Disk } from '../../../main/vault/disk.ts';
import { restoreSlots } from '../../../main/vault/restore-slots.ts';
import { unlockBySheet } from '../../../main/vault/unlock.ts';
import { Stopped, StoppingDisk } from '../../support/stopping-disk.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';
import {
  clock,
  newRecordingId,
  newSecrets,
  passphrase,
  temporaryFolder,
  withByteFlipped,
  writeVault,
  type TemporaryFolder,
} from '../../support/vault-setting.ts';
import {
  addSession,
  addSheet,
  byPassphrase,
  ignore,
  openByPassphrase,
  openBySheet,
} from '../../support/ways-setting.ts';

const secrets = newSecrets();
/** A vault, a copy of its slots from before a sheet took the place of `oldSheet`, and the vault with new keys. */
let vault: TemporaryFolder;
let rekeyed: TemporaryFolder;
let saved: Bytes;
let oldSheet: Sheet;
let newSheet: Sheet;

beforeAll(async () => {
  vault = await temporaryFolder();
  rekeyed = await temporaryFolder();
  await using setting = await useCaseSetting(secrets);
  oldSheet = await addSheet(setting.unlocked);
  await addSession(setting.unlocked);
  saved = setting.rooms.vault.slotsFile;
  newSheet = await addSheet(setting.unlocked, oldSheet.slotId);
  await setting.reopen(() => cp(setting.folder, vault.path, { recursive: true }));
  await rekeyVault(setting.unlocked, { proof: byPassphrase, passphrases: [] }, ignore);
  await cp(setting.folder, rekeyed.path, { recursive: true });
}, 60_000);
afterAll(async () => {
  await vault[Symbol.asyncDispose]();
  await rekeyed[Symbol.asyncDispose]();
});

/** A copy of a vault in which neither copy of the slots is of any use. */
async function damaged(of: TemporaryFolder = vault): Promise<TemporaryFolder> {
  const copy = await temporaryFolder();
  await cp(of.path, copy.path, { recursive: true });
  for (const name of ['slots.a', 'slots.b']) await writeFile(join(copy.path, name), 'nothing that could be read');
  return copy;
}

const restore = (folder: string, bytes: Bytes = saved, disk: Disk = nodeDisk) =>
  restoreSlots(folder, bytes, unlockBySheet(oldSheet.words.join(' ')), disk);

describe('a saved copy of the slots', () => {
  it('opens the vault again as on the day that it was saved, and what was made later does not', async () => {
    await using copy = await damaged();
    await expect(openBySheet(copy.path, newSheet)).rejects.toMatchObject({ code: 'vault/slots-damaged' });
    await restore(copy.path);
    const opened = await openBySheet(copy.path, oldSheet);
    expect(opened.notices).toEqual([]);
    opened.vault.close();
    await expect(openBySheet(copy.path, newSheet)).rejects.toMatchObject({ code: 'vault/unlock-failed' });
    (await openByPassphrase(copy.path, passphrase)).vault.close();
  }, 30_000);

  it('is told in the log of the vault that it opens, with what came back and what is gone', async () => {
    await using copy = await damaged();
    await restore(copy.path);
    const opened = await openBySheet(copy.path, oldSheet);
    const rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [], savedSlots: saved });
    const events = rooms.log.events({ kind: 'vault', id: rooms.vault.vaultId });
    expect(events.map(({ body }) => body).slice(-4)).toMatchObject([
      { kind: 'slots.restored' },
      { kind: 'slot.added', slotId: oldSheet.slotId, isFound: true },
      { kind: 'slot.removed', slotId: newSheet.slotId, isFound: true },
      { kind: 'vault.unlocked' },
    ]);
    rooms.catalog.close();
    rooms.vault.close();
  });

  it('is told in the log also where the index then keeps the vault shut', async () => {
    await using copy = await damaged();
    await writeFile(join(copy.path, 'index.1'), 'nothing that could be read');
    const opening = { kind: 'unlock', folder: copy.path, passphrase, onDeriving: ignore, clock, progress: [] } as const;
    const shut = openVaultRooms({ ...opening, savedSlots: saved });
    await expect(shut).rejects.toMatchObject({ code: 'vault/index-damaged' });
    const rooms = await openVaultRooms({ ...opening, rebuildsIndex: true });
    const events = rooms.log.events({ kind: 'vault', id: rooms.vault.vaultId });
    const kinds = events.map(({ body }) => body.kind);
    const found = ['slot.added', 'slot.removed'];
    expect(kinds.slice(-5)).toEqual(['slots.restored', 'index.rebuilt', ...found, 'vault.unlocked']);
    rooms.catalog.close();
    rooms.vault.close();
  }, 30_000);

  it('does not take the place of slots that are whole', async () => {
    const before = await readFile(join(vault.path, 'slots.a'));
    await expect(restore(vault.path)).rejects.toMatchObject({ code: 'request/conflict' });
    expect(await readFile(join(vault.path, 'slots.a'))).toEqual(before);
  });

  it('takes the place of nothing without the passphrase or the sheet that it asks for', async () => {
    await using copy = await damaged();
    const byNewSheet = restoreSlots(copy.path, saved, unlockBySheet(newSheet.words.join(' ')));
    await expect(byNewSheet).rejects.toMatchObject({ code: 'vault/unlock-failed' });
    expect(await readFile(join(copy.path, 'slots.a'), 'utf8')).toBe('nothing that could be read');
  });

  it.each<[string, () => Promise<{ readonly folder: TemporaryFolder; readonly bytes: Bytes }>]>([
    ['of another vault', async () => ({ folder: await damagedOther(), bytes: saved })],
    ['from before the vault got new keys', async () => ({ folder: await damaged(rekeyed), bytes: saved })],
    ['that was cut', async () => ({ folder: await damaged(), bytes: saved.slice(0, -1) })],
    ['with other bytes at its end', async () => ({ folder: await damaged(), bytes: flipped(saved.length - 1) })],
    [
      'with other bytes in a slot that is not the one asked',
      async () => ({ folder: await damaged(), bytes: flipped(100) }),
    ],
  ])('is refused when it is one %s, and then nothing is written', async (_, make) => {
    const { folder, bytes } = await make();
    await using copy = folder;
    const state = await readFile(join(copy.path, 'state.a'));
    await expect(restore(copy.path, bytes)).rejects.toMatchObject({ code: 'vault/slots-copy-unfit' });
    expect(await readFile(join(copy.path, 'slots.a'), 'utf8')).toBe('nothing that could be read');
    expect(await readFile(join(copy.path, 'state.a'))).toEqual(state);
  });

  it('is not written into a vault of which a part is of a later version', async () => {
    await using copy = await damaged();
    const later = withByteFlipped(saved, 8).map((byte, index) => (index === 8 || index === 9 ? 9 : byte));
    await writeFile(join(copy.path, 'slots.b'), later);
    await expect(restore(copy.path)).rejects.toMatchObject({ code: 'vault/newer-version' });
    expect(await readFile(join(copy.path, 'slots.a'), 'utf8')).toBe('nothing that could be read');
  });

  it('can be restored again, or opens the vault, wherever its restoring was killed', async () => {
    let stops = 0;
    for (let stopAt = 1; ; stopAt += 1) {
      await using copy = await damaged();
      const isDone = await restore(copy.path, saved, new StoppingDisk(stopAt)).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof Stopped)) throw error;
          return false;
        },
      );
      await restore(copy.path).catch((error: unknown) => expect(error).toMatchObject({ code: 'request/conflict' }));
      (await openBySheet(copy.path, oldSheet)).vault.close();
      if (isDone) break;
      stops += 1;
    }
    expect(stops).toBeGreaterThan(15);
  }, 30_000);

  it('does not hide that the state may be an older one', async () => {
    await using copy = await temporaryFolder();
    await cp(vault.path, copy.path, { recursive: true });
    const { vault: open } = await openByPassphrase(copy.path, passphrase);
    await open.addRecordingKey(newRecordingId());
    open.close();
    for (const name of ['state.b', 'keys.1.a', 'keys.1.b']) await cp(join(vault.path, name), join(copy.path, name));
    for (const name of ['state.a', 'slots.a', 'slots.b']) await writeFile(join(copy.path, name), 'nothing');
    const opening = { kind: 'unlock', folder: copy.path, passphrase, onDeriving: ignore, clock, progress: [] } as const;
    const rooms = await openVaultRooms({ ...opening, savedSlots: saved });
    rooms.catalog.close();
    rooms.vault.close();
    expect(rooms.notices).toEqual(['slots-restored', 'possible-rollback']);
    expect(await readdir(copy.path)).toContain('keys.2.a');
  }, 30_000);
});

function flipped(offset: number): Bytes {
  return withByteFlipped(saved, offset);
}

async function damagedOther(): Promise<TemporaryFolder> {
  await using other = await temporaryFolder();
  (await writeVault(newSecrets(), other.path)).close();
  return await damaged(other);
}
