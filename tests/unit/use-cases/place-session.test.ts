import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../../contract/ids.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { confirmDuty, getJurisdiction, placeSession } from '../../../main/use-cases/place-session.ts';
import { startRecording } from '../../../main/use-cases/start-recording.ts';
import { addPerson, agree, begin, consentingSession } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

/** A session in Nevada to which everyone has agreed. */
async function inNevada(setting: UseCaseSetting): Promise<SessionId> {
  const { sessionId } = await consentingSession(setting, 'Ann');
  await placeSession(setting.unlocked, { sessionId, room: 'US-NV' });
  return sessionId;
}

async function confirmAll({ unlocked }: UseCaseSetting, sessionId: SessionId): Promise<void> {
  const { gateReasons } = await getSession(unlocked, sessionId);
  for (const reason of gateReasons) {
    if (reason.code === 'duty-unconfirmed') {
      await confirmDuty(unlocked, { sessionId, duty: reason.duty, isConfirmed: true });
    }
  }
}

async function reasonCodes({ unlocked }: UseCaseSetting, sessionId: SessionId): Promise<string[]> {
  const answer = await startRecording(unlocked, sessionId);
  return answer.outcome === 'started' ? [] : answer.reasons.map(({ code }) => code);
}

describe('a recording in Nevada', () => {
  it('is refused, with a reason for each duty, although everyone has agreed', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await inNevada(setting);
    expect(await reasonCodes(setting, sessionId)).toEqual(Array.from({ length: 8 }, () => 'duty-unconfirmed'));
    expect(setting.armed).toEqual([]);
  });

  it('starts once each duty has been confirmed', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await inNevada(setting);
    await confirmAll(setting, sessionId);
    await setting.recorders.end(await begin(setting, sessionId));
  });

  it('is refused again once a confirmation is taken back', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await inNevada(setting);
    await confirmAll(setting, sessionId);
    await confirmDuty(setting.unlocked, { sessionId, duty: 'written-consent', isConfirmed: false });
    expect(await startRecording(setting.unlocked, sessionId)).toEqual({
      outcome: 'refused',
      reasons: [{ code: 'duty-unconfirmed', duty: 'written-consent' }],
    });
  });

  it('is refused again once somebody is added, of whom nothing was confirmed', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await inNevada(setting);
    await confirmAll(setting, sessionId);
    await agree(setting, sessionId, await addPerson(setting, sessionId, 'Bea'));
    expect(await reasonCodes(setting, sessionId)).toContain('duty-unconfirmed');
  });

  it('is refused without consent, whatever duties were confirmed', async () => {
    await using setting = await useCaseSetting();
    const { id: sessionId } = await createSession(setting.unlocked);
    await addPerson(setting, sessionId, 'Ann');
    await placeSession(setting.unlocked, { sessionId, room: 'US-NV' });
    await confirmAll(setting, sessionId);
    expect(await reasonCodes(setting, sessionId)).toEqual(['consent-missing']);
  });

  it('keeps its duties over a lock, as the log has them', async () => {
    await using setting = await useCaseSetting();
    const sessionId = await inNevada(setting);
    await setting.reopen();
    expect(await reasonCodes(setting, sessionId)).toContain('duty-unconfirmed');
  });
});

describe('the place of a session', () => {
  it('asks for the duties of somebody remote as of the room', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    await agree(setting, sessionId, await addPerson(setting, sessionId, 'Bea', { presence: 'remote', place: 'US-IL' }));
    expect(await startRecording(setting.unlocked, sessionId)).toEqual({
      outcome: 'refused',
      reasons: [
        { code: 'duty-unconfirmed', duty: 'specific-ai-consent' },
        { code: 'duty-unconfirmed', duty: 'voiceprint-consent' },
      ],
    });
  });

  it('is remembered for the next session, together with its duties', async () => {
    await using setting = await useCaseSetting();
    await inNevada(setting);
    const next = await getJurisdiction(setting.unlocked, null);
    expect(next.place).toEqual({ room: 'US-NV', remote: [] });
    const { sessionId } = await consentingSession(setting, 'Bea');
    expect(await reasonCodes(setting, sessionId)).toContain('duty-unconfirmed');
  });

  it('is not known, and read as nothing, until somebody has said it', async () => {
    await using setting = await useCaseSetting();
    const { id } = await createSession(setting.unlocked);
    expect(await getJurisdiction(setting.unlocked, id)).toEqual({ place: null, reading: null, confirmed: [] });
  });

  it('cannot be changed while it is being recorded', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    const moved = placeSession(setting.unlocked, { sessionId, room: 'US-TX' });
    await expect(moved).rejects.toMatchObject({ code: 'request/conflict' });
    await setting.recorders.end(recordingId);
  });

  it('lets nobody confirm a duty that it does not ask to be checked', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    await placeSession(setting.unlocked, { sessionId, room: 'US-WA' });
    const confirmed = confirmDuty(setting.unlocked, { sessionId, duty: 'announced', isConfirmed: true });
    await expect(confirmed).rejects.toMatchObject({ code: 'request/conflict' });
  });
});
