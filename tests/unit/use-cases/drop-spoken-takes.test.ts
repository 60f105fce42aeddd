import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SottoError } from '../../../contract/sotto-error.ts';
import { agree, addPerson, begin, placedSession, record, refuse } from '../../support/consenting-session.ts';
import {
  agreeBy,
  beginToSpeak,
  everything,
  nothing,
  reasonsOf,
  speakFor,
  whatIsLeftOf,
} from '../../support/spoken-consent.ts';
import { someChoice } from '../../support/chosen-terms.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { removeParticipant } from '../../../main/use-cases/change-participants.ts';
import { chooseAgreement } from '../../../main/use-cases/choose-agreement.ts';
import { deleteRecording } from '../../../main/use-cases/delete-later.ts';
import { destroySession } from '../../../main/use-cases/destroy-session.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { exportReceipt } from '../../../main/use-cases/export-receipt.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { listDue } from '../../../main/use-cases/list-due.ts';
import { listSessions } from '../../../main/use-cases/list-sessions.ts';
import { throwAwayRecording } from '../../../main/use-cases/throw-away-recording.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';

/** Ann has agreed by what she said; Bea has not been asked yet. */
async function spoken() {
  const setting = await useCaseSetting();
  const sessionId = await placedSession(setting);
  const ann = { sessionId, personId: await addPerson(setting, sessionId, 'Ann') };
  const bea = { sessionId, personId: await addPerson(setting, sessionId, 'Bea') };
  const recordingId = await speakFor(setting, ann);
  await agreeBy(setting, ann, recordingId);
  return { setting, sessionId, ann, bea, recordingId };
}

/** The same, and the session has been recorded. */
async function recorded() {
  const parts = await spoken();
  await agree(parts.setting, parts.sessionId, parts.bea.personId);
  const session = await record(parts.setting, parts.sessionId, 1);
  return { ...parts, session };
}

describe('spoken words are destroyed at once when', () => {
  it('somebody else refuses', async () => {
    const { setting, bea, recordingId } = await spoken();
    await using _ = setting;
    await refuse(setting, bea);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
    expect(reasonsOf(setting, recordingId)).toEqual(['not-everyone-agreed']);
  });

  it('somebody else refuses while they are being said', async () => {
    const { setting, ann, bea } = await spoken();
    await using _ = setting;
    const running = await beginToSpeak(setting, ann);
    await refuse(setting, bea);
    expect(setting.recorders.current()).toBeNull();
    expect(whatIsLeftOf(setting, running)).toEqual(nothing);
  });

  it('their person refuses after all', async () => {
    const { setting, ann, recordingId } = await spoken();
    await using _ = setting;
    await refuse(setting, ann);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('their person withdraws, even for what is to come alone', async () => {
    const { setting, ann, recordingId } = await spoken();
    await using _ = setting;
    await withdrawConsent(setting.unlocked, { ...ann, withdrawal: { scope: 'future' } });
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('somebody else takes back that they agreed', async () => {
    const { setting, sessionId, bea, recordingId } = await spoken();
    await using _ = setting;
    await agree(setting, sessionId, bea.personId);
    await withdrawConsent(setting.unlocked, { ...bea, withdrawal: { scope: 'future' } });
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('their person is taken out of the session', async () => {
    const { setting, sessionId, ann, recordingId } = await spoken();
    await using _ = setting;
    await removeParticipant(setting.unlocked, sessionId, ann.personId);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('other terms are chosen', async () => {
    const { setting, sessionId, recordingId } = await spoken();
    await using _ = setting;
    const choice = { ...someChoice, isInClinicalRecord: !someChoice.isInClinicalRecord };
    await chooseAgreement(setting.unlocked, { sessionId, choice });
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('the session is destroyed', async () => {
    const { setting, sessionId, recordingId } = await recorded();
    await using _ = setting;
    await destroySession(setting.unlocked, sessionId);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
    expect(reasonsOf(setting, recordingId)).toEqual(['session-deleted']);
  });
});

describe('at the next unlock', () => {
  it('words that nobody had agreed by are destroyed', async () => {
    const { setting, bea } = await spoken();
    await using _ = setting;
    const recordingId = await speakFor(setting, bea);
    await setting.reopen();
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('words that a crash cut off are destroyed, and nothing is said to have been recovered', async () => {
    const { setting, bea } = await spoken();
    await using _ = setting;
    const recordingId = await beginToSpeak(setting, bea);
    await setting.reopen(() => setting.recorders.end(recordingId));
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
    expect(setting.rooms.notices).toEqual([]);
  });

  it('words are destroyed that a crash kept from being destroyed after a refusal', async () => {
    const { setting, sessionId, bea, recordingId } = await spoken();
    await using _ = setting;
    const consent = (await getSession(setting.unlocked, sessionId)).participants[0]?.consent;
    if (consent?.state !== 'granted') throw new Error('not agreed');
    const { textHash, language } = consent;
    await setting.rooms.log.append(
      { kind: 'person', id: bea.personId },
      { kind: 'consent.refused', sessionId, textHash, language },
    );
    await setting.reopen();
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('words are destroyed in a session of which there are only notes', async () => {
    const { setting, sessionId, recordingId } = await spoken();
    await using _ = setting;
    await beginNotes(setting.unlocked, sessionId);
    await setting.reopen();
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });

  it('words stay by which their person agreed, as the session may yet be recorded', async () => {
    const { setting, sessionId, recordingId } = await spoken();
    await using _ = setting;
    await setting.reopen();
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
    const { participants } = await getSession(setting.unlocked, sessionId);
    expect(participants[0]?.consent.state).toBe('granted');
  });

  it('words stay of which their person was given a receipt since', async () => {
    const { setting, ann, bea, recordingId } = await spoken();
    await using _ = setting;
    const [receipt] = getReceipts(setting.unlocked, ann);
    const recordId = receipt?.record_id ?? '';
    await exportReceipt(setting.unlocked, { personId: ann.personId, recordId, format: 'json' });
    await agree(setting, ann.sessionId, bea.personId);
    await setting.reopen();
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });

  it('words stay of whose session a part was erased since', async () => {
    const { setting, ann, session, recordingId } = await recorded();
    await using _ = setting;
    const wish = { personId: ann.personId, saidAs: 'withdrawal' } as const;
    await erasePassage(setting.unlocked, { recordingId: session, fromMs: 0, toMs: 100, wish });
    await setting.reopen();
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });

  it('words stay on which a recording rests, also when there are notes', async () => {
    const { setting, sessionId, recordingId } = await recorded();
    await using _ = setting;
    await beginNotes(setting.unlocked, sessionId);
    await setting.reopen();
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
  });

  it('words that have their tombstone are destroyed to the end', async () => {
    const { setting, recordingId } = await spoken();
    await using _ = setting;
    await setting.rooms.log.append(
      { kind: 'recording', id: recordingId },
      { kind: 'recording.destroying', reason: 'not-everyone-agreed' },
    );
    await setting.reopen(() => writeFile(join(setting.folder, 'recordings', recordingId, '000001.audio'), ''));
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });
});

describe('words on which a recording rests', () => {
  it('are shown before it, with whose they are', async () => {
    const { setting, sessionId, ann, recordingId, session } = await recorded();
    await using _ = setting;
    const detail = await getSession(setting.unlocked, sessionId);
    expect(detail.recordings.map(({ id }) => id)).toEqual([session]);
    expect(detail.spokenConsents).toMatchObject([
      { recording: { id: recordingId, state: 'complete' }, personId: ann.personId, code: 'Ann' },
    ]);
  });

  it('stay when somebody refuses later', async () => {
    const { setting, bea, recordingId } = await recorded();
    await using _ = setting;
    await refuse(setting, bea);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });

  it('stay when their person says other words for another recording', async () => {
    const { setting, ann, recordingId } = await recorded();
    await using _ = setting;
    await agreeBy(setting, ann, await speakFor(setting, ann));
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });

  it('go when their person withdraws everything and wants it destroyed', async () => {
    const { setting, ann, recordingId } = await recorded();
    await using _ = setting;
    await withdrawConsent(setting.unlocked, { ...ann, withdrawal: { scope: 'all', effect: 'destroy' } });
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
    expect(reasonsOf(setting, recordingId)).toEqual(['withdrawn']);
  });

  it('are not played any more when their person withdraws and leaves them', async () => {
    const { setting, sessionId, ann, recordingId } = await recorded();
    await using _ = setting;
    await withdrawConsent(setting.unlocked, { ...ann, withdrawal: { scope: 'all', effect: 'keep-unused' } });
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toMatchObject({ code: 'consent/withdrawn' });
    const { withdrawals } = await getSession(setting.unlocked, sessionId);
    expect(withdrawals.map((line) => line.recordingId)).toContain(recordingId);
  });

  it('are left alone when somebody else withdraws', async () => {
    const { setting, bea, recordingId } = await recorded();
    await using _ = setting;
    await withdrawConsent(setting.unlocked, { ...bea, withdrawal: { scope: 'all', effect: 'destroy' } });
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });
});

describe('spoken words are no recording of the session', () => {
  it('to be asked again about, nor due', async () => {
    const { setting, sessionId, recordingId } = await recorded();
    await using _ = setting;
    const { secondAskings } = await getSession(setting.unlocked, sessionId);
    expect(secondAskings.map((asking) => asking.recordingId)).not.toContain(recordingId);
    expect(listDue(setting.unlocked).first.map(({ recording }) => recording.id)).not.toContain(recordingId);
  });

  it('in the list of sessions', async () => {
    const { setting, recordingId } = await spoken();
    await using _ = setting;
    expect(listSessions(setting.unlocked, '').flatMap(({ recordings }) => recordings)).toEqual([]);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(everything);
  });

  it('to be deleted or thrown away', async () => {
    const { setting, recordingId } = await spoken();
    await using _ = setting;
    const notFound = { code: 'request/not-found' };
    await expect(deleteRecording(setting.unlocked, recordingId)).rejects.toMatchObject(notFound);
    await expect(throwAwayRecording(setting.unlocked, recordingId)).rejects.toMatchObject(notFound);
  });

  it('that a start which failed could rest on', async () => {
    const { setting, sessionId, bea, recordingId } = await spoken();
    await using _ = setting;
    await agree(setting, sessionId, bea.personId);
    setting.recorders.failure = new SottoError('capture/recorder-gone');
    await expect(begin(setting, sessionId)).rejects.toMatchObject({ code: 'capture/recorder-gone' });
    setting.recorders.failure = null;
    await refuse(setting, bea);
    expect(whatIsLeftOf(setting, recordingId)).toEqual(nothing);
  });
});
