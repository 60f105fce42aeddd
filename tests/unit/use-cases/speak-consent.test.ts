import { describe, expect, it } from 'vitest';
import { textHashSchema } from '../../../contract/ids.ts';
import { reservedBytes } from '../../../contract/limits.ts';
import { getAgreement, grantConsent } from '../../../main/use-cases/ask-for-consent.ts';
import { drawWaveform } from '../../../main/use-cases/draw-waveform.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { settleRecording } from '../../../main/use-cases/settle-recording.ts';
import { beginSpokenConsent, discardSpokenConsent } from '../../../main/use-cases/speak-consent.ts';
import { addPerson, agree, begin, consentingSession, placedSession, refuse } from '../../support/consenting-session.ts';
import {
  agreeBy,
  beginToSpeak,
  everything,
  nothing,
  reasonsOf,
  speakFor,
  whatIsLeftOf,
} from '../../support/spoken-consent.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

async function asked() {
  const setting = await useCaseSetting();
  const sessionId = await placedSession(setting);
  const ann = { sessionId, personId: await addPerson(setting, sessionId, 'Ann') };
  const bea = { sessionId, personId: await addPerson(setting, sessionId, 'Bea') };
  return { setting, sessionId, ann, bea };
}

describe('words by which somebody agrees', () => {
  it('stand as their consent, which names the recording in log and receipt', async () => {
    const { setting, sessionId, ann } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann);
    await agreeBy(setting, ann, recordingId);
    const { participants } = await getSession(setting.unlocked, sessionId);
    expect(participants[0]?.consent).toMatchObject({ state: 'granted', method: 'spoken', spokenIn: recordingId });
    const [receipt] = getReceipts(setting.unlocked, ann);
    expect(receipt?.event).toMatchObject({ method: 'spoken', spoken_in: recordingId });
  });

  it('are told by the log alone from a recording of the session', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann);
    const { textHash } = await getAgreement(setting.unlocked, ann);
    const [began] = setting.rooms.log.events({ kind: 'recording', id: recordingId });
    expect(began?.body).toMatchObject({ spokenConsent: { personId: ann.personId, textHash } });
  });

  it('have a key of their own, and no recorder is left when they have been said', async () => {
    const { setting, ann, bea } = await asked();
    await using _ = setting;
    const ofAnn = await speakFor(setting, ann);
    const ofBea = await speakFor(setting, bea);
    expect(setting.rooms.vault.recordingIds.toSorted()).toEqual([ofAnn, ofBea].toSorted());
    expect(setting.recorders.current()).toBeNull();
  });

  it('are played to nobody while no recording rests on them', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann);
    await agreeBy(setting, ann, recordingId);
    const notFound = { code: 'request/not-found' };
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toMatchObject(notFound);
    await expect(drawWaveform(setting.unlocked, { recordingId, bars: 10 })).rejects.toMatchObject(notFound);
  });

  it('do not open the gate for anybody else', async () => {
    const { setting, sessionId, ann, bea } = await asked();
    await using _ = setting;
    await agreeBy(setting, ann, await speakFor(setting, ann));
    const { gateReasons } = await getSession(setting.unlocked, sessionId);
    expect(gateReasons).toEqual([{ code: 'consent-missing', personId: bea.personId }]);
  });
});

describe('nothing is recorded of somebody who would agree', () => {
  it('on a disk without room for a minute beside what deletions need, and nothing is left of the try', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const oneMinute = (48_000 / 8) * 60;
    setting.world.freeBytes = reservedBytes + oneMinute - 1;
    await expect(beginToSpeak(setting, ann)).rejects.toMatchObject({ code: 'storage/disk-full' });
    expect(setting.rooms.vault.recordingIds).toEqual([]);
    expect(setting.recorders.current()).toBeNull();
    setting.world.freeBytes = reservedBytes + oneMinute;
    await speakFor(setting, ann);
  });

  it('while anything else is', async () => {
    const { setting, ann, bea } = await asked();
    await using _ = setting;
    const running = await beginToSpeak(setting, ann);
    await expect(beginToSpeak(setting, bea)).rejects.toMatchObject({ code: 'request/conflict' });
    await setting.recorders.end(running);
  });

  it('once somebody else has refused', async () => {
    const { setting, ann, bea } = await asked();
    await using _ = setting;
    await refuse(setting, bea);
    await expect(beginToSpeak(setting, ann)).rejects.toMatchObject({ code: 'consent/somebody-refused' });
    expect(setting.rooms.vault.recordingIds).toEqual([]);
  });

  it('to another text than theirs', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const textHash = textHashSchema.parse('0'.repeat(64));
    const speaking = { ...ann, textHash };
    await expect(beginSpokenConsent(setting.unlocked, speaking)).rejects.toMatchObject({
      code: 'consent/agreement-changed',
    });
  });

  it('who is not in the session', async () => {
    const { setting, sessionId } = await asked();
    await using _ = setting;
    const other = await consentingSession(setting, 'Cleo');
    const [cleo] = other.people;
    if (cleo === undefined) throw new Error('nobody');
    await expect(beginToSpeak(setting, { sessionId, personId: cleo })).rejects.toMatchObject({
      code: 'request/not-found',
    });
  });
});

describe('words are no consent', () => {
  it('of somebody else', async () => {
    const { setting, ann, bea } = await asked();
    await using _ = setting;
    const ofBea = await speakFor(setting, bea);
    await expect(agreeBy(setting, ann, ofBea)).rejects.toMatchObject({ code: 'consent/spoken-missing' });
  });

  it('in another session', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann);
    const other = await placedSession(setting);
    const elsewhere = { sessionId: other, personId: await addPerson(setting, other, 'Ann') };
    await expect(agreeBy(setting, elsewhere, recordingId)).rejects.toMatchObject({ code: 'consent/spoken-missing' });
  });

  it('while they are being said', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const recordingId = await beginToSpeak(setting, ann);
    await expect(agreeBy(setting, ann, recordingId)).rejects.toMatchObject({ code: 'consent/spoken-missing' });
    await setting.recorders.end(recordingId);
  });

  it('of a second or less', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann, 0.9);
    await expect(agreeBy(setting, ann, recordingId)).rejects.toMatchObject({ code: 'consent/spoken-too-short' });
  });

  it('when they are a recording of the session', async () => {
    const { setting, sessionId, ann, bea } = await asked();
    await using _ = setting;
    await agree(setting, sessionId, ann.personId);
    await agree(setting, sessionId, bea.personId);
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.speak(recordingId, 3);
    await settleRecording(setting.unlocked, recordingId);
    await expect(agreeBy(setting, ann, recordingId)).rejects.toMatchObject({ code: 'consent/spoken-missing' });
  });
});

describe('words that nobody has agreed by yet', () => {
  it('are destroyed when they are said again', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const first = await speakFor(setting, ann);
    const second = await speakFor(setting, ann);
    expect(whatIsLeftOf(setting, first)).toEqual(nothing);
    expect(reasonsOf(setting, first)).toEqual(['spoken-again']);
    expect(whatIsLeftOf(setting, second)).toEqual(everything);
  });

  it('are destroyed when their person leaves them, also in the middle of it', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const recordingId = await beginToSpeak(setting, ann);
    await discardSpokenConsent(setting.unlocked, ann);
    expect(setting.recorders.current()).toBeNull();
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('are destroyed when their person signs with a name instead', async () => {
    const { setting, sessionId, ann } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann);
    await agree(setting, sessionId, ann.personId);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('are left alone by somebody else who agrees', async () => {
    const { setting, sessionId, ann, bea } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann);
    await agree(setting, sessionId, bea.personId);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });

  it('stay when their person leaves them and has agreed by them', async () => {
    const { setting, ann } = await asked();
    await using _ = setting;
    const recordingId = await speakFor(setting, ann);
    await agreeBy(setting, ann, recordingId);
    await discardSpokenConsent(setting.unlocked, ann);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });
});

it('a consent by words that are destroyed has to be given again', async () => {
  const { setting, sessionId, ann, bea } = await asked();
  await using _ = setting;
  await agreeBy(setting, ann, await speakFor(setting, ann));
  await refuse(setting, bea);
  await agree(setting, sessionId, bea.personId);
  const { participants, gateReasons } = await getSession(setting.unlocked, sessionId);
  expect(participants[0]?.consent).toEqual({ state: 'not-asked', why: 'words-destroyed' });
  expect(gateReasons).toEqual([{ code: 'consent-missing', personId: ann.personId }]);
  const { textHash, language } = await getAgreement(setting.unlocked, ann);
  const signature = { kind: 'typed', name: 'A. Name' } as const;
  const typed = { ...ann, textHash, language, purposes: ['supervision'], signature, witness: null } as const;
  expect((await grantConsent(setting.unlocked, typed)).gateReasons).toEqual([]);
});
