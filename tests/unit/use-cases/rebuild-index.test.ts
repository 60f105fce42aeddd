import { copyFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import { VaultCheck } from '../../../main/use-cases/check-vault.ts';
import { deleteRecording } from '../../../main/use-cases/delete-later.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { isRecordingHeld } from '../../../main/use-cases/holds-of.ts';
import { keepRecovered } from '../../../main/use-cases/keep-recovered.ts';
import { listRecovered } from '../../../main/use-cases/list-recovered.ts';
import { getNotes } from '../../../main/use-cases/get-notes.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { listSessions } from '../../../main/use-cases/list-sessions.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { placeHold } from '../../../main/use-cases/place-hold.ts';
import { rekeyVault } from '../../../main/use-cases/rekey-vault.ts';
import { saveNotes } from '../../../main/use-cases/save-notes.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import { withByteFlipped } from '../../support/vault-setting.ts';
import { byPassphrase, ignore } from '../../support/ways-setting.ts';

let setting: UseCaseSetting;

beforeEach(async () => {
  setting = await useCaseSetting();
});

afterEach(async () => {
  await setting[Symbol.asyncDispose]();
});

function damage(): Promise<void> {
  return writeFile(join(setting.folder, 'index.1'), 'nothing that could be read');
}

describe('an index that cannot be read', () => {
  it('keeps the vault shut and stays as it is, unless another is asked for', async () => {
    await consentingSession(setting);
    await expect(setting.reopen(damage)).rejects.toMatchObject({ code: 'vault/index-damaged' });
    expect(await readFile(join(setting.folder, 'index.1'), 'utf8')).toBe('nothing that could be read');
    await setting.reopen(undefined, { rebuildsIndex: true });
  });

  it('keeps the vault shut also where there was no session yet: settings and templates are in it', async () => {
    await expect(setting.reopen(damage)).rejects.toMatchObject({ code: 'vault/index-damaged' });
    expect(await readFile(join(setting.folder, 'index.1'), 'utf8')).toBe('nothing that could be read');
    await setting.reopen(undefined, { rebuildsIndex: true });
    expect(setting.rooms.notices).toEqual(['index-rebuilt']);
  });

  it('is made anew whichever of its pages cannot be read', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12', 'Wren-7');
    await record(setting, sessionId, 5);
    await setting.reopen();
    const index = join(setting.folder, 'index.1');
    const pageBytes = 4096;
    const { size } = await stat(index);
    const shut: number[] = [];
    for (let offset = pageBytes; offset < size; offset += pageBytes) {
      let whole = await readFile(index);
      const spoil = async (): Promise<void> => {
        whole = await readFile(index);
        await writeFile(index, Buffer.from(whole).fill(7, offset, offset + pageBytes));
      };
      await setting.reopen(spoil, { rebuildsIndex: true }).catch(() => shut.push(offset));
      await setting.reopen(() => writeFile(index, whole));
    }
    expect(shut).toEqual([]);
  }, 60_000);

  it('is kept aside, each one, when another is made', async () => {
    await consentingSession(setting);
    await setting.reopen(damage, { rebuildsIndex: true });
    await setting.reopen(damage, { rebuildsIndex: true });
    expect((await readdir(setting.folder)).filter((name) => name.startsWith('index')).sort()).toEqual([
      'index.1',
      'index.1-wal',
      'index.1.unreadable',
      'index.1.unreadable.2',
    ]);
  });
});

describe('what is left of making an index anew', () => {
  it('is removed at the next opening where it was cut off, and of the old index nothing', async () => {
    await consentingSession(setting, 'Kestrel-12');
    await setting.reopen(damage, { rebuildsIndex: true });
    const aside = [
      'index.1.unreadable',
      'index.1.unreadable-wal',
      'index.1.unreadable.2',
      'index.1.unreadable.2-journal',
    ];
    await setting.reopen(async () => {
      for (const name of [...aside, 'index.1.tmp', 'index.1.tmp-wal', 'index.1.unreadable.txt']) {
        await writeFile(join(setting.folder, name), 'left behind');
      }
    });
    expect((await readdir(setting.folder)).filter((name) => name.startsWith('index')).sort()).toEqual(
      ['index.1', 'index.1-wal', ...aside, 'index.1.unreadable.txt'].sort(),
    );
  });

  it('goes with the old keys when the vault gets new ones', async () => {
    await setting.reopen(async () => {
      for (const name of ['index.1.unreadable', 'index.1.unreadable-wal', 'index.1.unreadable.txt']) {
        await writeFile(join(setting.folder, name), 'left behind');
      }
    });
    await rekeyVault(setting.unlocked, { proof: byPassphrase, passphrases: [] }, ignore);
    expect((await readdir(setting.folder)).filter((name) => name.startsWith('index')).sort()).toEqual([
      'index.1.unreadable.txt',
      'index.2',
    ]);
  }, 30_000);
});

describe('an index made anew', () => {
  it('lists each session with who was in it, under codes that say that nobody knows theirs', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12', 'Wren-7');
    await setting.reopen(damage, { rebuildsIndex: true });
    expect(listSessions(setting.unlocked, '').map(({ id, codes }) => ({ id, codes }))).toEqual([
      { id: sessionId, codes: ['Unknown 1', 'Unknown 2'] },
    ]);
  });

  it('keeps what the log says of consent', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12', 'Wren-7');
    await setting.reopen(damage, { rebuildsIndex: true });
    const { participants } = await getSession(setting.unlocked, sessionId);
    expect(participants.map(({ consent }) => consent.state)).toEqual(['granted', 'granted']);
  });

  it('has each recording as long as it was, and it opens', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await record(setting, sessionId, 5);
    const before = setting.unlocked.catalog.recordings.find(recordingId);
    await setting.reopen(damage, { rebuildsIndex: true });
    expect(setting.unlocked.catalog.recordings.find(recordingId)).toEqual(before);
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
  });

  it('is no other than the log on the day that it is made', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    await record(setting, sessionId, 5);
    await beginNotes(setting.unlocked, sessionId);
    await setting.reopen(damage, { rebuildsIndex: true });
    expect(setting.rooms.notices).toEqual(['index-rebuilt']);
  });

  it('has a recording that was erased in part as it was, and told once in the log', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await record(setting, sessionId, 5);
    await erasePassage(setting.unlocked, { recordingId, wish: null, fromMs: 1000, toMs: 2000 });
    const before = setting.unlocked.catalog.recordings.find(recordingId);
    await setting.reopen(damage, { rebuildsIndex: true });
    expect(setting.unlocked.catalog.recordings.find(recordingId)).toEqual(before);
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('has a recording altered that a check had found so', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await record(setting, sessionId, 20);
    const file = join(setting.folder, 'recordings', recordingId, '000000.audio');
    await writeFile(file, withByteFlipped(new Uint8Array(await readFile(file)), (await stat(file)).size / 2));
    const check = new VaultCheck(setting.unlocked, async (act) => act());
    await check.begin(false);
    await check.ended;
    expect(setting.unlocked.catalog.recordings.find(recordingId)?.state).toBe('altered');
    await setting.reopen(damage, { rebuildsIndex: true });
    expect(setting.unlocked.catalog.recordings.find(recordingId)?.state).toBe('altered');
  });

  it('does not ask a second time about a recovered recording that was kept', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.speak(recordingId, 5);
    const file = join(setting.folder, 'recordings', recordingId, '000000.audio');
    await setting.reopen(async () => truncate(file, (await stat(file)).size - 2500));
    await keepRecovered(setting.unlocked, recordingId);
    await setting.reopen(damage, { rebuildsIndex: true });
    expect(setting.unlocked.catalog.recordings.find(recordingId)?.state).toBe('recovered');
    expect(listRecovered(setting.unlocked)).toEqual([]);
  });

  it('leaves a recording alone that runs, which ends as it should', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await begin(setting, sessionId);
    const { recorders } = setting;
    await setting.reopen(damage, { rebuildsIndex: true, running: new Set([recordingId]) });
    expect(setting.rooms.heldRecordings).toEqual([recordingId]);
    await recorders.speak(recordingId, 3);
    await setting.reopen();
    expect(setting.unlocked.catalog.recordings.find(recordingId)).toMatchObject({ state: 'complete' });
    expect(setting.rooms.notices).toEqual([]);
  });

  it('keeps a hold, and calls nothing different for the words that were lost with the old one', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await record(setting, sessionId, 5);
    const words = { reason: 'A court has asked.', by: 'A. Name' };
    await placeHold(setting.unlocked, { subject: { kind: 'recording', id: recordingId }, words });
    await setting.reopen(damage, { rebuildsIndex: true });
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    expect(isRecordingHeld(setting.unlocked, recordingId)).toBe(true);
  });

  it('carries out a deletion that was asked for before', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await record(setting, sessionId, 5);
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs + 1);
    await setting.reopen(damage, { rebuildsIndex: true });
    expect(setting.unlocked.vault.hasKey(recordingId)).toBe(false);
    expect(setting.unlocked.catalog.recordings.find(recordingId)).toBeNull();
  });

  it('finds a recording altered that was cut before the index was', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const recordingId = await record(setting, sessionId, 5);
    const cut = (): Promise<void> =>
      truncate(join(setting.folder, 'recordings', recordingId, '000000.audio'), 3000).then(damage);
    await setting.reopen(cut, { rebuildsIndex: true });
    expect(setting.unlocked.catalog.recordings.find(recordingId)?.state).toBe('altered');
  });

  it('says of notes that they are not what they were, and takes new ones', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    const { version } = await beginNotes(setting.unlocked, sessionId);
    await saveNotes(setting.unlocked, { sessionId, basedOn: version, text: 'said', isLeaving: true });
    await setting.reopen(damage, { rebuildsIndex: true });
    const lost = getNotes(setting.unlocked, sessionId);
    expect(lost).toMatchObject({ text: '', isOlder: true });
    const basedOn = lost?.version ?? -1;
    await saveNotes(setting.unlocked, { sessionId, basedOn, text: 'written again', isLeaving: true });
    expect(getNotes(setting.unlocked, sessionId)).toMatchObject({ text: 'written again', isOlder: false });
  });

  it('gives a receipt for what somebody agreed to', async () => {
    const { sessionId, people } = await consentingSession(setting, 'Kestrel-12');
    await setting.reopen(damage, { rebuildsIndex: true });
    const [personId] = people;
    if (personId === undefined) throw new Error('nobody');
    expect(getReceipts(setting.unlocked, { sessionId, personId })).toHaveLength(1);
  });

  it('is told in the log, and what was lost with the old one is no news at later unlocks', async () => {
    const { sessionId } = await consentingSession(setting, 'Kestrel-12');
    await beginNotes(setting.unlocked, sessionId);
    await setting.reopen(damage, { rebuildsIndex: true });
    const { log, vault } = setting.unlocked;
    const kinds = log.events({ kind: 'vault', id: vault.vaultId }).map(({ body }) => body.kind);
    expect(kinds).toContain('index.rebuilt');
    expect(setting.rooms.notices).toEqual(['index-rebuilt']);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('is compared with the log like any other from then on', async () => {
    await consentingSession(setting, 'Kestrel-12');
    await setting.reopen(damage, { rebuildsIndex: true });
    const index = join(setting.folder, 'index.1');
    await setting.reopen(() => copyFile(index, `${index}.kept`));
    await consentingSession(setting, 'Wren-7');
    await setting.reopen(() => copyFile(`${index}.kept`, index));
    expect(setting.rooms.notices).toEqual(['index-older']);
  });
});
