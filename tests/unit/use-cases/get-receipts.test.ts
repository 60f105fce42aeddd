import { readFile } from 'node:fs/promises';
import Ajv from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiptSchema } from '../../../contract/receipt.ts';
import { getAgreement, refuseConsent } from '../../../main/use-cases/ask-for-consent.ts';
import { projectAgreement } from '../../../main/consent/chosen-agreement.ts';
import { chooseAgreement } from '../../../main/use-cases/choose-agreement.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
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
    const [receipt] = await getReceipts(setting.unlocked, { sessionId, personId });
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
    const [receipt] = await getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout(receipt)).toEqual([]);
    expect(Date.parse(receipt?.valid_until ?? '')).toBe(chosen?.terms.validUntilMs);
    expect(receipt?.retention_period?.rule).toBe('for');
    expect(Date.parse(receipt?.retention_period?.destroy_by ?? '')).toBe(chosen?.terms.destroyByMs);
  });

  it('names the person by code, and not by the name that was signed with', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const [receipt] = await getReceipts(setting.unlocked, { sessionId, personId });
    expect(receipt?.pii_principal_id).toBe('Ann');
    expect(JSON.stringify(receipt)).not.toContain('A. Name');
  });

  it('is the same after the vault was locked and unlocked', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const before = await getReceipts(setting.unlocked, { sessionId, personId });
    await setting.reopen();
    expect(await getReceipts(setting.unlocked, { sessionId, personId })).toEqual(before);
  });
});

describe('the receipt for a refusal', () => {
  it('is what the schema asks for, and grants nothing', async () => {
    await using setting = await useCaseSetting();
    const { id: sessionId } = await createSession(setting.unlocked);
    const personId = await addPerson(setting, sessionId, 'Ann');
    const { textHash, language } = await getAgreement(setting.unlocked, { sessionId, personId });
    await refuseConsent(setting.unlocked, { sessionId, personId, textHash, language });
    const [receipt] = await getReceipts(setting.unlocked, { sessionId, personId });
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
    const [receipt] = await getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout(receipt)).toEqual([]);
    expect(receipt?.withdrawal).toEqual({
      scope: 'all',
      effect,
      actions: [{ recording_id: recordingId, action }],
      not_reached: ['copies-of-the-vault', 'blocks-left-on-flash'],
    });
  });

  it('follows the one for the consent in the same chain', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    await withdrawConsent(setting.unlocked, { sessionId, personId, withdrawal: { scope: 'future' } });
    const [withdrawn, given] = await getReceipts(setting.unlocked, { sessionId, personId });
    expect(withdrawn?.previous_record_id).toBe(given?.record_id);
    expect(given?.previous_record_id).toBeNull();
    expect(withdrawn?.privacy_notice).toEqual(given?.privacy_notice);
    expect(withdrawn?.retention_period).toEqual(given?.retention_period);
    expect(withdrawn?.valid_until).toBeNull();
  });
});

describe('the published schema', () => {
  it('refuses a receipt with a field that nobody knows, such as a name', async () => {
    const { setting, sessionId, personId } = await agreed();
    await using _ = setting;
    const [receipt] = await getReceipts(setting.unlocked, { sessionId, personId });
    expect(complaintsAbout({ ...receipt, name: 'A. Name' })).toHaveLength(1);
  });

  it('lists the same fields as what crosses to the page', async () => {
    const schema: unknown = JSON.parse(await readFile(schemaFile, 'utf8'));
    expect(schema).toMatchObject({ required: Object.keys(receiptSchema.shape) });
  });
});
