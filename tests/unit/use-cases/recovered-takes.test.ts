import { cp, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingIdSchema, type RecordingId } from '../../../contract/ids.ts';
import { undoWindowMs } from '../../../contract/limits.ts';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { deleteRecording, deleteSession, undoDeletion } from '../../../main/use-cases/delete-later.ts';
import { getRecording } from '../../../main/use-cases/get-recording.ts';
import { keepRecovered } from '../../../main/use-cases/keep-recovered.ts';
import { listRecovered } from '../../../main/use-cases/list-recovered.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

type Session = Awaited<ReturnType<typeof consentingSession>>['sessionId'];

function fileOf(setting: UseCaseSetting, id: RecordingId): string {
  return join(setting.folder, 'recordings', id, '000000.audio');
}

/** A take of this length that a crash cuts off, found at the unlock after it. */
async function cutOff(setting: UseCaseSetting, sessionId: Session, seconds = 4): Promise<RecordingId> {
  const id = await begin(setting, sessionId);
  await setting.recorders.speak(id, seconds);
  await setting.reopen(async () => {
    const { size } = await stat(fileOf(setting, id));
    await truncate(fileOf(setting, id), size - 2500);
  });
  return id;
}

/** A take of which chunks are gone that the vault remembers. */
async function altered(setting: UseCaseSetting, sessionId: Session): Promise<RecordingId> {
  const id = await begin(setting, sessionId);
  await setting.recorders.speak(id, 6);
  const progress = { recordingId: id, segment: 0, chunkCount: 12, lastTag: 'ab'.repeat(16), durationMs: 4000 };
  setting.rooms.catalog.segments.note(id, { ...progress, isFinal: false });
  await setting.reopen(async () => {
    const { size } = await stat(fileOf(setting, id));
    await truncate(fileOf(setting, id), size - 9000);
  });
  return id;
}

function listed(setting: UseCaseSetting): RecordingId[] {
  return listRecovered(setting.unlocked).map(({ recordingId }) => recordingId);
}

/** Locks, puts this file's earlier bytes in the place of the index, and unlocks. */
async function putBackIndex(setting: UseCaseSetting, aside: string): Promise<void> {
  await setting.reopen(() => cp(aside, setting.rooms.vault.index.path));
  await rm(aside);
}

describe('the list of recovered takes', () => {
  it('has a take that was cut off, with its session, its length and what is missing', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann', 'Bea');
    const id = await cutOff(setting, sessionId);
    const { beganAtMs, durationMs, lostMs } = getRecording(setting.unlocked, id);
    expect(listRecovered(setting.unlocked)).toEqual([
      {
        recordingId: id,
        sessionId,
        codes: ['Ann', 'Bea'],
        beganAtMs,
        number: null,
        durationMs,
        state: 'recovered',
        lostMs,
        mayBePlayed: true,
      },
    ]);
    expect(durationMs).toBeGreaterThan(2900);
  });

  it('has a take that is other than remembered, and its file stays untouched', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await altered(setting, sessionId);
    const { size } = await stat(fileOf(setting, id));
    expect(listRecovered(setting.unlocked)).toMatchObject([{ recordingId: id, state: 'altered', lostMs: null }]);
    await keepRecovered(setting.unlocked, id);
    expect(listed(setting)).toEqual([]);
    expect((await stat(fileOf(setting, id))).size).toBe(size);
  });

  it('tells two takes of one session apart by their number, oldest first', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 1);
    setting.pass(1000);
    const second = await cutOff(setting, sessionId);
    setting.pass(1000);
    const third = await cutOff(setting, sessionId, 5);
    const takes = listRecovered(setting.unlocked).map(({ recordingId, number }) => [recordingId, number]);
    expect(takes).toEqual([
      [second, 2],
      [third, 3],
    ]);
  });

  it('has no take that was stopped, nor one into which no sound came', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    await setting.recorders.end(await begin(setting, sessionId));
    await setting.reopen();
    expect(listed(setting)).toEqual([]);
  });

  it('outlives locks, and loses nothing by itself, until somebody answers', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, people } = await consentingSession(setting, 'Ann');
    const id = await cutOff(setting, sessionId);
    const personId = people[0];
    if (personId === undefined) throw new Error('nobody');
    for (let times = 0; times < 3; times += 1) {
      setting.pass(365 * 24 * 60 * 60_000);
      await setting.reopen();
      expect(listed(setting)).toEqual([id]);
    }
    await answerSecondAsking(setting.unlocked, { recordingId: id, personId, answer: 'keep' });
    expect(listed(setting)).toEqual([id]);
    expect(await setting.unlocked.readers.lengthOf(id)).toBeGreaterThan(0);
  });

  it('says so of a take that may not be played', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, people } = await consentingSession(setting, 'Ann');
    const id = await cutOff(setting, sessionId);
    for (const personId of people) {
      const withdrawal = { scope: 'recording', recordingId: id, effect: 'keep-unused' } as const;
      await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal });
    }
    expect(listRecovered(setting.unlocked)).toMatchObject([{ recordingId: id, mayBePlayed: false }]);
  });
});

describe('keeping a recovered take', () => {
  it('is in the log, takes it off the list for good, and done again does nothing', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await cutOff(setting, sessionId);
    await keepRecovered(setting.unlocked, id);
    await keepRecovered(setting.unlocked, id);
    const kept = () =>
      setting.rooms.log.events({ kind: 'recording', id }).filter(({ body }) => body.kind === 'recording.kept');
    expect(kept()).toHaveLength(1);
    await setting.reopen();
    expect(listed(setting)).toEqual([]);
    expect(kept()).toHaveLength(1);
    expect(setting.rooms.notices).toEqual([]);
    expect(getRecording(setting.unlocked, id).state).toBe('recovered');
  });

  it('holds when an index from before it is put back: the log decides', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const aside = `${setting.folder}-index`;
    const id = await begin(setting, sessionId);
    await setting.recorders.speak(id, 4);
    await setting.reopen(async () => {
      await cp(setting.rooms.vault.index.path, aside);
      const { size } = await stat(fileOf(setting, id));
      await truncate(fileOf(setting, id), size - 2500);
    });
    const before = getRecording(setting.unlocked, id);
    await keepRecovered(setting.unlocked, id);
    await putBackIndex(setting, aside);
    expect(setting.rooms.notices).toContain('index-older');
    expect(listed(setting)).toEqual([]);
    expect(getRecording(setting.unlocked, id)).toEqual(before);
  });

  it('is not made up by an older index: what nobody kept stays on the list, as recovered', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(setting.rooms.vault.index.path, aside));
    const id = await cutOff(setting, sessionId);
    const { durationMs } = getRecording(setting.unlocked, id);
    // As of a recorder of which it was known how much it had heard.
    await setting.rooms.log.append(
      { kind: 'recording', id },
      { kind: 'recording.recovered', durationMs, lostMs: 700, segments: [0], gaps: [], gapCount: 0 },
    );
    const [before] = listRecovered(setting.unlocked);
    expect(before).toMatchObject({ durationMs, lostMs: 700 });
    await putBackIndex(setting, aside);
    expect(listRecovered(setting.unlocked)).toEqual([before]);
    expect(getRecording(setting.unlocked, id)).toMatchObject({ state: 'recovered', durationMs, lostMs: 700 });
  });

  it('is asked for anew when the take is found altered afterwards', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(setting.rooms.vault.index.path, aside));
    const id = await cutOff(setting, sessionId);
    await keepRecovered(setting.unlocked, id);
    await setting.reopen(async () => {
      await cp(aside, setting.rooms.vault.index.path);
      await truncate(fileOf(setting, id), 8000);
    });
    await rm(aside);
    expect(listRecovered(setting.unlocked)).toMatchObject([{ recordingId: id, state: 'altered' }]);
  });

  it('knows no recording that is not there, and is refused while it is about to be destroyed', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await cutOff(setting, sessionId);
    const nothing = recordingIdSchema.parse('0'.repeat(32));
    await expect(keepRecovered(setting.unlocked, nothing)).rejects.toMatchObject({ code: 'request/not-found' });
    await deleteRecording(setting.unlocked, id);
    await expect(keepRecovered(setting.unlocked, id)).rejects.toMatchObject({ code: 'request/conflict' });
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    await expect(keepRecovered(setting.unlocked, id)).rejects.toMatchObject({ code: 'request/not-found' });
  });
});

describe('destroying a recovered take', () => {
  it('takes it off the list at once, undone puts it back, and run out destroys it', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await cutOff(setting, sessionId);
    await deleteRecording(setting.unlocked, id);
    expect(listed(setting)).toEqual([]);
    await undoDeletion(setting.unlocked, { kind: 'recording', id });
    expect(listed(setting)).toEqual([id]);
    await deleteRecording(setting.unlocked, id);
    setting.pass(undoWindowMs);
    await setting.reopen();
    expect(listed(setting)).toEqual([]);
    expect(setting.rooms.vault.recordingKey(id)).toBeNull();
  });

  it('happens with its session too, and is undone with it', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await cutOff(setting, sessionId);
    await deleteSession(setting.unlocked, sessionId);
    expect(listed(setting)).toEqual([]);
    await expect(keepRecovered(setting.unlocked, id)).rejects.toMatchObject({ code: 'request/conflict' });
    await undoDeletion(setting.unlocked, { kind: 'session', id: sessionId });
    expect(listed(setting)).toEqual([id]);
  });
});
