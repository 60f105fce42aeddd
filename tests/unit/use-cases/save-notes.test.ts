import { cp, rm } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import type { SessionId } from '../../../contract/ids.ts';
import { notesIntervalMs } from '../../../contract/limits.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { getEarlierNotes, getNotes } from '../../../main/use-cases/get-notes.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { listSessions } from '../../../main/use-cases/list-sessions.ts';
import { saveNotes } from '../../../main/use-cases/save-notes.ts';
import { notedSession, read, write } from '../../support/noted-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import { newSessionId } from '../../support/vault-setting.ts';

function loggedVersions({ rooms }: UseCaseSetting, id: SessionId): number[] {
  const bodies = rooms.log.events({ kind: 'session', id }).map(({ body }) => body);
  return bodies.flatMap((body) => (body.kind === 'notes.saved' ? [body.version] : []));
}

function notesIdOf({ rooms }: UseCaseSetting, id: SessionId) {
  const began = rooms.log.events({ kind: 'session', id }).map(({ body }) => body);
  const found = began.find((body) => body.kind === 'notes.began');
  if (found?.kind !== 'notes.began') throw new Error('the session has no notes');
  return found.notesId;
}

/** Opens the vault with the index as it is now, after `meanwhile` was done with it. */
async function withOlderIndex(setting: UseCaseSetting, meanwhile: () => Promise<unknown>): Promise<void> {
  const index = setting.rooms.vault.index.path;
  const aside = `${setting.folder}-index`;
  await setting.reopen(() => cp(index, aside));
  await meanwhile();
  await setting.reopen(() => cp(aside, index));
  await rm(aside);
}

describe('notes that were begun', () => {
  it('are empty, and make a session of the list out of one that has nobody and no recording', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting);
    expect(read(setting, sessionId)).toEqual({ version: 0, savedAtMs: null, text: '', isOlder: false, earlier: [] });
    expect(listSessions(setting.unlocked, '')).toMatchObject([{ id: sessionId, hasNotes: true }]);
    expect((await getSession(setting.unlocked, sessionId)).hasNotes).toBe(true);
    expect((await createSession(setting.unlocked)).id).not.toBe(sessionId);
  });

  it('stay as they are when they are begun again', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting, 'first');
    expect(await beginNotes(setting.unlocked, sessionId)).toMatchObject({ version: 1, text: 'first' });
  });

  it('are of a session that is there', async () => {
    await using setting = await useCaseSetting();
    const nowhere = newSessionId();
    await expect(beginNotes(setting.unlocked, nowhere)).rejects.toMatchObject({ code: 'request/not-found' });
    const { id: sessionId } = await createSession(setting.unlocked);
    expect(getNotes(setting.unlocked, sessionId)).toBeNull();
    const save = { sessionId, basedOn: 0, text: 'a', isLeaving: false };
    await expect(saveNotes(setting.unlocked, save)).rejects.toMatchObject({ code: 'request/not-found' });
  });
});

describe('saved notes', () => {
  it('are there again after a lock, to the letter', async () => {
    await using setting = await useCaseSetting();
    const text = '# Third session\n\n- calmer\n- “éclair” 🌒';
    const sessionId = await notedSession(setting, 'draft', text);
    await setting.reopen();
    expect(read(setting, sessionId)).toMatchObject({ version: 2, text, isOlder: false });
  });

  it('refuse what was based on an older version, and keep what they have', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting, 'one', 'two');
    const stale = { sessionId, basedOn: 1, text: 'from another window', isLeaving: false };
    expect(await saveNotes(setting.unlocked, stale)).toEqual({ outcome: 'stale' });
    expect(read(setting, sessionId)).toMatchObject({ version: 2, text: 'two' });
  });

  it('keep one version for every few minutes of writing, and the last one before a pause', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting);
    const begunAtMs = setting.world.nowMs;
    for (let second = 0; second < 700; second += 10) {
      setting.world.nowMs = begunAtMs + second * 1000;
      await write(setting, sessionId, `at ${second}`);
    }
    setting.world.nowMs += notesIntervalMs;
    await write(setting, sessionId, 'the day after');
    const { earlier } = read(setting, sessionId);
    const texts = earlier.map(({ version }) => getEarlierNotes(setting.unlocked, { sessionId, version }));
    expect(texts).toEqual(['at 690', 'at 600', 'at 300']);
  });

  it('drop nothing when the clock was set back', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting, 'before');
    setting.world.nowMs -= 86_400_000;
    await write(setting, sessionId, 'after');
    expect(read(setting, sessionId).earlier).toHaveLength(1);
  });

  it('give no earlier version that is not kept', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting, 'one', 'two');
    const dropped = () => getEarlierNotes(setting.unlocked, { sessionId, version: 1 });
    expect(dropped).toThrow(expect.objectContaining({ code: 'request/not-found' }));
  });

  it('are in the log at first, every few minutes, and when they are left', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting, 'one', 'two');
    await write(setting, sessionId, 'three', true);
    await write(setting, sessionId, 'four');
    setting.world.nowMs += notesIntervalMs;
    await write(setting, sessionId, 'five');
    expect(loggedVersions(setting, sessionId)).toEqual([1, 3, 5]);
  });

  it('are saved also where the log does not take their digest', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting);
    vi.spyOn(setting.rooms.log, 'append').mockRejectedValueOnce(new SottoError('storage/disk-full'));
    expect(await write(setting, sessionId, 'kept')).toMatchObject({ outcome: 'saved', isLogged: false });
    expect(read(setting, sessionId).text).toBe('kept');
    expect(await write(setting, sessionId, 'kept too')).toMatchObject({ outcome: 'saved', isLogged: true });
  });
});

describe('an older index put back', () => {
  it('is noticed by the notes it holds, and the next version goes on above the one that is lost', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting, 'old');
    await withOlderIndex(setting, () => write(setting, sessionId, 'new', true));
    expect(read(setting, sessionId)).toMatchObject({ version: 2, text: 'old', isOlder: true });
    expect(await write(setting, sessionId, 'newest')).toMatchObject({ outcome: 'saved', version: 3 });
    await write(setting, sessionId, 'newest', true);
    expect(read(setting, sessionId)).toMatchObject({ version: 4, isOlder: false });
  });

  it('is noticed by another text of the same number', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await notedSession(setting, 'one', 'never in the log');
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    setting.rooms.catalog.notes.removeVersion(notesIdOf(setting, sessionId), 2);
    await write(setting, sessionId, 'in the log', true);
    expect(read(setting, sessionId)).toMatchObject({ version: 2, text: 'in the log', isOlder: false });
    await setting.reopen(() => cp(aside, index));
    expect(read(setting, sessionId)).toMatchObject({ version: 2, text: 'never in the log', isOlder: true });
    await rm(aside);
  });

  it('from before there were notes leaves them empty, in a session that can be opened', async () => {
    await using setting = await useCaseSetting();
    let sessionId = newSessionId();
    await withOlderIndex(setting, async () => {
      sessionId = await notedSession(setting, 'gone');
    });
    expect(read(setting, sessionId)).toMatchObject({ version: 1, text: '', savedAtMs: null, isOlder: true });
    expect(listSessions(setting.unlocked, '')).toMatchObject([{ id: sessionId, hasNotes: true }]);
  });
});
