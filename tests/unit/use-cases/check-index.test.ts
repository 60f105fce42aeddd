import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { inTheRoom } from '../../../contract/participation.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { openDatabase } from '../../../main/catalog/database.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { addParticipant, removeParticipant } from '../../../main/use-cases/change-participants.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { deleteRecording } from '../../../main/use-cases/delete-later.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { settleRecording } from '../../../main/use-cases/settle-recording.ts';
import { startRecording } from '../../../main/use-cases/start-recording.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';
import { addPerson, begin, consentingSession, placedSession, record } from '../../support/consenting-session.ts';
import { newSecrets, openWithMasterKey } from '../../support/vault-setting.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const secrets = newSecrets();
const killed = new Error('killed here');
const full = new SottoError('storage/disk-full');
const client = { role: 'client', capacity: 'self', ...inTheRoom } as const;

/** Locks, does this to the rows as somebody would who has the key, and unlocks again. */
function reopenWith(setting: UseCaseSetting, statement: string): Promise<void> {
  return setting.reopen(async () => {
    const { vault } = await openWithMasterKey(secrets, setting.folder);
    const database = openDatabase(vault.index.path, vault.index.key);
    database.command(statement).run();
    database.close();
    vault.close();
  });
}

/** Puts back what these files were when `meanwhile` began. */
async function putBack(setting: UseCaseSetting, names: readonly string[], meanwhile: () => Promise<void>) {
  const aside = `${setting.folder}-aside`;
  await setting.reopen(() => cp(setting.folder, aside, { recursive: true }));
  await meanwhile();
  await setting.reopen(async () => {
    for (const name of names) await cp(join(aside, name), join(setting.folder, name));
  });
  await rm(aside, { recursive: true });
}

describe('at an unlock it is told', () => {
  it('that the whole index is an older one, once', async () => {
    await using setting = await useCaseSetting(secrets);
    await putBack(setting, ['index.1'], () => Promise.resolve());
    expect(setting.rooms.notices).toEqual(['index-older']);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('that log and state are older than the index', async () => {
    await using setting = await useCaseSetting(secrets);
    await putBack(setting, ['log.1', 'state.a', 'state.b'], async () => {
      await placedSession(setting);
    });
    expect(setting.rooms.notices).toEqual(['possible-rollback']);
  });

  it('that rows are other than the log says, for as long as they are', async () => {
    await using setting = await useCaseSetting(secrets);
    await consentingSession(setting, 'Ann');
    await reopenWith(setting, 'DELETE FROM evidence');
    expect(setting.rooms.notices).toEqual(['index-differs']);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual(['index-differs']);
  });

  it('that a row says what no row may, and the vault opens', async () => {
    await using setting = await useCaseSetting(secrets);
    await consentingSession(setting, 'Ann');
    await reopenWith(setting, `UPDATE participation SET role = 'stranger'`);
    expect(setting.rooms.notices).toEqual(['index-differs']);
  });

  it('nothing of an index from before it kept count, which does from then on', async () => {
    await using setting = await useCaseSetting(secrets);
    await consentingSession(setting, 'Ann');
    await reopenWith(setting, 'DELETE FROM log_expected');
    expect(setting.rooms.notices).toEqual([]);
    expect(setting.rooms.catalog.logExpected.find()).toBe(setting.rooms.log.count);
  });
});

/** Kills the app where it would do this; the rest of what it does then never comes. */
function killAt(act: () => { mockImplementationOnce: (fails: () => never) => unknown }): void {
  act().mockImplementationOnce(() => {
    throw killed;
  });
}

describe('a crash between the log and the index is told as nothing', () => {
  it('with the entry announced and not written', async () => {
    await using setting = await useCaseSetting(secrets);
    setting.rooms.catalog.logExpected.set(setting.rooms.log.count + 1);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('when somebody is added, and they are in both afterwards', async () => {
    await using setting = await useCaseSetting(secrets);
    const sessionId = await placedSession(setting);
    killAt(() => vi.spyOn(setting.rooms.catalog.participations, 'add'));
    await expect(addParticipant(setting.unlocked, sessionId, { code: 'Ann', ...client })).rejects.toBe(killed);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    expect(setting.rooms.catalog.participations.ofSession(sessionId)).toMatchObject([{ code: 'Ann', role: 'client' }]);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('when somebody is taken out, and they are in neither afterwards', async () => {
    await using setting = await useCaseSetting(secrets);
    const sessionId = await placedSession(setting);
    const personId = await addPerson(setting, sessionId, 'Ann');
    killAt(() => vi.spyOn(setting.rooms.catalog.participations, 'remove'));
    await expect(removeParticipant(setting.unlocked, sessionId, personId)).rejects.toBe(killed);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    expect(setting.rooms.catalog.participations.ofSession(sessionId)).toEqual([]);
  });

  it('when a session is made', async () => {
    await using setting = await useCaseSetting(secrets);
    await addPerson(setting, await placedSession(setting), 'Ann');
    killAt(() => vi.spyOn(setting.rooms.catalog.sessions, 'add'));
    await expect(createSession(setting.unlocked)).rejects.toBe(killed);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('when notes are begun', async () => {
    await using setting = await useCaseSetting(secrets);
    const sessionId = await placedSession(setting);
    killAt(() => vi.spyOn(setting.rooms.catalog.notes, 'add'));
    await expect(beginNotes(setting.unlocked, sessionId)).rejects.toBe(killed);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('when a recording begins', async () => {
    await using setting = await useCaseSetting(secrets);
    const { sessionId } = await consentingSession(setting, 'Ann');
    killAt(() => vi.spyOn(setting.rooms.catalog.recordings, 'add'));
    await expect(startRecording(setting.unlocked, sessionId)).rejects.toBe(killed);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('when a recording ends', async () => {
    await using setting = await useCaseSetting(secrets);
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.speak(recordingId, 1);
    killAt(() => vi.spyOn(setting.rooms.catalog.recordings, 'finish'));
    await expect(settleRecording(setting.unlocked, recordingId)).rejects.toBe(killed);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('when a recording is destroyed, at its rows', async () => {
    await using setting = await useCaseSetting(secrets);
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 1);
    killAt(() => vi.spyOn(setting.rooms.catalog.recordings, 'remove'));
    await expect(destroyRecording(setting.unlocked, recordingId, 'deleted')).rejects.toBe(killed);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });
});

describe('where the index cannot be written', () => {
  async function unwritable() {
    const setting = await useCaseSetting(secrets);
    const { sessionId, people } = await consentingSession(setting, 'Ann');
    const [personId] = people;
    if (personId === undefined) throw new Error('there is nobody');
    const recordingId = await record(setting, sessionId, 1);
    vi.spyOn(setting.rooms.catalog.logExpected, 'set').mockImplementation(() => {
      throw full;
    });
    return { setting, sessionId, personId, recordingId };
  }

  it('an entry is refused, and not there', async () => {
    const { setting, sessionId } = await unwritable();
    await using _ = setting;
    const { count } = setting.rooms.log;
    await expect(addParticipant(setting.unlocked, sessionId, { code: 'Bea', ...client })).rejects.toBe(full);
    expect(setting.rooms.log.count).toBe(count);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('a recording is destroyed all the same, and the next unlock says that the index is behind', async () => {
    const { setting, recordingId } = await unwritable();
    await using _ = setting;
    await destroyRecording(setting.unlocked, recordingId, 'deleted');
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(false);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual(['index-older']);
  });

  it('a deletion can be asked for, and a consent withdrawn', async () => {
    const { setting, sessionId, personId, recordingId } = await unwritable();
    await using _ = setting;
    await deleteRecording(setting.unlocked, recordingId);
    const withdrawal = { scope: 'all', effect: 'destroy' } as const;
    await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal });
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(false);
  });
});
