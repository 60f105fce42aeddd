import { describe, expect, it } from 'vitest';
import type { PersonId, SessionId } from '../../../contract/ids.ts';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { listDue } from '../../../main/use-cases/list-due.ts';
import { getJurisdiction } from '../../../main/use-cases/place-session.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';
import { addPerson, agree, consentingSession, placedSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

/** A child in the room, and a mother elsewhere who takes no part and decides for it; nobody has been asked. */
async function childAndMother(
  setting: UseCaseSetting,
): Promise<{ sessionId: SessionId; child: PersonId; mother: PersonId }> {
  const sessionId = await placedSession(setting);
  const child = await addPerson(setting, sessionId, 'Ann', { decision: 'by-guardian' });
  const mother = await addPerson(setting, sessionId, 'Bea', {
    role: 'guardian',
    capacity: 'guardian',
    forPersonIds: [child],
    presence: 'not-present',
  });
  return { sessionId, child, mother };
}

async function reasonsOf({ unlocked }: UseCaseSetting, sessionId: SessionId) {
  return (await getSession(unlocked, sessionId)).gateReasons;
}

describe('a child in a session', () => {
  it('is recorded by the word of a guardian who is not there, and not by its own', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, child, mother } = await childAndMother(setting);
    await agree(setting, sessionId, child);
    expect(await reasonsOf(setting, sessionId)).toEqual([
      { code: 'capacity-uncovered', personId: child },
      { code: 'consent-missing', personId: mother },
    ]);
    await agree(setting, sessionId, mother);
    expect(await reasonsOf(setting, sessionId)).toEqual([]);
  });

  it('is not recorded any more once its guardian withdraws', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, child, mother } = await childAndMother(setting);
    await agree(setting, sessionId, mother);
    await withdrawConsent(setting.unlocked, { sessionId, personId: mother, withdrawal: { scope: 'future' } });
    expect(await reasonsOf(setting, sessionId)).toEqual([
      { code: 'capacity-uncovered', personId: child },
      { code: 'consent-withdrawn', personId: mother },
    ]);
  });

  it('is asked again with its guardian, and Due waits for the guardian alone', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, child, mother } = await childAndMother(setting);
    await agree(setting, sessionId, mother);
    const recordingId = await record(setting, sessionId, 1);
    const { secondAskings } = await getSession(setting.unlocked, sessionId);
    expect(secondAskings.map(({ personId }) => personId)).toEqual([child, mother]);
    expect(listDue(setting.unlocked).first).toHaveLength(1);
    await answerSecondAsking(setting.unlocked, { recordingId, personId: mother, answer: 'keep' });
    expect(listDue(setting.unlocked)).toEqual({ first: [], unlisted: 0 });
    const destroyed = await answerSecondAsking(setting.unlocked, { recordingId, personId: child, answer: 'destroy' });
    expect(destroyed.outcome).toBe('destroyed');
  });
});

describe('a participation that cannot be', () => {
  it.each([
    ['a guardian of nobody', { capacity: 'guardian' }],
    ['somebody remote who is nowhere', { presence: 'remote' }],
    ['a place of somebody in the room', { place: 'US-CA' }],
    ['somebody who is not there and decides for nobody', { presence: 'not-present' }],
  ] as const)('is refused: %s', async (_, more) => {
    await using setting = await useCaseSetting();
    const sessionId = await placedSession(setting);
    await expect(addPerson(setting, sessionId, 'Ann', more)).rejects.toMatchObject({ code: 'request/invalid' });
  });

  it('is refused: a guardian of somebody who decides for themselves', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, people } = await consentingSession(setting, 'Ann');
    const added = addPerson(setting, sessionId, 'Bea', { capacity: 'guardian', forPersonIds: people });
    await expect(added).rejects.toMatchObject({ code: 'request/conflict' });
  });

  it('is refused: a guardian for whom somebody else decides', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, child } = await childAndMother(setting);
    const added = addPerson(setting, sessionId, 'Cid', {
      capacity: 'guardian',
      forPersonIds: [child],
      decision: 'by-proxy',
    });
    await expect(added).rejects.toMatchObject({ code: 'request/invalid' });
  });
});

describe('somebody who takes part from elsewhere', () => {
  it('brings the law of their place to the session, and the gate waits for their consent', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const remote = await addPerson(setting, sessionId, 'Bea', { presence: 'remote', place: 'US-CA' });
    const { place, reading } = await getJurisdiction(setting.unlocked, sessionId);
    expect(place).toEqual({ room: 'US-TX', remote: ['US-CA'] });
    expect(reading?.strictest).toBe('everyone');
    expect(await reasonsOf(setting, sessionId)).toEqual([{ code: 'remote-consent-missing', personId: remote }]);
    await agree(setting, sessionId, remote);
    expect(await reasonsOf(setting, sessionId)).toEqual([]);
  });
});
