import { cp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordingId } from '../../../contract/ids.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { VaultCheck } from '../../../main/use-cases/check-vault.ts';
import { chooseCopy, connectedCopies } from '../../../main/use-cases/connected-copies.ts';
import { VaultCopy } from '../../../main/use-cases/copy-whole.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { destroySession } from '../../../main/use-cases/destroy-session.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { finishInCopy } from '../../../main/use-cases/finish-in-copy.ts';
import { getCertificate } from '../../../main/use-cases/get-certificate.ts';
import { openRooms, type OpenedRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { placeHold } from '../../../main/use-cases/place-hold.ts';
import { rekeyVault } from '../../../main/use-cases/rekey-vault.ts';
import { saveNotes } from '../../../main/use-cases/save-notes.ts';
import { nodeDisk } from '../../../main/vault/disk.ts';
import { vaultLockPath } from '../../../main/vault/vault-files.ts';
import { acquireLock } from '../../../main/vault/vault-lock.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { Stopped, StoppingDisk } from '../../support/stopping-disk.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import {
  clock,
  newRecordingId,
  newSecrets,
  openWithMasterKey,
  passphrase,
  temporaryFolder,
  type Secrets,
  type TemporaryFolder,
} from '../../support/vault-setting.ts';
import { byPassphrase, ignore, openByPassphrase } from '../../support/ways-setting.ts';

let secrets: Secrets;
let setting: UseCaseSetting;
let outside: TemporaryFolder;
let copyFolder: string;

beforeEach(async () => {
  secrets = newSecrets();
  setting = await useCaseSetting(secrets);
  outside = await temporaryFolder();
  copyFolder = join(outside.path, 'copy');
});

afterEach(async () => {
  await setting[Symbol.asyncDispose]();
  await outside[Symbol.asyncDispose]();
});

async function copyWhole(): Promise<void> {
  const check = new VaultCheck(setting.unlocked, async (act) => act());
  await check.begin(false);
  await check.ended;
  const copy = new VaultCopy({ ...setting.unlocked, check }, async (act) => act());
  await copy.begin(copyFolder);
  await copy.ended;
  expect(copy.state.phase).toBe('done');
}

/** As somebody does with the file manager, while the vault is locked. */
async function copyByHand(): Promise<void> {
  await setting.reopen(() => cp(setting.folder, copyFolder, { recursive: true }));
}

/** Opens the copy as a vault, and lets `act` do in it what a person does. */
async function asVault<Value>(act: (rooms: OpenedRooms) => Value | Promise<Value>): Promise<Value> {
  const rooms = await openRooms(await openWithMasterKey(secrets, copyFolder), { kind: 'unlock', clock, progress: [] });
  try {
    return await act(rooms);
  } finally {
    rooms.catalog.close();
    rooms.vault.close();
  }
}

async function connected() {
  const [copy] = await connectedCopies(setting.unlocked);
  if (copy === undefined) throw new Error('no copy is connected');
  return copy;
}

async function finish(disk = nodeDisk) {
  const { id } = await connected();
  return finishInCopy(setting.unlocked, id, disk);
}

function finishedEvents(id: RecordingId) {
  return setting.unlocked.log
    .events({ kind: 'recording', id })
    .flatMap(({ body }) => (body.kind === 'copy.finished' ? [body] : []));
}

describe('a copy that is connected', () => {
  it('is known by where it was made, after a lock too, with how much it holds of what was destroyed here', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await record(setting, sessionId, 2);
    await copyWhole();
    expect(await connected()).toMatchObject({ standing: 'opens', recordings: 0, madeAtMs: setting.world.nowMs });
    await destroyRecording(setting.unlocked, gone, 'deleted');
    await setting.reopen();
    expect(await connected()).toMatchObject({ standing: 'opens', recordings: 1, folder: copyFolder });
  });

  it('is not told of while its folder is away, and never as a copy of itself', async () => {
    await copyWhole();
    await rename(copyFolder, `${copyFolder}-away`);
    expect(await connectedCopies(setting.unlocked)).toEqual([]);
    await rename(`${copyFolder}-away`, copyFolder);
    expect(await asVault((rooms) => connectedCopies(rooms))).toEqual([]);
  });

  it('is left as it is by being looked at', async () => {
    await copyWhole();
    const before = await readdir(copyFolder, { recursive: true });
    await connectedCopies(setting.unlocked);
    expect(await readdir(copyFolder, { recursive: true })).toEqual(before);
  });

  it('is refused by choice where it is no copy of this vault, the vault itself, or away', async () => {
    await using other = await useCaseSetting();
    await expect(chooseCopy(setting.unlocked, other.folder)).rejects.toMatchObject({ code: 'vault/copy-foreign' });
    await expect(chooseCopy(setting.unlocked, outside.path)).rejects.toMatchObject({ code: 'vault/copy-foreign' });
    await expect(chooseCopy(setting.unlocked, setting.folder)).rejects.toMatchObject({ code: 'vault/copy-foreign' });
    const away = join(dirname(copyFolder), 'nowhere');
    await expect(chooseCopy(setting.unlocked, away)).rejects.toMatchObject({ code: 'vault/copy-unreachable' });
    expect(await connectedCopies(setting.unlocked)).toEqual([]);
  });

  it('tells how many recordings it has with a part that was erased here, and keeps them', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 4);
    await copyWhole();
    await erasePassage(setting.unlocked, { recordingId, fromMs: 500, toMs: 1000, wish: null });
    expect(await connected()).toMatchObject({ recordings: 0, parts: 1 });
    await finish();
    expect(await asVault(({ vault }) => vault.hasKey(recordingId))).toBe(true);
  });
});

describe('finishing the destruction in a copy', () => {
  it('destroys there what was destroyed here, and nothing else, and the certificate says so', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    const stays = await record(setting, sessionId, 2);
    await copyWhole();
    await destroyRecording(setting.unlocked, gone, 'withdrawn');
    const listed = () => getCertificate(setting.unlocked, gone).certificate.copies_elsewhere;
    expect(listed()).toMatchObject([{ kind: 'vault', finished_at: null }]);
    setting.pass(1000);
    expect(await finish()).toMatchObject({ destroyed: 1, held: 0, copy: { recordings: 0, isUnfinished: false } });
    expect(listed()).toMatchObject([{ kind: 'vault', finished_at: new Date(setting.world.nowMs).toISOString() }]);
    expect(await readdir(join(copyFolder, 'recordings'))).toEqual([stays]);
    await asVault(({ vault, log, catalog, notices }) => {
      expect(notices).toEqual([]);
      expect([vault.hasKey(gone), vault.hasKey(stays)]).toEqual([false, true]);
      expect(catalog.recordings.find(gone)).toBeNull();
      expect(catalog.recordings.find(stays)?.state).toBe('complete');
      const bodies = log.events({ kind: 'recording', id: gone }).map(({ body }) => body);
      expect(bodies).toContainEqual({ kind: 'recording.destroying', reason: 'withdrawn' });
      expect(bodies.at(-1)?.kind).toBe('recording.destroyed');
    });
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('says it once, however often it is asked for', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await copyWhole();
    await destroyRecording(setting.unlocked, gone, 'deleted');
    await finish();
    expect(await finish()).toMatchObject({ destroyed: 0 });
    expect(finishedEvents(gone)).toHaveLength(1);
  });

  it('destroys sessions, with their notes and evidence, and those in them', async () => {
    const { sessionId, people } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    await beginNotes(setting.unlocked, sessionId);
    await saveNotes(setting.unlocked, { sessionId, basedOn: 0, text: 'She slept.', isLeaving: true });
    await copyWhole();
    await destroySession(setting.unlocked, sessionId);
    expect(await connected()).toMatchObject({ recordings: 1, notes: 1 });
    expect(await finish()).toMatchObject({ copy: { recordings: 0, notes: 0 } });
    await asVault(({ catalog, vault, notices }) => {
      expect(notices).toEqual([]);
      expect(catalog.sessions.find(sessionId)).toBeNull();
      expect(people.map((id) => catalog.persons.find(id))).toEqual([null]);
      expect(vault.recordingIds).toEqual([]);
    });
  });

  it('finishes in a copy that somebody made by hand, and that was used as a vault since', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await copyByHand();
    await asVault(({ log, vault }) =>
      log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.checked', checked: 1, damaged: 0 }),
    );
    await destroyRecording(setting.unlocked, gone, 'deleted');
    expect(await chooseCopy(setting.unlocked, copyFolder)).toMatchObject({ madeAtMs: null, recordings: 1 });
    expect(await finish()).toMatchObject({ destroyed: 1 });
    expect(finishedEvents(gone)).toMatchObject([{ copied: null }]);
    expect(getCertificate(setting.unlocked, gone).certificate.copies_elsewhere).toMatchObject([
      { kind: 'vault-by-hand', finished_at: new Date(setting.world.nowMs).toISOString() },
    ]);
  });

  it('leaves what was made in the copy alone, also in a session that was destroyed here, and its other recordings go', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await copyWhole();
    const made = newRecordingId();
    await asVault(async ({ vault, log, catalog }) => {
      await vault.addRecordingKey(made);
      const [began] = log.events({ kind: 'recording', id: gone });
      if (began?.body.kind === 'recording.began') await log.append({ kind: 'recording', id: made }, began.body);
      expect(catalog.sessions.find(sessionId)).not.toBeNull();
    });
    await destroySession(setting.unlocked, sessionId);
    expect(await finish()).toMatchObject({ destroyed: 1 });
    const { vault } = await openWithMasterKey(secrets, copyFolder);
    expect([vault.hasKey(gone), vault.hasKey(made)]).toEqual([false, true]);
    vault.close();
  });

  it('leaves what is held in the copy, and says so', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await copyWhole();
    await asVault((rooms) =>
      placeHold(
        { ...setting.unlocked, ...rooms },
        {
          subject: { kind: 'recording', id: gone },
          words: { reason: 'A court has asked for it', by: 'Dr. Example' },
        },
      ),
    );
    await destroyRecording(setting.unlocked, gone, 'deleted');
    expect(await finish()).toMatchObject({ destroyed: 0, held: 1, copy: { recordings: 1 } });
    expect(finishedEvents(gone)).toEqual([]);
    expect(await asVault(({ vault }) => vault.hasKey(gone))).toBe(true);
  });

  it('touches nothing while somebody has the copy open', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await copyWhole();
    await destroyRecording(setting.unlocked, gone, 'deleted');
    const lock = acquireLock(vaultLockPath(copyFolder));
    await expect(finish()).rejects.toMatchObject({ code: 'vault/in-use' });
    lock?.release();
    expect(await finish()).toMatchObject({ destroyed: 1 });
  });

  it('says that a copy from before new keys opens by its older passphrase alone', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    await copyWhole();
    await rekeyVault(setting.unlocked, { proof: byPassphrase, passphrases: [] }, ignore);
    const rooms = await openRooms(await openByPassphrase(setting.folder, passphrase), {
      kind: 'unlock',
      clock,
      progress: [],
    });
    const parts = { ...setting.unlocked, ...rooms };
    const [copy] = await connectedCopies(parts);
    expect(copy).toMatchObject({ standing: 'other-keys', recordings: 0 });
    const finished = copy === undefined ? null : finishInCopy(parts, copy.id);
    await expect(finished).rejects.toMatchObject({ code: 'vault/copy-other-keys' });
    rooms.catalog.close();
    rooms.vault.close();
  });

  it('comes to its end after being killed at any step, where it is asked for again', { timeout: 180_000 }, async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await copyWhole();
    await destroyRecording(setting.unlocked, gone, 'deleted');
    const pristine = join(outside.path, 'pristine');
    await cp(copyFolder, pristine, { recursive: true });
    const whole = new StoppingDisk(null);
    await finish(whole);
    expect(whole.calls).toBeGreaterThan(20);
    for (let stopAt = 1; stopAt <= whole.calls; stopAt += 1) {
      await rm(copyFolder, { recursive: true });
      await cp(pristine, copyFolder, { recursive: true });
      // Each of these copies is another one: what is destroyed in it is destroyed at another time.
      setting.pass(1);
      const before = finishedEvents(gone).length;
      await expect(finish(new StoppingDisk(stopAt)), `stopped at ${stopAt}`).rejects.toBeInstanceOf(Stopped);
      expect(await connected()).toMatchObject({ isUnfinished: true });
      expect(await finish()).toMatchObject({ copy: { recordings: 0, isUnfinished: false } });
      expect(finishedEvents(gone)).toHaveLength(before + 1);
      await asVault(({ vault, catalog, notices }) => {
        expect(notices).toEqual([]);
        expect([vault.hasKey(gone), catalog.recordings.find(gone)]).toEqual([false, null]);
      });
      expect(await readdir(join(copyFolder, 'recordings'))).toEqual([]);
    }
  });
});
