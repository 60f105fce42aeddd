import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordingId } from '../../../contract/ids.ts';
import type { VaultCopy as CopyState } from '../../../contract/vault-copy.ts';
import { isVault } from '../../../main/vault/find-vault.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { unlockByPassphrase } from '../../../main/vault/unlock.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { VaultCheck } from '../../../main/use-cases/check-vault.ts';
import { VaultCopy } from '../../../main/use-cases/copy-whole.ts';
import { copyPlaces } from '../../../main/use-cases/copy-places.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { getNotes } from '../../../main/use-cases/get-notes.ts';
import { getRecording } from '../../../main/use-cases/get-recording.ts';
import { OpenReaders } from '../../../main/use-cases/open-readers.ts';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { saveNotes } from '../../../main/use-cases/save-notes.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import { passphrase, temporaryFolder, withByteFlipped, type TemporaryFolder } from '../../support/vault-setting.ts';

let setting: UseCaseSetting;
let outside: TemporaryFolder;
let check: VaultCheck;
let copy: VaultCopy;

beforeEach(async () => {
  setting = await useCaseSetting();
  outside = await temporaryFolder();
  useOpened();
});

afterEach(async () => {
  await setting[Symbol.asyncDispose]();
  await outside[Symbol.asyncDispose]();
});

/** Anew after the vault was opened anew. */
function useOpened(): void {
  const { unlocked } = setting;
  check = new VaultCheck(unlocked, async (act) => act());
  copy = new VaultCopy({ ...unlocked, check }, async (act) => act());
}

async function checked(): Promise<void> {
  await check.begin(false);
  await check.ended;
}

async function copied(): Promise<CopyState> {
  await checked();
  await copy.begin(outside.path);
  await copy.ended;
  return copy.state;
}

const clock = { nowMs: () => 1_700_000_100_000, monotonicMs: () => 0 };

/** Opens the copy as the app does, by the passphrase. */
async function openCopy(rebuildsIndex = false) {
  const opened = await openVault(
    unlockByPassphrase(passphrase, () => undefined),
    outside.path,
  );
  const rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [], rebuildsIndex });
  const readers = new OpenReaders(rooms, clock);
  return {
    ...rooms,
    readers,
    [Symbol.asyncDispose]: async () => {
      await readers.close();
      rooms.catalog.close();
      rooms.vault.close();
    },
  };
}

function fileOf(id: RecordingId, kind: 'audio' | 'levels' = 'audio', folder = setting.folder): string {
  return join(folder, 'recordings', id, `000000.${kind}`);
}

async function flip(path: string, offset: number): Promise<void> {
  await writeFile(path, withByteFlipped(new Uint8Array(await readFile(path)), offset));
}

/** Every file, but those that SQLite holds and what the entry in the log changes. */
async function filesOf(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const files = new Map<string, string>();
  for (const name of names.filter((one) => !/^(?:index|lock|log|state|reserve)/.test(one))) {
    if ((await stat(join(folder, name))).isFile()) files.set(name, await readFile(join(folder, name), 'hex'));
  }
  return files;
}

describe('copying what is whole', () => {
  it('makes a vault that the same passphrase opens, with sound that plays, notes, and a check that finds nothing', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 4);
    await beginNotes(setting.unlocked, sessionId);
    await saveNotes(setting.unlocked, { sessionId, basedOn: 0, text: 'She slept.', isLeaving: true });
    expect(await copied()).toMatchObject({ phase: 'done', recordings: 1, leftOutCount: 0, leftOut: [], error: null });
    expect(copy.state.bytesDone).toBe(copy.state.bytesTotal);
    await using opened = await openCopy();
    expect(opened.notices).toEqual([]);
    expect(getRecording(opened, recordingId).state).toBe('complete');
    const length = await setting.unlocked.readers.lengthOf(recordingId);
    expect(await opened.readers.lengthOf(recordingId)).toBe(length);
    expect(await opened.readers.read(recordingId, 0, 4000)).toEqual(
      await setting.unlocked.readers.read(recordingId, 0, 4000),
    );
    expect(getNotes(opened, sessionId)?.text).toBe('She slept.');
    const ofCopy = new VaultCheck({ ...opened, clock }, async (act) => act());
    await ofCopy.begin(false);
    await ofCopy.ended;
    expect(ofCopy.state).toMatchObject({ phase: 'done', damagedCount: 0 });
  });

  it('leaves the vault as it was, but for an entry that both logs have', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    await checked();
    const before = await filesOf(setting.folder);
    expect(before.size).toBeGreaterThan(5);
    await copy.begin(outside.path);
    await copy.ended;
    expect(await filesOf(setting.folder)).toEqual(before);
    const { vault, log } = setting.unlocked;
    const subject = { kind: 'vault', id: vault.vaultId } as const;
    const body = { kind: 'vault.copied', recordings: 1, leftOut: 0 };
    expect(log.events(subject).at(-1)?.body).toEqual(body);
    await using opened = await openCopy();
    expect(opened.log.events(subject).at(-2)?.body).toEqual(body);
  });

  it('names a damaged recording and leaves its sound out; the copy opens, lists it as altered, and plays nothing of it', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const damaged = await record(setting, sessionId, 10);
    const whole = await record(setting, sessionId, 4);
    await flip(fileOf(damaged), 10_000);
    const state = await copied();
    expect(state).toMatchObject({
      recordings: 1,
      leftOutCount: 1,
      leftOut: [{ id: damaged, sessionId, codes: ['Ann'] }],
    });
    expect(await readdir(join(outside.path, 'recordings'))).toEqual([whole]);
    await using opened = await openCopy();
    expect(opened.notices).toEqual([]);
    expect(getRecording(opened, damaged).state).toBe('altered');
    await expect(opened.readers.lengthOf(damaged)).rejects.toMatchObject({ code: 'integrity/final-missing' });
    expect(await opened.readers.lengthOf(whole)).toBeGreaterThan(0);
  });

  it('copies a recording of which only the waveform is damaged', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 4);
    await flip(fileOf(recordingId, 'levels'), 200);
    expect(await copied()).toMatchObject({ recordings: 1, leftOutCount: 0 });
    await using opened = await openCopy();
    expect(await opened.readers.lengthOf(recordingId)).toBeGreaterThan(0);
  });

  it.each(['slots.a', 'slots.b', 'state.a', 'state.b', 'keys'])(
    'has both copies whole where one was damaged: %s',
    async (wanted) => {
      const { sessionId } = await consentingSession(setting, 'Ann');
      await record(setting, sessionId, 2);
      const keys = await setting.rooms.vault.whileStill((generation) => Promise.resolve(`keys.${generation}.a`));
      await checked();
      await flip(join(setting.folder, wanted === 'keys' ? keys : wanted), 40);
      await copy.begin(outside.path);
      await copy.ended;
      await using opened = await openCopy();
      expect(opened.notices).toEqual([]);
    },
  );

  it('leaves out what was destroyed while it was copied, and what was made since the check, which the copy lists as altered', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const gone = await record(setting, sessionId, 2);
    await checked();
    const later = await record(setting, sessionId, 2);
    // The turn in which keys and log are copied comes after a destruction that was asked for before.
    const delayed = new VaultCopy({ ...setting.unlocked, check }, async (act) => {
      await destroyRecording(setting.unlocked, gone, 'deleted');
      return act();
    });
    await delayed.begin(outside.path);
    await delayed.ended;
    expect(delayed.state).toMatchObject({ phase: 'done', recordings: 0, leftOutCount: 1, leftOut: [{ id: later }] });
    expect(await readdir(join(outside.path, 'recordings'))).toEqual([]);
    expect(getRecording(setting.unlocked, later).state).toBe('complete');
    await using opened = await openCopy();
    expect(opened.notices).toEqual([]);
    expect(opened.vault.hasKey(gone)).toBe(false);
    // What is not there is not called whole.
    expect(getRecording(opened, later).state).toBe('altered');
  });

  it('leaves out an index that cannot be read, so that the copy offers to make one anew', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 2);
    await beginNotes(setting.unlocked, sessionId);
    const text = 'She slept. '.repeat(8000);
    await saveNotes(setting.unlocked, { sessionId, basedOn: 0, text, isLeaving: true });
    const index = join(setting.folder, 'index.1');
    await setting.reopen(async () => flip(index, Math.floor((await stat(index)).size * 0.8)));
    useOpened();
    expect(await copied()).toMatchObject({ phase: 'done', recordings: 1, isIndexLeftOut: true });
    await expect(openCopy()).rejects.toMatchObject({ code: 'vault/index-damaged' });
    await using opened = await openCopy(true);
    expect(await opened.readers.lengthOf(recordingId)).toBeGreaterThan(0);
  });
});

describe('a copy that is refused', () => {
  it('comes after a check', async () => {
    await expect(copy.begin(outside.path)).rejects.toMatchObject({ code: 'request/conflict' });
  });

  it('waits for a recording to end, and ends when one begins', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    await checked();
    const begun: RecordingId[] = [];
    const overtaken = new VaultCopy({ ...setting.unlocked, check }, async (act) => {
      begun.push(await begin(setting, sessionId));
      return act();
    });
    await overtaken.begin(outside.path);
    await overtaken.ended;
    expect(overtaken.state).toMatchObject({ phase: 'failed', error: 'vault/recording-runs' });
    expect(await readdir(outside.path)).toEqual([]);
    await expect(copy.begin(outside.path)).rejects.toMatchObject({ code: 'vault/recording-runs' });
    for (const recordingId of begun) await setting.recorders.speak(recordingId, 2);
  });

  it('does not go into the vault, whatever way leads there', async () => {
    await checked();
    await symlink(setting.folder, join(outside.path, 'link'));
    for (const folder of [setting.folder, join(setting.folder, 'copy'), join(outside.path, 'link', 'a', 'b')]) {
      await expect(copy.begin(folder)).rejects.toMatchObject({ code: 'vault/copy-in-vault' });
    }
    expect(await readdir(setting.folder)).not.toContain('copy');
  });

  it('does not go into a folder that holds something', async () => {
    await checked();
    await writeFile(join(outside.path, 'letter.txt'), 'mine');
    await expect(copy.begin(outside.path)).rejects.toMatchObject({ code: 'vault/folder-not-empty' });
    expect(await readdir(outside.path)).toEqual(['letter.txt']);
  });

  it('goes into a folder beside the vault whose name begins like it, and which is made', async () => {
    await checked();
    const beside = `${setting.folder}-copy`;
    await copy.begin(beside);
    await copy.ended;
    expect(isVault(await readdir(beside))).toBe(true);
    await rm(beside, { recursive: true });
  });

  it('does not begin without room, and says nothing in the log', async () => {
    await checked();
    const { log, vault } = setting.unlocked;
    const count = log.events({ kind: 'vault', id: vault.vaultId }).length;
    setting.world.freeBytes = 1_000_000;
    await expect(copy.begin(outside.path)).rejects.toMatchObject({ code: 'vault/copy-no-room' });
    expect(log.events({ kind: 'vault', id: vault.vaultId })).toHaveLength(count);
    expect(await readdir(outside.path)).toEqual([]);
  });

  it('does not begin with a log that was changed under it', async () => {
    await checked();
    await flip(setting.rooms.vault.logPath, 300);
    await expect(copy.begin(outside.path)).rejects.toMatchObject({ code: 'vault/log-damaged' });
    expect(await readdir(outside.path)).toEqual([]);
  });
});

describe('a copy that does not come to its end', () => {
  it('is removed when it is cancelled, and can be begun again', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    for (let count = 0; count < 3; count += 1) await record(setting, sessionId, 4);
    await checked();
    await copy.begin(outside.path);
    copy.askToStop();
    await copy.ended;
    expect(copy.state.phase).toBe('cancelled');
    expect(await readdir(outside.path)).toEqual([]);
    const { log, vault } = setting.unlocked;
    const events = log.events({ kind: 'vault', id: vault.vaultId });
    const copied = events.find(({ body }) => body.kind === 'vault.copied')?.sequence;
    expect(events.at(-1)?.body).toEqual({ kind: 'vault.copy-removed', copied });
    expect(copyPlaces(setting.unlocked)).toEqual([]);
    await copy.begin(outside.path);
    await copy.ended;
    expect(copy.state).toMatchObject({ phase: 'done', recordings: 3 });
  });

  it('is removed when it could not be written, but for what somebody else put there', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    await checked();
    const hindered = new VaultCopy({ ...setting.unlocked, check }, async (act) => {
      await mkdir(join(outside.path, 'state.a.tmp'));
      return act();
    });
    await hindered.begin(outside.path);
    await hindered.ended;
    expect(hindered.state).toMatchObject({ phase: 'failed', error: 'vault/copy-unwritable' });
    expect(await readdir(outside.path)).toEqual(['state.a.tmp']);
  });

  it('is no vault until all of it is there', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    await checked();
    const seen: boolean[] = [];
    const watched = new VaultCopy({ ...setting.unlocked, check }, async (act) => {
      seen.push(isVault(await readdir(outside.path)));
      return act();
    });
    await watched.begin(outside.path);
    await watched.ended;
    expect(seen).toEqual([false]);
    expect(isVault(await readdir(outside.path))).toBe(true);
  });
});
