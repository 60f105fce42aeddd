import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import { openDatabase } from '../../../main/catalog/database.ts';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { deleteRecording, deleteSession } from '../../../main/use-cases/delete-later.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { findHold } from '../../../main/use-cases/holds-of.ts';
import { listDeletions } from '../../../main/use-cases/list-deletions.ts';
import { listRetention } from '../../../main/use-cases/list-retention.ts';
import { liftHold, placeHold } from '../../../main/use-cases/place-hold.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';
import { newSecrets, openWithMasterKey } from '../../support/vault-setting.ts';
import { keptSession } from '../../support/kept-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

const secrets = newSecrets();
const words = { reason: 'A court has asked for it', by: 'Dr. Example' };

async function held(kind: 'recording' | 'session' = 'recording') {
  const setting = await useCaseSetting(secrets);
  const kept = await keptSession(setting);
  const recording = { kind: 'recording', id: kept.recordingId } as const;
  const session = { kind: 'session', id: kept.sessionId } as const;
  const subject = kind === 'recording' ? recording : session;
  await placeHold(setting.unlocked, { subject, words });
  const isThere = (): boolean =>
    setting.rooms.vault.hasKey(kept.recordingId) && existsSync(join(setting.folder, 'recordings', kept.recordingId));
  return { setting, ...kept, subject, recording, session, isThere };
}

describe('a hold', () => {
  it('keeps its words in the index and out of the log', async () => {
    const { setting, recording } = await held();
    await using _ = setting;
    expect(findHold(setting.unlocked, recording)).toMatchObject({ subject: recording, words });
    const placed = setting.rooms.log.events(recording).at(-1);
    expect(placed?.body).toEqual({ kind: 'hold.placed' });
    expect(placed?.evidenceDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is there again after a lock, and the index agrees with the log', async () => {
    const { setting, recording } = await held();
    await using _ = setting;
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    expect(findHold(setting.unlocked, recording)).toMatchObject({ words });
  });

  it('is missed in the index when its words were taken out of it', async () => {
    const { setting, recording } = await held();
    await using _ = setting;
    const digest = setting.rooms.log.events(recording).at(-1)?.evidenceDigest ?? '';
    setting.rooms.catalog.evidence.erase(Uint8Array.from(Buffer.from(digest, 'hex')));
    await setting.reopen();
    expect(setting.rooms.notices).toEqual(['index-differs']);
    expect(findHold(setting.unlocked, recording)).toMatchObject({ words: null });
  });

  it('still stands, and shuts no page, when its words were altered', async () => {
    const { setting, recording } = await held();
    await using _ = setting;
    await setting.reopen(async () => {
      const { vault } = await openWithMasterKey(secrets, setting.folder);
      const database = openDatabase(vault.index.path, vault.index.key);
      database.command(`UPDATE evidence SET payload = x'7b7d'`).run();
      database.close();
      vault.close();
    });
    expect(findHold(setting.unlocked, recording)).toMatchObject({ words: null });
    expect(listRetention(setting.unlocked).held).toHaveLength(1);
  });

  it('can be placed once, and lifted once', async () => {
    const { setting, recording } = await held();
    await using _ = setting;
    const again = placeHold(setting.unlocked, { subject: recording, words });
    await expect(again).rejects.toMatchObject({ code: 'request/conflict' });
    await liftHold(setting.unlocked, recording);
    await expect(liftHold(setting.unlocked, recording)).rejects.toMatchObject({ code: 'request/not-found' });
  });
});

describe.each(['recording', 'session'] as const)('while the %s is held', (kind) => {
  it('neither recording nor session can be deleted', async () => {
    const { setting, recordingId, sessionId, isThere } = await held(kind);
    await using _ = setting;
    await expect(deleteRecording(setting.unlocked, recordingId)).rejects.toMatchObject({ code: 'request/held' });
    await expect(deleteSession(setting.unlocked, sessionId)).rejects.toMatchObject({ code: 'request/held' });
    expect(isThere()).toBe(true);
  });

  it('no part of it can be erased', async () => {
    const { setting, recordingId } = await held(kind);
    await using _ = setting;
    const erasing = erasePassage(setting.unlocked, { recordingId, fromMs: 0, toMs: 500, wish: null });
    await expect(erasing).rejects.toMatchObject({ code: 'request/held' });
  });

  it('a withdrawal shuts it off at once and destroys it when the hold is lifted, and the receipt says so', async () => {
    const { setting, subject, sessionId, personId, recordingId, isThere } = await held(kind);
    await using _ = setting;
    await setting.unlocked.readers.lengthOf(recordingId);
    const withdrawal = { scope: 'all', effect: 'destroy' } as const;
    const withdrawn = await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal });
    expect(withdrawn).toEqual({ outcome: 'waits-for-hold' });
    await setting.reopen();
    expect(isThere()).toBe(true);
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toMatchObject({ code: 'consent/withdrawn' });
    const actionIn = () => getReceipts(setting.unlocked, { sessionId, personId })[0]?.withdrawal?.actions;
    expect(actionIn()).toMatchObject([{ action: 'waits-for-hold', at: null }]);
    await liftHold(setting.unlocked, subject);
    expect(isThere()).toBe(false);
    expect(actionIn()).toMatchObject([{ action: 'destroyed' }]);
  });

  it('an answer of destroy shuts it off at once and destroys it when the hold is lifted', async () => {
    const { setting, subject, personId, recordingId, isThere } = await held(kind);
    await using _ = setting;
    const answer = await answerSecondAsking(setting.unlocked, { recordingId, personId, answer: 'destroy' });
    expect(answer).toEqual({ outcome: 'held' });
    const takenBack = answerSecondAsking(setting.unlocked, { recordingId, personId, answer: 'keep' });
    await expect(takenBack).rejects.toMatchObject({ code: 'request/conflict' });
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toMatchObject({ code: 'consent/withdrawn' });
    await setting.reopen();
    expect(isThere()).toBe(true);
    await liftHold(setting.unlocked, subject);
    expect(isThere()).toBe(false);
  });
});

describe('a hold on what is about to be deleted', () => {
  it.each(['recording', 'session'] as const)('undoes the deletion of the %s', async (kind) => {
    await using setting = await useCaseSetting();
    const { sessionId, recordingId } = await keptSession(setting);
    if (kind === 'recording') await deleteRecording(setting.unlocked, recordingId);
    else await deleteSession(setting.unlocked, sessionId);
    await placeHold(setting.unlocked, { subject: { kind: 'recording', id: recordingId }, words });
    setting.pass(undoWindowMs);
    expect(await carryOutDeletions(setting.unlocked)).toEqual({ nextMs: null, isPostponed: false });
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
  });

  it('counts where a crash came before that was undone', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting);
    await deleteRecording(setting.unlocked, recordingId);
    await setting.rooms.log.append({ kind: 'recording', id: recordingId }, { kind: 'hold.placed' });
    setting.pass(undoWindowMs);
    await setting.reopen();
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
  });

  it('undoes it for good there too: lifting the hold later destroys nothing', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting);
    const subject = { kind: 'recording', id: recordingId } as const;
    await deleteRecording(setting.unlocked, recordingId);
    await setting.rooms.log.append(subject, { kind: 'hold.placed' });
    setting.pass(undoWindowMs);
    await setting.reopen();
    expect(listDeletions(setting.unlocked)).toEqual([]);
    await liftHold(setting.unlocked, subject);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
  });

  it('undoes it at the latest when it is lifted', async () => {
    await using setting = await useCaseSetting();
    const { recordingId, sessionId } = await keptSession(setting);
    const session = { kind: 'session', id: sessionId } as const;
    await deleteRecording(setting.unlocked, recordingId);
    await setting.rooms.log.append(session, { kind: 'hold.placed' });
    await liftHold(setting.unlocked, session);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(true);
  });
});

it('a recording whose session is being destroyed cannot be held any more', async () => {
  await using setting = await useCaseSetting();
  const { sessionId, recordingId } = await keptSession(setting);
  // As a disk leaves it that refused what follows the tombstone.
  await setting.rooms.log.append({ kind: 'session', id: sessionId }, { kind: 'session.destroying' });
  const placing = placeHold(setting.unlocked, { subject: { kind: 'recording', id: recordingId }, words });
  await expect(placing).rejects.toMatchObject({ code: 'request/not-found' });
});

it('a session that is destroyed takes the words of its holds along', async () => {
  const { setting, recording, sessionId } = await held();
  await using _ = setting;
  const digest = setting.rooms.log.events(recording).at(-1)?.evidenceDigest ?? '';
  await liftHold(setting.unlocked, recording);
  await deleteSession(setting.unlocked, sessionId);
  setting.pass(undoWindowMs);
  await carryOutDeletions(setting.unlocked);
  expect(setting.rooms.catalog.evidence.find(Uint8Array.from(Buffer.from(digest, 'hex')))).toBeNull();
  await setting.reopen();
  expect(setting.rooms.notices).toEqual([]);
});
