import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { NotesId, SessionId } from '../../../contract/ids.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { destroyNotes, resumeNotesDestructions } from '../../../main/use-cases/destroy-notes.ts';
import { getNotes } from '../../../main/use-cases/get-notes.ts';
import { projectNotes } from '../../../main/use-cases/project-notes.ts';
import { notedSession, read, write } from '../../support/noted-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const stopped = new SottoError('storage/io-failed');

async function noted() {
  const setting = await useCaseSetting();
  const sessionId = await notedSession(setting, 'to be forgotten');
  const notesId = projectNotes(setting.rooms.log.events({ kind: 'session', id: sessionId }))?.notesId;
  if (notesId === undefined) throw new Error('the session has no notes');
  return { setting, sessionId, notesId };
}

function expectGone({ rooms, unlocked }: UseCaseSetting, sessionId: SessionId, notesId: NotesId): void {
  expect(rooms.vault.hasKey(notesId)).toBe(false);
  expect(rooms.catalog.notes.versions(notesId)).toEqual([]);
  expect(rooms.catalog.notes.find(notesId)).toBeNull();
  expect(getNotes(unlocked, sessionId)).toBeNull();
  const [last] = rooms.log.events({ kind: 'session', id: sessionId }).slice(-1);
  expect(last?.body).toEqual({ kind: 'notes.destroyed', notesId });
}

describe('destroying notes', () => {
  it('takes key, every version and row, and leaves tombstone and end in the log', async () => {
    const { setting, sessionId, notesId } = await noted();
    await using _ = setting;
    await destroyNotes(setting.unlocked, sessionId);
    expectGone(setting, sessionId, notesId);
  });

  it('leaves other notes and recordings of the vault as they are', async () => {
    const { setting, sessionId } = await noted();
    await using _ = setting;
    const other = await notedSession(setting, 'to be kept');
    await destroyNotes(setting.unlocked, sessionId);
    expect(read(setting, other).text).toBe('to be kept');
  });

  it('does nothing to a session without notes, nor a second time', async () => {
    const { setting, sessionId } = await noted();
    await using _ = setting;
    await destroyNotes(setting.unlocked, sessionId);
    const before = setting.rooms.log.events({ kind: 'session', id: sessionId }).length;
    await destroyNotes(setting.unlocked, sessionId);
    expect(setting.rooms.log.events({ kind: 'session', id: sessionId })).toHaveLength(before);
  });

  it('lets the session have new notes, with a key of their own', async () => {
    const { setting, sessionId, notesId } = await noted();
    await using _ = setting;
    await destroyNotes(setting.unlocked, sessionId);
    await beginNotes(setting.unlocked, sessionId);
    await write(setting, sessionId, 'new');
    await setting.reopen();
    expect(read(setting, sessionId)).toMatchObject({ version: 1, text: 'new', isOlder: false });
    expect(setting.rooms.vault.hasKey(notesId)).toBe(false);
  });

  it('is finished at the next unlock when it stopped after the tombstone', async () => {
    const { setting, sessionId, notesId } = await noted();
    await using _ = setting;
    vi.spyOn(setting.rooms.vault, 'destroyNotesKey').mockRejectedValueOnce(stopped);
    await expect(destroyNotes(setting.unlocked, sessionId)).rejects.toBe(stopped);
    expect(getNotes(setting.unlocked, sessionId)).toBeNull();
    await setting.reopen();
    expectGone(setting, sessionId, notesId);
  });

  it('is told as postponed where the disk does not allow it, and keeps no vault shut', async () => {
    const { setting, sessionId } = await noted();
    await using _ = setting;
    vi.spyOn(setting.rooms.vault, 'destroyNotesKey').mockRejectedValue(stopped);
    await expect(destroyNotes(setting.unlocked, sessionId)).rejects.toBe(stopped);
    expect(await resumeNotesDestructions(setting.rooms)).toEqual(['notes-destruction-postponed']);
  });

  it('is finished at the next unlock when it stopped after the key', async () => {
    const { setting, sessionId, notesId } = await noted();
    await using _ = setting;
    vi.spyOn(setting.rooms.catalog, 'checkpoint').mockImplementationOnce(() => {
      throw stopped;
    });
    await expect(destroyNotes(setting.unlocked, sessionId)).rejects.toBe(stopped);
    expect(setting.rooms.vault.hasKey(notesId)).toBe(false);
    await setting.reopen();
    expectGone(setting, sessionId, notesId);
  });
});

describe('destroyed notes', () => {
  it('stay destroyed when all is put back but the log', async () => {
    const { setting, sessionId, notesId } = await noted();
    await using _ = setting;
    const aside = `${setting.folder}-aside`;
    await setting.reopen(() => cp(setting.folder, aside, { recursive: true }));
    await destroyNotes(setting.unlocked, sessionId);
    await setting.reopen(async () => {
      await rm(join(aside, 'log.1'));
      await cp(aside, setting.folder, { recursive: true });
    });
    await rm(aside, { recursive: true });
    expectGone(setting, sessionId, notesId);
  });

  it('stay destroyed when an older index is put back', async () => {
    const { setting, sessionId, notesId } = await noted();
    await using _ = setting;
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    await destroyNotes(setting.unlocked, sessionId);
    await setting.reopen(() => cp(aside, index));
    await rm(aside);
    expectGone(setting, sessionId, notesId);
  });

  it('leave no file of the vault with the wrapped key that they had', async () => {
    const { setting, sessionId } = await noted();
    await using _ = setting;
    const names = ['keys.2.a', 'keys.2.b'];
    const table = await readFile(join(setting.folder, 'keys.2.a'));
    await destroyNotes(setting.unlocked, sessionId);
    for (const name of names)
      await expect(readFile(join(setting.folder, name))).rejects.toMatchObject({ code: 'ENOENT' });
    const renewed = await readFile(join(setting.folder, 'keys.3.a'));
    expect(renewed.includes(table.subarray(-72))).toBe(false);
  });
});
