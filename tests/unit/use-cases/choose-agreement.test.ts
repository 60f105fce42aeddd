import { describe, expect, it } from 'vitest';
import type { AgreementChoice } from '../../../contract/agreement.ts';
import { inTheRoom } from '../../../contract/participation.ts';
import { getAgreement } from '../../../main/use-cases/ask-for-consent.ts';
import { chooseAgreement, getSessionAgreement } from '../../../main/use-cases/choose-agreement.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { placeSession } from '../../../main/use-cases/place-session.ts';
import { startRecording } from '../../../main/use-cases/start-recording.ts';
import { saveTemplate } from '../../../main/use-cases/templates.ts';
import { addParticipant } from '../../../main/use-cases/change-participants.ts';
import { agreementTextEn } from '../../../main/consent/agreement-text-en.ts';
import { someChoice } from '../../support/chosen-terms.ts';
import { agree, begin, consentingSession } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const dayMs = 86_400_000;

async function reasonsIn(setting: UseCaseSetting, sessionId: Parameters<typeof getSession>[1]) {
  return (await getSession(setting.unlocked, sessionId)).gateReasons;
}

async function agreed() {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann');
  const [personId] = people;
  if (personId === undefined) throw new Error('nobody was added');
  const choose = (more: Partial<AgreementChoice>) =>
    chooseAgreement(setting.unlocked, { sessionId, choice: { ...someChoice, ...more } });
  return { setting, sessionId, personId, choose };
}

describe('a session without terms', () => {
  it('cannot be agreed to, and is not recorded', async () => {
    await using setting = await useCaseSetting();
    const { id: sessionId } = await createSession(setting.unlocked);
    const added = { code: 'Ann', role: 'client', capacity: 'self', ...inTheRoom } as const;
    const { participants } = await addParticipant(setting.unlocked, sessionId, added);
    const [ann] = participants;
    if (ann === undefined) throw new Error('nobody was added');
    await expect(getAgreement(setting.unlocked, { sessionId, personId: ann.personId })).rejects.toMatchObject({
      code: 'consent/agreement-missing',
    });
    const answer = await startRecording(setting.unlocked, sessionId);
    expect(answer).toEqual({ outcome: 'refused', reasons: [{ code: 'agreement-missing' }, { code: 'place-missing' }] });
  });
});

describe('the terms of a session', () => {
  it('are what was chosen, with the times that follow, after a lock and an unlock', async () => {
    const { setting, sessionId } = await agreed();
    await using _ = setting;
    const chosenAtMs = setting.world.nowMs;
    await setting.reopen();
    const { chosen, last } = await getSessionAgreement(setting.unlocked, { sessionId });
    expect(chosen?.choice).toEqual(someChoice);
    expect(last).toEqual(someChoice);
    expect(chosen?.terms.validUntilMs).toBe(chosenAtMs + dayMs);
    const left = (chosen?.terms.destroyByMs ?? 0) - chosenAtMs;
    expect(left).toBeGreaterThanOrEqual(30 * dayMs - 1);
    expect(left).toBeLessThan(31 * dayMs);
  });

  it('when they change, a consent to others does not count any more', async () => {
    const { setting, sessionId, personId, choose } = await agreed();
    await using _ = setting;
    expect(await reasonsIn(setting, sessionId)).toEqual([]);
    const session = await choose({ listeners: 'therapist-and-team' });
    expect(session.participants[0]?.consent).toEqual({ state: 'not-asked', why: 'agreement-changed' });
    expect(session.gateReasons).toEqual([{ code: 'consent-missing', personId }]);
    expect((await startRecording(setting.unlocked, sessionId)).outcome).toBe('refused');
    await agree(setting, sessionId, personId);
    expect(await reasonsIn(setting, sessionId)).toEqual([]);
  });

  it('chosen again as they are, ask nobody anew', async () => {
    const { setting, sessionId, choose } = await agreed();
    await using _ = setting;
    setting.pass(60_000);
    await choose({});
    expect(await reasonsIn(setting, sessionId)).toEqual([]);
    const events = setting.rooms.log.events({ kind: 'session', id: sessionId });
    expect(events.filter(({ body }) => body.kind === 'agreement.chosen')).toHaveLength(1);
  });

  it('do not change while the session is being recorded', async () => {
    const { setting, sessionId, choose } = await agreed();
    await using _ = setting;
    await begin(setting, sessionId);
    await expect(choose({ ownership: 'client' })).rejects.toMatchObject({ code: 'request/conflict' });
  });

  it('have no day that is past', async () => {
    const { setting, choose } = await agreed();
    await using _ = setting;
    const past = { rule: 'until', day: '2020-01-01' } as const;
    await expect(choose({ retention: past })).rejects.toMatchObject({ code: 'consent/terms-past' });
    await expect(choose({ validity: past })).rejects.toMatchObject({ code: 'consent/terms-past' });
  });

  it('are filled into the newest version of the chosen template, and stay with it', async () => {
    const { setting, sessionId, personId, choose } = await agreed();
    await using _ = setting;
    const { id } = saveTemplate(setting.unlocked, { id: null, name: 'Ours', text: `${agreementTextEn}\nFirst form.` });
    await choose({ templateId: id });
    saveTemplate(setting.unlocked, { id, name: 'Ours', text: `${agreementTextEn}\nSecond form.` });
    const { text } = await getAgreement(setting.unlocked, { sessionId, personId });
    expect(text).toContain('First form.');
  });

  it('are not filled into a text other than the one that the log names', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const { agreements } = setting.rooms.catalog;
    Object.defineProperty(agreements, 'find', { value: () => null });
    await expect(getAgreement(setting.unlocked, { sessionId, personId })).rejects.toMatchObject({
      code: 'integrity/record-unauthentic',
    });
  });
});

describe('a consent that has expired', () => {
  it('is named, and nothing is recorded on the strength of it', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    setting.pass(dayMs - 1);
    expect(await reasonsIn(setting, sessionId)).toEqual([]);
    setting.pass(1);
    const answer = await startRecording(setting.unlocked, sessionId);
    expect(answer).toEqual({ outcome: 'refused', reasons: [{ code: 'consent-expired', personId }] });
    const { participants } = await getSession(setting.unlocked, sessionId);
    expect(participants[0]?.consent.state).toBe('expired');
  });

  it('is given anew once terms were chosen anew', async () => {
    const { setting, sessionId, personId, choose } = await agreed();
    await using _ = setting;
    setting.pass(dayMs);
    await choose({});
    await agree(setting, sessionId, personId);
    expect(await reasonsIn(setting, sessionId)).toEqual([]);
  });
});

describe('in Nevada', () => {
  const exceeded = (reasons: Awaited<ReturnType<typeof reasonsIn>>) =>
    reasons.flatMap((reason) => (reason.code === 'terms-exceed-duty' ? [reason.duty] : []));

  it('terms keep within a year, and so does the consent', async () => {
    const { setting, sessionId, choose } = await agreed();
    await using _ = setting;
    await placeSession(setting.unlocked, { sessionId, room: 'US-OR' });
    await addParticipant(setting.unlocked, sessionId, {
      ...{ code: 'Nev', role: 'client', capacity: 'self', decision: 'own', forPersonIds: [] },
      ...{ presence: 'remote', place: 'US-NV' },
    });
    expect(exceeded(await reasonsIn(setting, sessionId))).toEqual([]);
    const year = await choose({ retention: { rule: 'for', days: 365 }, validity: { rule: 'for', days: 364 } });
    expect(exceeded(year.gateReasons)).toEqual([]);
    const longer = await choose({ retention: { rule: 'for', days: 366 }, validity: { rule: 'for', days: 366 } });
    expect(exceeded(longer.gateReasons)).toEqual(['consent-expires-365-days', 'destroy-within-one-year']);
  });

  it.each(['keep', 'after-use'] as const)('a recording needs a day of destruction: not %s', async (rule) => {
    const { setting, sessionId, choose } = await agreed();
    await using _ = setting;
    await choose({ retention: { rule } });
    const { gateReasons } = await placeSession(setting.unlocked, { sessionId, room: 'US-NV' });
    expect(exceeded(gateReasons)).toEqual(['destroy-within-one-year']);
  });
});
