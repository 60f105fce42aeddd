import { existsSync } from 'node:fs';
import { chmod, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingIdSchema, sessionIdSchema } from '../../../contract/ids.ts';
import { undoWindowMs } from '../../../contract/limits.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { deleteRecording, deleteSession, undoDeletion } from '../../../main/use-cases/delete-later.ts';
import { finishDestructions } from '../../../main/use-cases/finish-destructions.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { listDeletions } from '../../../main/use-cases/list-deletions.ts';
import { listSessions } from '../../../main/use-cases/list-sessions.ts';
import { startRecording } from '../../../main/use-cases/start-recording.ts';
import { openRecording } from '../../../main/vault/recording-reader.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

async function recorded() {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann', 'Bea');
  const recordingId = await record(setting, sessionId, 2);
  const recording = { kind: 'recording', id: recordingId } as const;
  const session = { kind: 'session', id: sessionId } as const;
  return { setting, sessionId, recordingId, people, recording, session };
}

describe('deleting a recording', () => {
  it('leaves it as it is until the undo has run out', async () => {
    const { setting, sessionId, recordingId, recording } = await recorded();
    await using _ = setting;
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs - 1);
    expect(await carryOutDeletions(setting.unlocked)).toEqual({ nextMs: 1, isPostponed: false });
    expect(setting.rooms.vault.recordingKey(recordingId)).not.toBeNull();
    expect(listDeletions(setting.unlocked)).toMatchObject([
      { subject: recording, sessionId, codes: ['Ann', 'Bea'], remainingMs: 1 },
    ]);
  });

  it('destroys key, file and row once the undo has run out', async () => {
    const { setting, recordingId } = await recorded();
    await using _ = setting;
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs);
    expect(await carryOutDeletions(setting.unlocked)).toEqual({ nextMs: null, isPostponed: false });
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(existsSync(join(setting.folder, 'recordings', recordingId))).toBe(false);
    expect(setting.rooms.catalog.recordings.find(recordingId)).toBeNull();
    expect(listDeletions(setting.unlocked)).toEqual([]);
  });

  it('can be undone, and then nothing is destroyed', async () => {
    const { setting, recordingId, recording } = await recorded();
    await using _ = setting;
    await deleteRecording(setting.unlocked, recordingId);
    expect(await undoDeletion(setting.unlocked, recording)).toEqual({ outcome: 'undone' });
    setting.pass(undoWindowMs);
    expect(await carryOutDeletions(setting.unlocked)).toEqual({ nextMs: null, isPostponed: false });
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
  });

  it('can still be undone after a lock within the time', async () => {
    const { setting, recordingId, recording } = await recorded();
    await using _ = setting;
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(10_000);
    await setting.reopen();
    expect(listDeletions(setting.unlocked)).toMatchObject([{ subject: recording, remainingMs: 20_000 }]);
    expect(await undoDeletion(setting.unlocked, recording)).toEqual({ outcome: 'undone' });
  });

  it('is carried out at the unlock when the time ran out meanwhile', async () => {
    const { setting, recordingId, recording } = await recorded();
    await using _ = setting;
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs);
    await setting.reopen();
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(await undoDeletion(setting.unlocked, recording)).toEqual({ outcome: 'too-late' });
  });

  it('rings when the undo has run out, and asking again does not begin the time anew', async () => {
    const { setting, recordingId } = await recorded();
    await using _ = setting;
    const rings: number[] = [];
    const unlocked = {
      ...setting.unlocked,
      alarm: { ...setting.unlocked.alarm, ringIn: (delayMs: number) => rings.push(delayMs) },
    };
    await deleteRecording(unlocked, recordingId);
    setting.pass(20_000);
    await deleteRecording(unlocked, recordingId);
    expect(rings).toEqual([undoWindowMs, 10_000]);
    expect(listDeletions(unlocked)).toMatchObject([{ remainingMs: 10_000 }]);
  });

  it('is refused while it runs', async () => {
    const { setting, sessionId } = await recorded();
    await using _ = setting;
    const running = await begin(setting, sessionId);
    const conflict = { code: 'request/conflict' };
    await expect(deleteRecording(setting.unlocked, running)).rejects.toMatchObject(conflict);
    await expect(deleteSession(setting.unlocked, sessionId)).rejects.toMatchObject(conflict);
    await setting.recorders.end(running);
  });

  it('knows no recording and no session that is not there', async () => {
    const { setting } = await recorded();
    await using _ = setting;
    const nothing = '0'.repeat(32);
    const unknown = { code: 'request/not-found' };
    await expect(deleteRecording(setting.unlocked, recordingIdSchema.parse(nothing))).rejects.toMatchObject(unknown);
    await expect(deleteSession(setting.unlocked, sessionIdSchema.parse(nothing))).rejects.toMatchObject(unknown);
  });

  it('leaves no key in the live vault that opens the old files', async () => {
    const { setting, sessionId, recordingId } = await recorded();
    await using _ = setting;
    const kept = await record(setting, sessionId, 1);
    const folder = join(setting.folder, 'recordings', recordingId);
    const aside = `${setting.folder}-aside`;
    await cp(folder, aside, { recursive: true });
    const files = { folder: aside, vaultId: fromHex(setting.rooms.vault.vaultId), recordingId: fromHex(recordingId) };
    const openedBy = async (id: typeof recordingId): Promise<boolean> => {
      const recordingKey = setting.rooms.vault.recordingKey(id);
      if (recordingKey === null) return false;
      const opened = openRecording({ ...files, recordingKey }, [0]);
      return opened.then(
        (reader) => reader.close().then(() => true),
        () => false,
      );
    };
    expect(await openedBy(recordingId)).toBe(true);
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(setting.rooms.vault.recordingIds).toEqual([kept]);
    expect(await Promise.all([recordingId, ...setting.rooms.vault.recordingIds].map(openedBy))).toEqual([false, false]);
    await rm(aside, { recursive: true });
  });
});

describe('deleting a session', () => {
  it('destroys its recordings, and all that is kept of who took part and what they signed', async () => {
    const { setting, sessionId, recordingId, people } = await recorded();
    await using _ = setting;
    const { log, catalog, vault } = setting.rooms;
    const digests = people.flatMap((id) =>
      log.events({ kind: 'person', id }).map((event) => event.evidenceDigest ?? ''),
    );
    const evidenceLeft = () => digests.filter((digest) => catalog.evidence.find(fromHex(digest)) !== null);
    expect(evidenceLeft()).toHaveLength(2);
    await deleteSession(setting.unlocked, sessionId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(vault.recordingKey(recordingId)).toBeNull();
    expect(evidenceLeft()).toEqual([]);
    expect(people.map((id) => catalog.persons.find(id))).toEqual([null, null]);
    expect(listSessions(setting.unlocked, '')).toEqual([]);
  });

  it('leaves a person who takes part in another session, and what they signed there', async () => {
    const { setting, sessionId, people } = await recorded();
    await using _ = setting;
    const other = await consentingSession(setting, 'Ann');
    await deleteSession(setting.unlocked, sessionId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    const { catalog } = setting.rooms;
    expect(people.map((id) => catalog.persons.find(id)?.code)).toEqual(['Ann', undefined]);
    expect(listSessions(setting.unlocked, '')).toMatchObject([{ id: other.sessionId, codes: ['Ann'] }]);
    expect(await begin(setting, other.sessionId)).toBeDefined();
    await setting.recorders.end(setting.recorders.current() ?? recordingIdSchema.parse('0'.repeat(32)));
  });

  it('is resumed at the unlock after a crash behind its tombstone', async () => {
    const { setting, sessionId, recordingId, session } = await recorded();
    await using _ = setting;
    await setting.rooms.log.append(session, { kind: 'session.destroying' });
    await setting.reopen();
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(setting.rooms.catalog.sessions.find(sessionId)).toBeNull();
  });

  it('stays done when an older index is put back', async () => {
    const { setting, sessionId, people } = await recorded();
    await using _ = setting;
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    await deleteSession(setting.unlocked, sessionId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    await setting.reopen(() => cp(aside, index));
    await rm(aside);
    expect(setting.rooms.catalog.sessions.find(sessionId)).toBeNull();
    expect(people.map((id) => setting.rooms.catalog.persons.find(id))).toEqual([null, null]);
  });

  it('lets no recording begin while it waits', async () => {
    const { setting, sessionId, session } = await recorded();
    await using _ = setting;
    await deleteSession(setting.unlocked, sessionId);
    await expect(startRecording(setting.unlocked, sessionId)).rejects.toMatchObject({ code: 'request/conflict' });
    await undoDeletion(setting.unlocked, session);
    const running = await begin(setting, sessionId);
    await setting.recorders.end(running);
  });

  describe('when a file of it cannot be removed', () => {
    /** Of no use to root, who may remove everything: tests run as a normal user. */
    async function refused() {
      const all = await recorded();
      const { setting, sessionId, recordingId } = all;
      const second = await record(setting, sessionId, 1);
      await beginNotes(setting.unlocked, sessionId);
      const folder = join(setting.folder, 'recordings', recordingId);
      await chmod(folder, 0o500);
      await deleteSession(setting.unlocked, sessionId);
      setting.pass(undoWindowMs);
      expect(await carryOutDeletions(setting.unlocked)).toMatchObject({ isPostponed: true });
      return { ...all, second, folder };
    }

    it('leaves no key, no name and no notes all the same, and goes on when the disk lets it', async () => {
      const { setting, sessionId, folder } = await refused();
      await using _ = setting;
      expect(setting.rooms.vault.recordingIds).toEqual([]);
      expect(setting.rooms.catalog.sessions.find(sessionId)).toBeNull();
      await chmod(folder, 0o700);
      expect(await finishDestructions(setting.rooms)).toEqual([]);
      expect(existsSync(folder)).toBe(false);
    });

    it('lets nobody into the session any more, and keeps the vault open', async () => {
      const { setting, sessionId, session, folder } = await refused();
      await using _ = setting;
      const gone = { code: 'request/not-found' };
      await expect(getSession(setting.unlocked, sessionId)).rejects.toMatchObject(gone);
      await expect(beginNotes(setting.unlocked, sessionId)).rejects.toMatchObject(gone);
      await expect(deleteSession(setting.unlocked, sessionId)).rejects.toMatchObject(gone);
      expect(await undoDeletion(setting.unlocked, session)).toEqual({ outcome: 'too-late' });
      await setting.reopen();
      expect(setting.rooms.notices).toEqual(['destruction-postponed']);
      await setting.reopen(() => chmod(folder, 0o700));
      expect(setting.rooms.notices).toEqual([]);
    });
  });

  it('is shown as not over while its destruction has not come to its end', async () => {
    const { setting, recordingId, recording } = await recorded();
    await using _ = setting;
    const folder = join(setting.folder, 'recordings', recordingId);
    await chmod(folder, 0o500);
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(listDeletions(setting.unlocked)).toMatchObject([{ subject: recording, remainingMs: 0 }]);
    await chmod(folder, 0o700);
    await finishDestructions(setting.rooms);
    expect(listDeletions(setting.unlocked)).toEqual([]);
  });
});
