import { describe, expect, it } from 'vitest';
import type { AgreementChoice } from '../../../contract/agreement.ts';
import type { PersonId, SessionId } from '../../../contract/ids.ts';
import { reconfirmableForMs } from '../../../contract/limits.ts';
import type { Participant } from '../../../contract/session.ts';
import { getAgreement, refuseConsent } from '../../../main/use-cases/ask-for-consent.ts';
import { getPerson } from '../../../main/use-cases/get-person.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { reconfirmConsent } from '../../../main/use-cases/reconfirm-consent.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';
import { someChoice } from '../../support/chosen-terms.ts';
import { addPerson, agree, chooseTerms, placedSession } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

interface Again {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  readonly before: SessionId;
}

/** Terms that are the same words whenever they are chosen. */
const lasting: AgreementChoice = {
  ...someChoice,
  retention: { rule: 'keep' },
  validity: { rule: 'until', day: '2026-01-01' },
};

async function lastingSession(setting: UseCaseSetting): Promise<SessionId> {
  const sessionId = await placedSession(setting);
  await chooseTerms(setting, sessionId, lasting);
  return sessionId;
}

/** Ann agreed in a session a week ago, and is in today's. */
async function aWeekLater(setting: UseCaseSetting, more: Parameters<typeof addPerson>[3] = {}): Promise<Again> {
  const before = await lastingSession(setting);
  await agree(setting, before, await addPerson(setting, before, 'Ann'));
  setting.pass(7 * 24 * 60 * 60_000);
  const sessionId = await lastingSession(setting);
  return { before, sessionId, personId: await addPerson(setting, sessionId, 'Ann', more) };
}

async function annIn({ unlocked }: UseCaseSetting, sessionId: SessionId): Promise<Participant> {
  const [ann] = (await getSession(unlocked, sessionId)).participants;
  if (ann === undefined) throw new Error('nobody');
  return ann;
}

async function confirm(setting: UseCaseSetting, { sessionId, personId }: Again) {
  const { textHash } = await getAgreement(setting.unlocked, { sessionId, personId });
  return reconfirmConsent(setting.unlocked, { sessionId, personId, textHash });
}

describe('an agreement given in an earlier session', () => {
  it('is offered for confirmation and is no consent until it is confirmed', async () => {
    await using setting = await useCaseSetting();
    const agreedAtMs = setting.world.nowMs;
    const again = await aWeekLater(setting);
    const ann = await annIn(setting, again.sessionId);
    expect(ann.consent).toEqual({ state: 'not-asked' });
    expect(ann.earlierConsent).toMatchObject({ atMs: agreedAtMs, purposes: ['supervision'] });
    const { gateReasons } = await getSession(setting.unlocked, again.sessionId);
    expect(gateReasons).toEqual([{ code: 'consent-missing', personId: again.personId }]);
  });

  it('holds with its purposes once it is confirmed, over a lock too', async () => {
    await using setting = await useCaseSetting();
    const again = await aWeekLater(setting);
    const detail = await confirm(setting, again);
    expect(detail.gateReasons).toEqual([]);
    await setting.reopen();
    const { consent, earlierConsent } = await annIn(setting, again.sessionId);
    expect(consent).toMatchObject({ state: 'granted', atMs: setting.world.nowMs, purposes: ['supervision'] });
    expect(earlierConsent).toBeNull();
  });

  it('is confirmed for one session only, and again for the next', async () => {
    await using setting = await useCaseSetting();
    const again = await aWeekLater(setting);
    await confirm(setting, again);
    const sessionId = await lastingSession(setting);
    await addPerson(setting, sessionId, 'Ann');
    expect(await annIn(setting, sessionId)).toMatchObject({ consent: { state: 'not-asked' } });
    expect((await confirm(setting, { ...again, sessionId })).gateReasons).toEqual([]);
  });

  it('has a receipt and stands on the page of the person like any other', async () => {
    await using setting = await useCaseSetting();
    const again = await aWeekLater(setting);
    await confirm(setting, again);
    const [receipt] = getReceipts(setting.unlocked, again);
    expect(receipt).toMatchObject({ session_id: again.sessionId, event: { event_state: 'given' } });
    const [latest] = getPerson(setting.unlocked, again.personId).sessions;
    expect(latest?.consents).toMatchObject([{ state: 'granted', purposes: ['supervision'] }]);
  });

  it('ends with a withdrawal, as one given in full', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, personId, before } = await aWeekLater(setting);
    await confirm(setting, { sessionId, personId, before });
    await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal: { scope: 'future' } });
    expect((await annIn(setting, sessionId)).consent.state).toBe('withdrawn');
  });

  it.each([
    ['in another role', { role: 'partner' }],
    ['in another capacity', { capacity: 'guardian' }],
  ] as const)('is not offered %s', async (_, more) => {
    await using setting = await useCaseSetting();
    const { sessionId } = await aWeekLater(setting, { role: 'other' });
    const child = await addPerson(setting, sessionId, 'Cid', { decision: 'by-guardian' });
    const forPersonIds = 'capacity' in more ? [child] : [];
    const next = await lastingSession(setting);
    if (forPersonIds.length > 0) await addPerson(setting, next, 'Cid', { decision: 'by-guardian' });
    await addPerson(setting, next, 'Ann', { ...more, forPersonIds });
    const { participants } = await getSession(setting.unlocked, next);
    expect(participants.find(({ code }) => code === 'Ann')?.earlierConsent).toBeNull();
  });

  it('is not offered after a refusal, a withdrawal, or a year', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, personId, before } = await aWeekLater(setting);
    setting.pass(reconfirmableForMs);
    expect((await annIn(setting, sessionId)).earlierConsent).toBeNull();
    setting.pass(-reconfirmableForMs);
    expect((await annIn(setting, sessionId)).earlierConsent).not.toBeNull();
    await withdrawConsent(setting.unlocked, { sessionId: before, personId, withdrawal: { scope: 'future' } });
    expect((await annIn(setting, sessionId)).earlierConsent).toBeNull();
    await expect(confirm(setting, { sessionId, personId, before })).rejects.toMatchObject({
      code: 'consent/agreement-changed',
    });
  });

  it('is not confirmed over a refusal in the same session', async () => {
    await using setting = await useCaseSetting();
    const again = await aWeekLater(setting);
    const { textHash, language } = await getAgreement(setting.unlocked, again);
    await refuseConsent(setting.unlocked, { ...again, textHash, language });
    await expect(confirm(setting, again)).rejects.toMatchObject({ code: 'request/conflict' });
  });
});
