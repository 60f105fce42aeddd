import { copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getNotes } from '../../../main/use-cases/get-notes.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { listSessions } from '../../../main/use-cases/list-sessions.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { saveNotes } from '../../../main/use-cases/save-notes.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

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
