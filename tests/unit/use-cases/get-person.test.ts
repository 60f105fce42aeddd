import { execFileSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { personIdSchema, textHashSchema } from '../../../contract/ids.ts';
import { undoWindowMs } from '../../../contract/limits.ts';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { getAgreement, refuseConsent } from '../../../main/use-cases/ask-for-consent.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { removeParticipant } from '../../../main/use-cases/change-participants.ts';
import { deleteSession } from '../../../main/use-cases/delete-later.ts';
import { exportReceipt } from '../../../main/use-cases/export-receipt.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { getAgreedText, getPerson } from '../../../main/use-cases/get-person.ts';
import { listPeople } from '../../../main/use-cases/list-people.ts';
import { namePerson } from '../../../main/use-cases/name-person.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

async function agreedOnce(code = 'Ann') {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, code);
  const [ann] = people;
  if (ann === undefined) throw new Error('nobody');
  return { setting, sessionId, ann };
}

async function refuse(setting: UseCaseSetting, asked: Parameters<typeof getAgreement>[1]): Promise<void> {
  const { textHash, language } = await getAgreement(setting.unlocked, asked);
  await refuseConsent(setting.unlocked, { ...asked, textHash, language });
}

describe('a person', () => {
  it('has every answer that they gave in a session, also those that count no more', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    const atMs = setting.world.nowMs;
    setting.world.nowMs += 1000;
    await refuse(setting, { sessionId, personId: ann });
    const { code, sessions } = getPerson(setting.unlocked, ann);
    expect(code).toBe('Ann');
    expect(sessions).toMatchObject([
      {
        sessionId,
        role: 'client',
        capacity: 'self',
        consents: [
          { state: 'granted', atMs, purposes: ['supervision'], method: 'typed' },
          { state: 'refused', atMs: atMs + 1000 },
        ],
        secondAnswers: [],
        withdrawals: [],
      },
    ]);
  });

  it('says which receipts were saved outside the vault, and when', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    const [receipt] = getReceipts(setting.unlocked, { sessionId, personId: ann });
    setting.pass(1000);
    await exportReceipt(setting.unlocked, { personId: ann, recordId: receipt?.record_id ?? '', format: 'pdf' });
    const [session] = getPerson(setting.unlocked, ann).sessions;
    expect(session?.receiptsGiven).toEqual([{ atMs: setting.world.nowMs, format: 'pdf' }]);
  });

  it('has their sessions, newest first, by the same code', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    setting.world.nowMs += 1000;
    const second = await consentingSession(setting, 'Ann');
    expect(second.people).toEqual([ann]);
    expect(getPerson(setting.unlocked, ann).sessions.map((one) => one.sessionId)).toEqual([
      second.sessionId,
      sessionId,
    ]);
  });

  it('keeps what they answered about a recording that is gone', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    const recordingBeganAtMs = setting.world.nowMs;
    const recordingId = await record(setting, sessionId, 1);
    setting.world.nowMs += 5000;
    await answerSecondAsking(setting.unlocked, { recordingId, personId: ann, answer: 'destroy' });
    expect(getPerson(setting.unlocked, ann).sessions[0]?.secondAnswers).toEqual([
      { recordingId, recordingBeganAtMs, atMs: recordingBeganAtMs + 5000, answer: 'destroy' },
    ]);
  });

  it('keeps what they said in a session that they were taken out of', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    await removeParticipant(setting.unlocked, sessionId, ann);
    expect(getPerson(setting.unlocked, ann).sessions).toMatchObject([{ sessionId, consents: [{ state: 'granted' }] }]);
    expect(listPeople(setting.unlocked, '')).toMatchObject([{ code: 'Ann', sessionCount: 0 }]);
  });

  it('loses a session that was destroyed', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    const other = await consentingSession(setting, 'Ann');
    await deleteSession(setting.unlocked, sessionId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(getPerson(setting.unlocked, ann).sessions.map((one) => one.sessionId)).toEqual([other.sessionId]);
  });

  it('has said what the log says when an older index is put back', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    await refuse(setting, { sessionId, personId: ann });
    await setting.reopen(() => cp(aside, index));
    await rm(aside);
    const states = getPerson(setting.unlocked, ann).sessions.flatMap(({ consents }) =>
      consents.map((one) => one.state),
    );
    expect(states).toEqual(['granted', 'refused']);
  });

  it('is not found where there is none', async () => {
    await using setting = await useCaseSetting();
    const nobody = personIdSchema.parse('0'.repeat(32));
    expect(() => getPerson(setting.unlocked, nobody)).toThrow('request/not-found');
    expect(() => namePerson(setting.unlocked, { personId: nobody, name: 'Nobody' })).toThrow('request/not-found');
  });
});

describe('the text that somebody agreed to', () => {
  it('is read again word for word, by the hash in their answer', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    const { text } = await getAgreement(setting.unlocked, { sessionId, personId: ann });
    const [consent] = getPerson(setting.unlocked, ann).sessions[0]?.consents ?? [];
    if (consent === undefined) throw new Error('no consent');
    expect(getAgreedText(setting.unlocked, consent.textHash)).toEqual({ language: 'en', text });
  });

  it('is not found when nobody ever agreed to it', async () => {
    await using setting = await useCaseSetting();
    expect(() => getAgreedText(setting.unlocked, textHashSchema.parse('0'.repeat(64)))).toThrow('request/not-found');
  });
});

describe('the name of a person', () => {
  it('is kept through a lock, and can be taken away', async () => {
    const { setting, ann } = await agreedOnce();
    await using _ = setting;
    namePerson(setting.unlocked, { personId: ann, name: 'Ann Example' });
    await setting.reopen();
    expect(getPerson(setting.unlocked, ann).name).toBe('Ann Example');
    namePerson(setting.unlocked, { personId: ann, name: null });
    expect(getPerson(setting.unlocked, ann).name).toBeNull();
  });

  it('is never heard of by the log', async () => {
    const { setting, ann } = await agreedOnce();
    await using _ = setting;
    const said = () => JSON.stringify(setting.rooms.log.events({ kind: 'person', id: ann }));
    const before = said();
    namePerson(setting.unlocked, { personId: ann, name: 'Ann Canary Example' });
    expect(said()).toBe(before);
  });

  it('is in no file of the vault in clear', async () => {
    const { setting, ann } = await agreedOnce();
    await using _ = setting;
    namePerson(setting.unlocked, { personId: ann, name: 'Ann Canary Example' });
    // Read by another process: reading it in this one would drop SQLite's lock.
    const files = execFileSync('sh', ['-c', 'find "$1" -type f -exec cat {} +', 'sh', setting.folder]);
    expect(files.length).toBeGreaterThan(4096);
    expect(files.includes('Canary')).toBe(false);
  });

  it('goes with the person when their last session is deleted', async () => {
    const { setting, sessionId, ann } = await agreedOnce();
    await using _ = setting;
    namePerson(setting.unlocked, { personId: ann, name: 'Ann Example' });
    await deleteSession(setting.unlocked, sessionId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(setting.rooms.catalog.persons.findName(ann)).toBeNull();
    expect(listPeople(setting.unlocked, '')).toEqual([]);
  });
});

describe('the list of people', () => {
  it('counts in codes as people do', async () => {
    await using setting = await useCaseSetting();
    await consentingSession(setting, 'K-12', 'K-2', 'a-1');
    expect(listPeople(setting.unlocked, '').map(({ code }) => code)).toEqual(['a-1', 'K-2', 'K-12']);
    expect(listPeople(setting.unlocked, 'k').map(({ code }) => code)).toEqual(['K-2', 'K-12']);
  });
});
