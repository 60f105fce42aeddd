import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { deleteRecording, deleteSession, undoDeletion } from '../../../main/use-cases/delete-later.ts';
import { destroyDue, endRetentions } from '../../../main/use-cases/end-retention.ts';
import { listDeletions } from '../../../main/use-cases/list-deletions.ts';
import { getSessionRetention, listRetention } from '../../../main/use-cases/list-retention.ts';
import { liftHold, placeHold } from '../../../main/use-cases/place-hold.ts';
import { dayMs, keptSession } from '../../support/kept-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const words = { reason: 'A court has asked for it', by: 'Dr. Example' };
const automatic = { retention: { rule: 'for', days: 30 }, destruction: 'automatic' } as const;

async function passUndo(setting: UseCaseSetting): Promise<void> {
  setting.pass(undoWindowMs);
  await carryOutDeletions(setting.unlocked);
}

function reasonsOf({ rooms }: UseCaseSetting, id: Parameters<typeof destroyDue>[1][number]): string[] {
  return rooms.log
    .events({ kind: 'recording', id })
    .flatMap(({ body }) => (body.kind === 'recording.destroying' ? [body.reason] : []));
}

describe('what the agreement says that the app destroys by itself', () => {
  it('stays until its last day is over', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, automatic);
    setting.pass(29 * dayMs);
    expect(await endRetentions(setting.unlocked)).toBeGreaterThan(0);
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
  });

  it('is destroyed once it is over, can be undone before, and is listed afterwards', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, automatic);
    setting.pass(32 * dayMs);
    await endRetentions(setting.unlocked);
    expect(listDeletions(setting.unlocked)).toMatchObject([{ subject: { id: recordingId } }]);
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(false);
    expect(existsSync(join(setting.folder, 'recordings', recordingId))).toBe(false);
    expect(reasonsOf(setting, recordingId)).toEqual(['retention-ended']);
    expect(listRetention(setting.unlocked).destroyed).toMatchObject([{ recordingId, isAutomatic: true }]);
  });

  it('is not asked for by itself again once somebody has undone it, and stays listed as due', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, automatic);
    setting.pass(32 * dayMs);
    await endRetentions(setting.unlocked);
    await undoDeletion(setting.unlocked, { kind: 'recording', id: recordingId });
    expect(await endRetentions(setting.unlocked)).toBeNull();
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
    expect(listRetention(setting.unlocked).dueNow).toMatchObject([{ recording: { id: recordingId } }]);
  });

  it('can be undone for the whole half minute again after a lock', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, automatic);
    setting.pass(32 * dayMs);
    await endRetentions(setting.unlocked);
    setting.pass(dayMs);
    await setting.reopen();
    expect(listDeletions(setting.unlocked)).toMatchObject([
      { subject: { id: recordingId }, remainingMs: undoWindowMs },
    ]);
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(false);
  });

  it('stays where a clock that was ahead was set back meanwhile, and waits for a person', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, automatic);
    setting.world.nowMs += 400 * dayMs;
    await endRetentions(setting.unlocked);
    setting.world.nowMs -= 400 * dayMs;
    await passUndo(setting);
    expect(listDeletions(setting.unlocked)).toEqual([]);
    await setting.reopen();
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
  });

  /** Of no use to root, who may write everything: tests run as a normal user. */
  it('is asked for when the disk takes it, and until then looked at again', async () => {
    await using setting = await useCaseSetting();
    await keptSession(setting, automatic);
    setting.pass(32 * dayMs);
    const { logPath } = setting.rooms.vault;
    await chmod(logPath, 0o400);
    expect(await endRetentions(setting.unlocked)).toBeGreaterThan(0);
    expect(listDeletions(setting.unlocked)).toEqual([]);
    await chmod(logPath, 0o600);
    await endRetentions(setting.unlocked);
    expect(listDeletions(setting.unlocked)).toHaveLength(1);
  });

  it('is looked at again where the disk refused to undo what a clock that was ahead had asked for', async () => {
    await using setting = await useCaseSetting();
    await keptSession(setting, automatic);
    setting.world.nowMs += 400 * dayMs;
    await endRetentions(setting.unlocked);
    setting.world.nowMs -= 400 * dayMs;
    setting.pass(undoWindowMs);
    const { logPath } = setting.rooms.vault;
    await chmod(logPath, 0o400);
    expect(await carryOutDeletions(setting.unlocked)).toEqual({ nextMs: undoWindowMs, isPostponed: false });
    await chmod(logPath, 0o600);
    expect(await carryOutDeletions(setting.unlocked)).toEqual({ nextMs: null, isPostponed: false });
    expect(listDeletions(setting.unlocked)).toEqual([]);
  });

  it('is said to wait for a person from then on', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, automatic);
    setting.pass(32 * dayMs);
    await endRetentions(setting.unlocked);
    await undoDeletion(setting.unlocked, { kind: 'recording', id: recordingId });
    expect(listRetention(setting.unlocked).dueNow).toMatchObject([{ destruction: 'ask' }]);
  });

  it('is destroyed all the same where somebody had pressed delete before its day, and undone that', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, automatic);
    await deleteRecording(setting.unlocked, recordingId);
    await undoDeletion(setting.unlocked, { kind: 'recording', id: recordingId });
    setting.pass(32 * dayMs);
    await endRetentions(setting.unlocked);
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(false);
  });

  it('waits for a hold to be lifted', async () => {
    await using setting = await useCaseSetting();
    const { recordingId, sessionId } = await keptSession(setting, automatic);
    const subject = { kind: 'session', id: sessionId } as const;
    await placeHold(setting.unlocked, { subject, words });
    setting.pass(32 * dayMs);
    await endRetentions(setting.unlocked);
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
    await liftHold(setting.unlocked, subject);
    await endRetentions(setting.unlocked);
    await passUndo(setting);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(false);
  });

  it('is left to the deletion of its session, where that waits', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await keptSession(setting, automatic);
    setting.pass(32 * dayMs);
    await deleteSession(setting.unlocked, sessionId);
    await endRetentions(setting.unlocked);
    expect(listDeletions(setting.unlocked)).toMatchObject([{ subject: { kind: 'session' } }]);
  });
});

it('nothing is destroyed by itself where the agreement says that somebody is asked', async () => {
  await using setting = await useCaseSetting();
  const { recordingId } = await keptSession(setting, { retention: { rule: 'for', days: 30 } });
  setting.pass(1000 * dayMs);
  expect(await endRetentions(setting.unlocked)).toBeNull();
  await passUndo(setting);
  await setting.reopen();
  expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
});

it.each(['keep', 'after-use'] as const)('nothing is, where the agreement names no day: %s', async (rule) => {
  await using setting = await useCaseSetting();
  const { sessionId } = await keptSession(setting, { retention: { rule }, destruction: 'automatic' });
  const [kept] = getSessionRetention(setting.unlocked, sessionId).recordings;
  expect(kept).toMatchObject({ rule, destruction: 'ask', destroyByMs: null });
  setting.pass(1000 * dayMs);
  expect(await endRetentions(setting.unlocked)).toBeNull();
});

describe('destroying several that are due', () => {
  it('destroys them all with one new table of keys, once the undo has run out', async () => {
    await using setting = await useCaseSetting();
    const gone = [await keptSession(setting), await keptSession(setting), await keptSession(setting)];
    const kept = await keptSession(setting);
    const ids = gone.map(({ recordingId }) => recordingId);
    await destroyDue(setting.unlocked, ids);
    const before = setting.rooms.vault.keyTableGeneration;
    await passUndo(setting);
    expect(setting.rooms.vault.keyTableGeneration).toBe(before + 1);
    expect(setting.rooms.vault.recordingIds).toEqual([kept.recordingId]);
    for (const id of ids) expect(reasonsOf(setting, id)).toEqual(['retention-confirmed']);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('asks for none of them where one is held', async () => {
    await using setting = await useCaseSetting();
    const [one, other] = [await keptSession(setting), await keptSession(setting)];
    await placeHold(setting.unlocked, { subject: { kind: 'recording', id: other.recordingId }, words });
    const asked = destroyDue(setting.unlocked, [one.recordingId, other.recordingId]);
    await expect(asked).rejects.toMatchObject({ code: 'request/held' });
    expect(listDeletions(setting.unlocked)).toEqual([]);
  });
});
