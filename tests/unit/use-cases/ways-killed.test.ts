import { cp, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sheet } from '../../../contract/passphrase-messages.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { minimumParameters } from '../../../main/crypto/v1/passphrase.ts';
import { sealPassphraseSlot } from '../../../main/crypto/v1/slots.ts';
import { listSessions } from '../../../main/use-cases/list-sessions.ts';
import { slotIdOf } from '../../../main/use-cases/list-ways.ts';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { rekeyVault } from '../../../main/use-cases/rekey-vault.ts';
import { SheetTray } from '../../../main/use-cases/recovery-sheet.ts';
import { removeWay } from '../../../main/use-cases/remove-way.ts';
import { OpenReaders } from '../../../main/use-cases/open-readers.ts';
import { RecordersHere, unlockedIn, useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import { clock, keyBytes, newRecordingId, newSecrets, temporaryFolder } from '../../support/vault-setting.ts';
import { Stopped, StoppingDisk } from '../../support/stopping-disk.ts';
import {
  addSession,
  addSheet,
  askedWords,
  firstWay,
  ignore,
  openByPassphrase,
  openBySheet,
  other,
} from '../../support/ways-setting.ts';

const secrets = newSecrets();
const recordingId = newRecordingId();
/** A vault with one session and one key, which a sheet opens, and in `withPassphrase` the passphrase of `secrets` too. */
let setting: UseCaseSetting;
let sheet: Sheet;
let withPassphrase: Awaited<ReturnType<typeof temporaryFolder>>;
let key: string | null;

const proofOf = ({ words }: Sheet) => ({ by: 'sheet', words: words.join(' ') }) as const;

beforeAll(async () => {
  setting = await useCaseSetting(secrets);
  await addSession(setting.unlocked);
  await setting.rooms.vault.addRecordingKey(recordingId);
  key = keyBytes(setting.rooms.vault, recordingId);
  sheet = await addSheet(setting.unlocked);
  withPassphrase = await temporaryFolder();
  await setting.reopen(() => cp(setting.folder, withPassphrase.path, { recursive: true }));
  await removeWay(setting.unlocked, { proof: proofOf(sheet), slotId: firstWay(setting) }, ignore);
  await setting.unlocked.readers.close();
  setting.rooms.catalog.close();
  setting.rooms.vault.close();
});

afterAll(async () => {
  await withPassphrase[Symbol.asyncDispose]();
  await setting[Symbol.asyncDispose]();
});

type Act = (unlocked: UseCaseSetting['unlocked']) => Promise<unknown>;

/** Opens a copy of `folder` by the sheet and acts until the disk stops; whether it came to its end. */
async function actUntil(stopAt: number, folder: string, copy: string, act: Act): Promise<boolean> {
  await cp(folder, copy, { recursive: true });
  const disk = new StoppingDisk(null);
  const rooms = await openRooms(await openBySheet(copy, sheet, disk), { kind: 'unlock', clock, progress: [] });
  const readers = new OpenReaders(rooms, clock);
  const around = { recorders: new RecordersHere(), readers, clock, freeBytes: () => 10 ** 12, onArmed: ignore };
  disk.stopIn(stopAt);
  try {
    await act(unlockedIn(rooms, around));
    return true;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return false;
  } finally {
    rooms.catalog.close();
    rooms.vault.close();
  }
}

/** Everything is there, and nothing is said but that a copy was mended. */
async function assertWhole(opening: ReturnType<typeof openBySheet>): Promise<void> {
  const rooms = await openRooms(await opening, { kind: 'unlock', clock, progress: [] });
  try {
    expect(keyBytes(rooms.vault, recordingId)).toBe(key);
    expect(listSessions(rooms, '')).toHaveLength(1);
    expect(rooms.notices.filter((notice) => !notice.endsWith('-mended'))).toEqual([]);
  } finally {
    rooms.catalog.close();
    rooms.vault.close();
  }
}

/** Stops at the first call, the second, and so on until the act comes to its end; how many stops there were. */
async function atEachCall(folder: string, act: Act, judge: (copy: string, isDone: boolean) => Promise<void>) {
  for (let stopAt = 1; ; stopAt += 1) {
    await using copy = await temporaryFolder();
    const isDone = await actUntil(stopAt, folder, copy.path, act);
    await judge(copy.path, isDone);
    if (isDone) return stopAt - 1;
  }
}

describe('killed at each call to the disk', () => {
  it('a re-key leaves a vault that the same sheet opens, with everything in it', async () => {
    const rekey: Act = (unlocked) => rekeyVault(unlocked, { proof: proofOf(sheet), passphrases: [] }, ignore);
    const stops = await atEachCall(setting.folder, rekey, async (copy, isDone) => {
      await assertWhole(openBySheet(copy, sheet));
      const generations = (await readdir(copy)).filter((name) => /^(log|index)\.\d+$/.test(name)).sort();
      expect([
        ['index.1', 'log.1'],
        ['index.2', 'log.2'],
      ]).toContainEqual(generations);
      if (isDone) expect(generations).toEqual(['index.2', 'log.2']);
    });
    expect(stops).toBeGreaterThan(30);
  }, 300_000);

  it('a change of passphrase leaves a vault that the old one or the new one opens', async () => {
    const vaultId = fromHex(secrets.vaultId);
    const { slot } = secrets;
    const changed = sealPassphraseSlot(vaultId, other, minimumParameters, secrets.masterKey(), slot.slotId);
    const change: Act = ({ vault }) =>
      vault.changeSlots((slots) => slots.map((one) => (one.type === slot.type ? changed : one)));
    const stops = await atEachCall(withPassphrase.path, change, async (copy, isDone) => {
      const typed = isDone ? [other] : ['correct horse battery staple', other];
      const opened = await Promise.any(typed.map((words) => openByPassphrase(copy, words)));
      opened.vault.close();
      await assertWhole(openBySheet(copy, sheet));
    });
    expect(stops).toBeGreaterThan(15);
  }, 300_000);

  it('a sheet renewed leaves a vault that the old sheet or the new one opens', async () => {
    let renewed: Sheet | null = null;
    const renew: Act = async (unlocked) => {
      const tray = new SheetTray(unlocked);
      renewed = await tray.make({ proof: proofOf(sheet), name: null, replaces: sheet.slotId }, ignore);
      await tray.confirm(askedWords(renewed));
    };
    await atEachCall(setting.folder, renew, async (copy, isDone) => {
      const either = [...(isDone ? [] : [sheet]), ...(renewed === null ? [] : [renewed])];
      const opened = [];
      for (const one of either) opened.push(await openBySheet(copy, one).catch(() => null));
      const [first] = opened.filter((one) => one !== null);
      if (first === undefined) throw new Error('neither sheet opens the vault');
      await assertWhole(Promise.resolve(first));
    });
  }, 300_000);

  it('a way removed leaves a vault that the other way opens', async () => {
    const { slot } = secrets;
    const removed = slotIdOf(slot);
    const remove: Act = (unlocked) => removeWay(unlocked, { proof: proofOf(sheet), slotId: removed }, ignore);
    await atEachCall(withPassphrase.path, remove, async (copy) => {
      await assertWhole(openBySheet(copy, sheet));
      // Wherever it was killed, after an unlock the log tells of the slots that there are.
      const rooms = await openRooms(await openBySheet(copy, sheet), { kind: 'unlock', clock, progress: [] });
      const events = rooms.log.events({ kind: 'vault', id: rooms.vault.vaultId });
      const isThere = rooms.vault.slots.some((one) => slotIdOf(one) === removed);
      rooms.catalog.close();
      rooms.vault.close();
      const tells = events.filter(({ body }) => body.kind === 'slot.removed' && body.slotId === removed);
      expect(tells).toHaveLength(isThere ? 0 : 1);
    });
  }, 300_000);
});
