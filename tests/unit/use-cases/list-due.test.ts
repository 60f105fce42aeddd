import { describe, expect, it } from 'vitest';
import { maximumListedKept, undoWindowMs } from '../../../contract/limits.ts';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { deleteRecording, deleteSession, undoDeletion } from '../../../main/use-cases/delete-later.ts';
import { listDue } from '../../../main/use-cases/list-due.ts';
import { addPerson, begin, consentingSession, record } from '../../support/consenting-session.ts';
import { newRecordingId } from '../../support/vault-setting.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

async function recorded() {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann', 'Bea');
  const [ann, bea] = people;
  if (ann === undefined || bea === undefined) throw new Error('nobody');
  const recordingId = await record(setting, sessionId, 1);
  const keep = (personId: typeof ann) =>
    answerSecondAsking(setting.unlocked, { recordingId, personId, answer: 'keep' });
  return { setting, sessionId, recordingId, ann, bea, keep };
}

function dueIds({ unlocked }: UseCaseSetting): string[] {
  return listDue(unlocked).first.map(({ recording }) => recording.id);
}

describe('a recording that nobody was asked about again', () => {
  it('is due since it ended, with a line for each person who was there', async () => {
    const { setting, sessionId, recordingId, ann, bea } = await recorded();
    await using _ = setting;
    const sinceMs = setting.world.nowMs;
    setting.world.nowMs += 60_000;
    await addPerson(setting, sessionId, 'Cleo');
    expect(listDue(setting.unlocked).first).toMatchObject([
      {
        recording: { id: recordingId, sessionId, state: 'complete' },
        sinceMs,
        askings: [
          { recordingId, personId: ann, code: 'Ann', answer: null },
          { recordingId, personId: bea, code: 'Bea', answer: null },
        ],
      },
    ]);
  });

  it('is still due after a lock', async () => {
    const { setting, recordingId } = await recorded();
    await using _ = setting;
    await setting.reopen();
    expect(dueIds(setting)).toEqual([recordingId]);
  });

  it('stays due, with what was answered, until the last person has answered', async () => {
    const { setting, ann, bea, keep } = await recorded();
    await using _ = setting;
    await keep(ann);
    expect(listDue(setting.unlocked).first[0]?.askings.map(({ answer }) => answer)).toEqual(['keep', null]);
    await keep(bea);
    expect(dueIds(setting)).toEqual([]);
  });

  it('is not due any more when it was destroyed', async () => {
    const { setting, recordingId, ann } = await recorded();
    await using _ = setting;
    await answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' });
    expect(dueIds(setting)).toEqual([]);
  });
});

describe('what is due', () => {
  it('is named as far as one answer goes, from what has waited longest, with how many more there are', async () => {
    const { setting, sessionId, recordingId } = await recorded();
    await using _ = setting;
    const { log, catalog } = setting.unlocked;
    for (let count = 0; count < maximumListedKept; count += 1) {
      setting.world.nowMs += 1000;
      const id = newRecordingId();
      const { nowMs: beganAtMs } = setting.world;
      await log.append(
        { kind: 'recording', id },
        { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null },
      );
      await log.append(
        { kind: 'recording', id },
        { kind: 'recording.completed', durationMs: 1000, segments: [0], gaps: [], gapCount: 0 },
      );
      catalog.recordings.add({ id, sessionId, beganAtMs, bitrateBps: 48_000 });
    }
    const { first, unlisted } = listDue(setting.unlocked);
    expect(first).toHaveLength(maximumListedKept);
    expect(first[0]?.recording.id).toBe(recordingId);
    expect(unlisted).toBe(1);
  }, 60_000);

  it('begins with what has waited longest', async () => {
    const { setting, sessionId, recordingId } = await recorded();
    await using _ = setting;
    setting.world.nowMs += 1000;
    const later = await record(setting, sessionId, 1);
    expect(dueIds(setting)).toEqual([recordingId, later]);
  });

  it('has nothing that is still being recorded', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const running = await begin(setting, sessionId);
    expect(dueIds(setting)).toEqual([]);
    await setting.recorders.end(running);
  });

  it('has no recording that is about to be destroyed, unless that is undone', async () => {
    const { setting, recordingId } = await recorded();
    await using _ = setting;
    await deleteRecording(setting.unlocked, recordingId);
    expect(dueIds(setting)).toEqual([]);
    await undoDeletion(setting.unlocked, { kind: 'recording', id: recordingId });
    expect(dueIds(setting)).toEqual([recordingId]);
  });

  it('has no recording of a session that is about to be destroyed, or was', async () => {
    const { setting, sessionId } = await recorded();
    await using _ = setting;
    await deleteSession(setting.unlocked, sessionId);
    expect(dueIds(setting)).toEqual([]);
    setting.world.nowMs += undoWindowMs;
    await carryOutDeletions(setting.unlocked);
    expect(dueIds(setting)).toEqual([]);
  });
});
