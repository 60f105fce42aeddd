import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sessionIdSchema } from '../../../contract/ids.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { refuseConsent, getAgreement } from '../../../main/use-cases/ask-for-consent.ts';
import { removeParticipant } from '../../../main/use-cases/change-participants.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { startRecording } from '../../../main/use-cases/start-recording.ts';
import { addPerson, begin, consentingSession } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

async function recordingFolders(setting: UseCaseSetting): Promise<string[]> {
  return readdir(join(setting.folder, 'recordings')).catch(() => []);
}

describe('starting a recording', () => {
  it('gives the recorder the key of the first segment and then arms the microphone', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann', 'Bea');
    const recordingId = await begin(setting, sessionId);
    expect(setting.recorders.current()).toBe(recordingId);
    expect(setting.armed).toMatchObject([
      { bitrateBps: 48_000, microphone: null, computerSound: null, echoCancellation: false },
    ]);
    expect(await recordingFolders(setting)).toEqual([recordingId]);
    await setting.recorders.end(recordingId);
  });

  it('is refused for a person who has not been asked, and leaves no file and no open microphone', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const personId = await addPerson(setting, sessionId, 'Bea');
    const answer = await startRecording(setting.unlocked, sessionId);
    expect(answer).toEqual({ outcome: 'refused', reasons: [{ code: 'consent-missing', personId }] });
    expect(setting.armed).toEqual([]);
    expect(await recordingFolders(setting)).toEqual([]);
  });

  it('is refused once a person who had agreed says no', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, people } = await consentingSession(setting, 'Ann');
    const [personId] = people;
    if (personId === undefined) throw new Error('nobody');
    const { textHash, language } = await getAgreement(setting.unlocked, { sessionId, personId });
    await refuseConsent(setting.unlocked, { sessionId, personId, textHash, language });
    const answer = await startRecording(setting.unlocked, sessionId);
    expect(answer).toEqual({ outcome: 'refused', reasons: [{ code: 'consent-refused', personId }] });
  });

  it('is refused for a session with nobody in it', async () => {
    await using setting = await useCaseSetting();
    const { id } = await createSession(setting.unlocked);
    expect(await startRecording(setting.unlocked, id)).toEqual({
      outcome: 'refused',
      reasons: [{ code: 'no-participants' }, { code: 'place-missing' }],
    });
  });

  it('is refused while another recording runs', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    const answer = await startRecording(setting.unlocked, sessionId);
    expect(answer).toEqual({ outcome: 'refused', reasons: [{ code: 'already-recording' }] });
    await setting.recorders.end(recordingId);
  });

  it('is refused on a disk without room for half an hour', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    setting.world.freeBytes = 4 * 1024 * 1024 + 29 * 60 * 6000;
    const answer = await startRecording(setting.unlocked, sessionId);
    expect(answer).toEqual({ outcome: 'refused', reasons: [{ code: 'disk-space', freeMinutes: 29 }] });
  });

  it('is refused for a session that is not there', async () => {
    await using setting = await useCaseSetting();
    const nowhere = sessionIdSchema.parse('0'.repeat(32));
    await expect(startRecording(setting.unlocked, nowhere)).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('leaves no key, row or file when no recorder could be started', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    setting.recorders.failure = new SottoError('capture/recorder-gone');
    await expect(startRecording(setting.unlocked, sessionId)).rejects.toMatchObject({ code: 'capture/recorder-gone' });
    expect(setting.rooms.vault.recordingIds).toEqual([]);
    expect(setting.rooms.catalog.recordings.ofSession(sessionId)).toEqual([]);
    expect(await recordingFolders(setting)).toEqual([]);
  });

  it('is decided by the log: a row taken out of the index takes nobody out of the session', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const personId = await addPerson(setting, sessionId, 'Bea');
    setting.rooms.catalog.participations.remove(sessionId, personId);
    const answer = await startRecording(setting.unlocked, sessionId);
    expect(answer).toEqual({ outcome: 'refused', reasons: [{ code: 'consent-missing', personId }] });
  });

  it('goes ahead once the person who had not agreed is no longer in the session', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const personId = await addPerson(setting, sessionId, 'Bea');
    await removeParticipant(setting.unlocked, sessionId, personId);
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.end(recordingId);
  });
});
