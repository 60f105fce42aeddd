import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { addPerson, begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

async function recorded(seconds = 3) {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann', 'Bea');
  const [ann, bea] = people;
  if (ann === undefined || bea === undefined) throw new Error('nobody');
  const recordingId = await record(setting, sessionId, seconds);
  return { setting, sessionId, recordingId, ann, bea, folder: join(setting.folder, 'recordings', recordingId) };
}

describe('the second asking', () => {
  it('has a line for each person who was there, not yet asked', async () => {
    const { setting, sessionId, recordingId, ann, bea } = await recorded();
    await using _ = setting;
    const { secondAskings } = await getSession(setting.unlocked, sessionId);
    expect(secondAskings).toEqual([
      { recordingId, personId: ann, code: 'Ann', answer: null },
      { recordingId, personId: bea, code: 'Bea', answer: null },
    ]);
  });

  it('does not ask a person who came after the recording began', async () => {
    const { setting, sessionId, recordingId } = await recorded();
    await using _ = setting;
    const personId = await addPerson(setting, sessionId, 'Cleo');
    const { secondAskings } = await getSession(setting.unlocked, sessionId);
    expect(secondAskings.map(({ code }) => code)).toEqual(['Ann', 'Bea']);
    await expect(
      answerSecondAsking(setting.unlocked, { recordingId, personId, answer: 'destroy' }),
    ).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('keeps what a person said to keep', async () => {
    const { setting, sessionId, recordingId, ann } = await recorded();
    await using _ = setting;
    const answer = { recordingId, personId: ann, answer: 'keep' } as const;
    expect(await answerSecondAsking(setting.unlocked, answer)).toEqual({ outcome: 'kept' });
    const { secondAskings } = await getSession(setting.unlocked, sessionId);
    expect(secondAskings.map((asking) => asking.answer)).toEqual(['keep', null]);
  });

  it('is not open while the recording runs', async () => {
    const { setting, sessionId, ann } = await recorded();
    await using _ = setting;
    const recordingId = await begin(setting, sessionId);
    await expect(
      answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' }),
    ).rejects.toMatchObject({ code: 'request/conflict' });
    await setting.recorders.end(recordingId);
  });

  it('destroys the recording when one person says so: key, file and row are gone', async () => {
    const { setting, sessionId, recordingId, bea, folder } = await recorded();
    await using _ = setting;
    const answer = { recordingId, personId: bea, answer: 'destroy' } as const;
    expect(await answerSecondAsking(setting.unlocked, answer)).toMatchObject({ outcome: 'destroyed' });
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(existsSync(folder)).toBe(false);
    expect((await getSession(setting.unlocked, sessionId)).recordings).toEqual([]);
  });

  it('destroys a recording that the player has open', async () => {
    const { setting, recordingId, ann } = await recorded();
    await using _ = setting;
    const { readers } = setting.unlocked;
    await readers.lengthOf(recordingId);
    await answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' });
    await expect(readers.read(recordingId, 0, 10)).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('destroys a recording that a page goes on asking for while it is destroyed', async () => {
    const { setting, recordingId, ann } = await recorded();
    await using _ = setting;
    const { readers } = setting.unlocked;
    const destroying = answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' });
    const readAgain = async (): Promise<null> => {
      await readers.read(recordingId, 0, 10).catch(() => null);
      return setImmediate(null);
    };
    let answer: object | null = null;
    while (answer === null) answer = await Promise.race([destroying, readAgain()]);
    await expect(readers.read(recordingId, 0, 10)).rejects.toMatchObject({ code: 'request/not-found' });
    await expect(readers.lengthOf(recordingId)).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('is acted on at the next unlock when the app died right after the answer', async () => {
    const { setting, sessionId, recordingId, ann, folder } = await recorded();
    await using _ = setting;
    await setting.rooms.log.append(
      { kind: 'person', id: ann },
      { kind: 'second-answer', sessionId, recordingId, answer: 'destroy' },
    );
    await setting.reopen();
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a destroyed recording', () => {
  it('stays destroyed when its files are put back', async () => {
    const { setting, sessionId, recordingId, ann, folder } = await recorded();
    await using _ = setting;
    const aside = `${setting.folder}-aside`;
    await cp(folder, aside, { recursive: true });
    await answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' });
    await setting.reopen(() => cp(aside, folder, { recursive: true }));
    await rm(aside, { recursive: true });
    expect((await getSession(setting.unlocked, sessionId)).recordings).toEqual([]);
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('stays destroyed when all is put back but the log', async () => {
    const { setting, sessionId, recordingId, ann } = await recorded();
    await using _ = setting;
    const aside = `${setting.folder}-aside`;
    await setting.reopen(() => cp(setting.folder, aside, { recursive: true }));
    await answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' });
    await setting.reopen(async () => {
      await rm(join(aside, 'log.1'));
      await cp(aside, setting.folder, { recursive: true });
    });
    await rm(aside, { recursive: true });
    expect(setting.rooms.notices).toContain('possible-rollback');
    expect((await getSession(setting.unlocked, sessionId)).recordings).toEqual([]);
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(existsSync(join(setting.folder, 'recordings', recordingId))).toBe(false);
  });

  it('stays destroyed when an older index is put back', async () => {
    const { setting, sessionId, recordingId, ann } = await recorded();
    await using _ = setting;
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    await answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' });
    await setting.reopen(() => cp(aside, index));
    await rm(aside);
    expect((await getSession(setting.unlocked, sessionId)).recordings).toEqual([]);
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
  });
});
