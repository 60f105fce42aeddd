import { readFile } from 'node:fs/promises';
import Ajv from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiptSchema } from '../../../contract/receipt.ts';
import { getAgreement, refuseConsent } from '../../../main/use-cases/ask-for-consent.ts';
import { projectAgreement } from '../../../main/consent/chosen-agreement.ts';
import { removeParticipant } from '../../../main/use-cases/change-participants.ts';
import { chooseAgreement } from '../../../main/use-cases/choose-agreement.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { exportReceipt } from '../../../main/use-cases/export-receipt.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';
import { someChoice } from '../../support/chosen-terms.ts';
import { addPerson, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

const schemaFile = new URL('../../../docs/receipt.schema.json', import.meta.url);
let complaintsAbout: (receipt: unknown) => unknown[];

beforeAll(async () => {
  const schema: unknown = JSON.parse(await readFile(schemaFile, 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error('no schema');
  const validate = new Ajv().compile(schema);
  complaintsAbout = (receipt) => {
    void validate(JSON.parse(JSON.stringify(receipt)));
    return validate.errors ?? [];
  };
});

async function agreed() {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann');
  const [personId] = people;
  if (personId === undefined) throw new Error('nobody');
  return { setting, sessionId, personId };
}

describe('the receipt for a consent', () => {
  it('is what the published schema asks for, with each purpose and its decision', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const [receipt] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout(receipt)).toEqual([]);
    expect(receipt?.event.event_state).toBe('given');
    expect(receipt?.purposes.filter(({ decision }) => decision === 'given')).toEqual([
      { purpose: 'supervision', decision: 'given' },
    ]);
    expect(receipt?.purposes).toHaveLength(5);
  });

  it('says how long it was agreed to keep the recording, and until when the consent holds', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const chosen = projectAgreement(setting.unlocked.log.events({ kind: 'session', id: sessionId }));
    // Terms that come later are no part of what was agreed to.
    await chooseAgreement(setting.unlocked, { sessionId, choice: { ...someChoice, retention: { rule: 'keep' } } });
    const [receipt] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout(receipt)).toEqual([]);
    expect(Date.parse(receipt?.valid_until ?? '')).toBe(chosen?.terms.validUntilMs);
    expect(receipt?.retention_period?.rule).toBe('for');
    expect(Date.parse(receipt?.retention_period?.destroy_by ?? '')).toBe(chosen?.terms.destroyByMs);
  });

  it('names the person by code, and not by the name that was signed with', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const [receipt] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(receipt?.pii_principal_id).toBe('Ann');
    expect(JSON.stringify(receipt)).not.toContain('A. Name');
  });

  it('is the same after the vault was locked and unlocked', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const before = getReceipts(setting.unlocked, { sessionId, personId });
    await setting.reopen();
    expect(getReceipts(setting.unlocked, { sessionId, personId })).toEqual(before);
  });
});

describe('the receipt for a refusal', () => {
  it('is what the schema asks for, and grants nothing', async () => {
    await using setting = await useCaseSetting();
    const { id: sessionId } = await createSession(setting.unlocked);
    const personId = await addPerson(setting, sessionId, 'Ann');
    const { textHash, language } = await getAgreement(setting.unlocked, { sessionId, personId });
    await refuseConsent(setting.unlocked, { sessionId, personId, textHash, language });
    const [receipt] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout(receipt)).toEqual([]);
    expect(receipt?.event.event_state).toBe('refused');
    expect(receipt).toMatchObject({ retention_period: null, valid_until: null });
    expect(receipt?.purposes.every(({ decision }) => decision === 'refused')).toBe(true);
  });
});

describe('the receipt for a withdrawal', () => {
  it.each([
    ['destroy', 'destroyed'],
    ['keep-unused', 'kept-unused'],
  ] as const)('to %s says what was done and what is not reached', async (effect, action) => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal: { scope: 'all', effect } });
    const [receipt] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout(receipt)).toEqual([]);
    expect(receipt?.withdrawal).toEqual({
      scope: 'all',
      effect,
      actions: [{ recording_id: recordingId, action, at: effect === 'destroy' ? receipt?.event.event_time : null }],
      passage: null,
      not_reached: ['copies-of-the-vault', 'blocks-left-on-flash'],
    });
  });

  it('of a passage names what was erased, edges included, and takes no consent away', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 2);
    const wish = { personId, saidAs: 'withdrawal' } as const;
    const { fromMs, toMs } = await erasePassage(setting.unlocked, { recordingId, fromMs: 500, toMs: 1000, wish });
    const [receipt, given] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout(receipt)).toEqual([]);
    expect(receipt?.event.event_state).toBe('withdrawn');
    expect(receipt?.withdrawal).toMatchObject({ scope: 'passage', passage: { from_ms: fromMs, to_ms: toMs } });
    expect(receipt?.withdrawal?.actions).toMatchObject([{ recording_id: recordingId, action: 'passage-erased' }]);
    expect(given?.recording_ids).toEqual([recordingId]);
    expect(receipt?.supersedes).toBeNull();
    expect((await getSession(setting.unlocked, sessionId)).gateReasons).toEqual([]);
  });

  it('follows the one for the consent in the same chain', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal: { scope: 'future' } });
    const [withdrawn, given] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(withdrawn?.previous_record_id).toBe(given?.record_id);
    expect(withdrawn?.supersedes).toBe(given?.record_id);
    expect(given?.supersedes).toBeNull();
    expect(given?.previous_record_id).toBeNull();
    expect(withdrawn?.privacy_notice).toEqual(given?.privacy_notice);
    expect(withdrawn?.retention_period).toEqual(given?.retention_period);
    expect(withdrawn?.valid_until).toBeNull();
  });
});

describe('receipts of a person', () => {
  it('can be asked for over all sessions, each with the recordings made under it', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await consentingSession(setting, 'Ann');
    const receipts = getReceipts(setting.unlocked, { sessionId: null, personId });
    expect(receipts.map((receipt) => receipt.recording_ids)).toEqual([[], [recordingId]]);
    expect(receipts.flatMap(complaintsAbout)).toEqual([]);
  });

  it('are still given to somebody who was taken out of the session, who can also withdraw there', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    await removeParticipant(setting.unlocked, sessionId, personId);
    await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal: { scope: 'future' } });
    expect(getReceipts(setting.unlocked, { sessionId, personId })).toHaveLength(2);
  });
});

describe('a receipt that is given out', () => {
  it('is logged in the chain of the person, and stays the same receipt', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const [before] = getReceipts(setting.unlocked, { sessionId, personId });
    const recordId = before?.record_id ?? '';
    const given = await exportReceipt(setting.unlocked, { personId, recordId, format: 'json' });
    expect(given).toEqual(before);
    expect(getReceipts(setting.unlocked, { sessionId, personId })).toEqual([before]);
    const last = setting.rooms.log.events({ kind: 'person', id: personId }).at(-1)?.body;
    expect(last).toMatchObject({ kind: 'receipt.exported', sessionId, format: 'json' });
  });

  it('must be one of that person', async () => {
    const { setting, personId } = await agreed();
    await using _ = setting;
    const asked = exportReceipt(setting.unlocked, { personId, recordId: '0'.repeat(64), format: 'pdf' });
    await expect(asked).rejects.toMatchObject({ code: 'request/not-found' });
  });
});

describe('the published schema', () => {
  it('refuses a receipt with a field that nobody knows, such as a name', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const [receipt] = getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout({ ...receipt, name: 'A. Name' })).toHaveLength(1);
  });

  it('lists the same fields as what crosses to the page', async () => {
    const schema: unknown = JSON.parse(await readFile(schemaFile, 'utf8'));
    expect(schema).toMatchObject({ required: Object.keys(receiptSchema.shape) });
  });
});
