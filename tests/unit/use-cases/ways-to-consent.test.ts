import { describe, expect, it } from 'vitest';
import type { Paper, Signature } from '../../../contract/consent.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { getAgreement, grantConsent } from '../../../main/use-cases/ask-for-consent.ts';
import { destroySession } from '../../../main/use-cases/destroy-session.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { addPerson, placedSession } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

const form = Buffer.from('%PDF-1.7 signed on paper');

async function asked() {
  const setting = await useCaseSetting();
  const sessionId = await placedSession(setting);
  const personId = await addPerson(setting, sessionId, 'Ann');
  const { textHash, language } = await getAgreement(setting.unlocked, { sessionId, personId });
  const whose = { sessionId, personId };
  const send = (bytes: Buffer) => {
    const part = bytes.toString('base64');
    setting.unlocked.scans.add({ ...whose, sizeBytes: bytes.length, offsetBytes: 0, part });
  };
  const grant = (signature: Signature, witness: string | null = null) =>
    grantConsent(setting.unlocked, { ...whose, textHash, language, purposes: ['supervision'], signature, witness });
  const evidence = () => {
    const digest = setting.rooms.log.events({ kind: 'person', id: personId })[0]?.evidenceDigest ?? '';
    return setting.rooms.catalog.evidence.find(fromHex(digest))?.payload ?? null;
  };
  const scan = (signedOn = '2023-11-13', words: Paper['words'] = 'this-text') =>
    ({ kind: 'scan', sizeBytes: form.length, paper: { signedOn, words } }) as const;
  return { setting, whose, send, grant, evidence, scan };
}

describe('a form signed on paper', () => {
  it('stands as a consent with the date on it, and is kept byte for byte after a lock', async () => {
    const { setting, whose, send, grant, evidence, scan } = await asked();
    await using _ = setting;
    send(form);
    const session = await grant(scan());
    expect(session.gateReasons).toEqual([]);
    expect(session.participants[0]?.consent).toMatchObject({
      method: 'scan',
      paper: { signedOn: '2023-11-13', words: 'this-text' },
      isWitnessed: false,
    });
    await setting.reopen();
    expect(Buffer.from(evidence() ?? []).subarray(-form.length)).toEqual(form);
    const [receipt] = getReceipts(setting.unlocked, whose);
    expect(receipt?.event).toMatchObject({ method: 'scan', signed_on_paper: '2023-11-13', paper_words: 'this-text' });
  });

  it('is erased with its session', async () => {
    const { setting, whose, send, grant, evidence, scan } = await asked();
    await using _ = setting;
    send(form);
    await grant(scan());
    await destroySession(setting.unlocked, whose.sessionId);
    expect(evidence()).toBeNull();
  });

  it('is no consent without its scan, with a date to come, or when the file is something else', async () => {
    const { setting, send, grant, evidence, scan } = await asked();
    await using _ = setting;
    await expect(grant(scan())).rejects.toMatchObject({ code: 'consent/scan-missing' });
    send(form);
    // It is the fourteenth there, and nowhere the sixteenth yet.
    const later = scan('2023-11-16');
    await expect(grant(later)).rejects.toMatchObject({ code: 'consent/date-in-future' });
    send(Buffer.from('GIF89a, called form.png.'));
    await expect(grant(scan())).rejects.toMatchObject({ code: 'consent/scan-unknown' });
    expect(evidence()).toBeNull();
  });
});

describe('a form of the practice’s own', () => {
  it('is a consent whose receipt names no text of ours', async () => {
    const { setting, whose, send, grant, scan } = await asked();
    await using _ = setting;
    send(form);
    expect((await grant(scan('2023-11-13', 'other-form'))).gateReasons).toEqual([]);
    const [receipt] = getReceipts(setting.unlocked, whose);
    expect(receipt).toMatchObject({ privacy_notice: null, event: { paper_words: 'other-form' } });
  });
});

describe('an old form', () => {
  it('is kept as the consent that it was, and opens no recording a year after its date', async () => {
    const { setting, send, grant, scan } = await asked();
    await using _ = setting;
    send(form);
    const session = await grant(scan('2022-11-13'));
    expect(session.participants[0]?.consent).toMatchObject({ state: 'expired', paper: { signedOn: '2022-11-13' } });
    expect(session.gateReasons.map(({ code }) => code)).toEqual(['consent-expired']);
  });
});

describe('a witness', () => {
  it('is named beside the signature, and in the log only as having been there', async () => {
    const { setting, whose, grant, evidence } = await asked();
    await using _ = setting;
    await grant({ kind: 'typed', name: 'A. Name' }, 'W. Itness');
    expect(new TextDecoder().decode(evidence() ?? undefined)).toContain('W. Itness');
    const [event] = setting.rooms.log.events({ kind: 'person', id: whose.personId });
    expect(event?.body).toMatchObject({ isWitnessed: true, paper: null });
    expect(JSON.stringify(event)).not.toContain('Itness');
  });
});
