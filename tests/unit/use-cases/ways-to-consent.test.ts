import { describe, expect, it } from 'vitest';
import type { Signature } from '../../../contract/consent.ts';
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
  const scan = (givenAtMs: number) => ({ kind: 'scan', sizeBytes: form.length, givenAtMs }) as const;
  return { setting, whose, send, grant, evidence, scan };
}

describe('a form signed on paper', () => {
  it('stands as a consent with the date on it, and is kept byte for byte after a lock', async () => {
    const { setting, whose, send, grant, evidence, scan } = await asked();
    await using _ = setting;
    const givenAtMs = setting.world.nowMs - 86_400_000;
    send(form);
    const session = await grant(scan(givenAtMs));
    expect(session.gateReasons).toEqual([]);
    expect(session.participants[0]?.consent).toMatchObject({ method: 'scan', givenAtMs, isWitnessed: false });
    await setting.reopen();
    expect(Buffer.from(evidence() ?? []).subarray(-form.length)).toEqual(form);
    const [receipt] = getReceipts(setting.unlocked, whose);
    expect(receipt?.event).toMatchObject({ method: 'scan', given_on_paper: new Date(givenAtMs).toISOString() });
  });

  it('is erased with its session', async () => {
    const { setting, whose, send, grant, evidence, scan } = await asked();
    await using _ = setting;
    send(form);
    await grant(scan(0));
    await destroySession(setting.unlocked, whose.sessionId);
    expect(evidence()).toBeNull();
  });

  it('is no consent without its scan, with a date to come, or when the file is something else', async () => {
    const { setting, send, grant, evidence, scan } = await asked();
    await using _ = setting;
    await expect(grant(scan(0))).rejects.toMatchObject({ code: 'consent/scan-missing' });
    send(form);
    const later = scan(setting.world.nowMs + 1);
    await expect(grant(later)).rejects.toMatchObject({ code: 'consent/date-in-future' });
    send(Buffer.from('GIF89a, called form.png.'));
    await expect(grant(scan(0))).rejects.toMatchObject({ code: 'consent/scan-unknown' });
    expect(evidence()).toBeNull();
  });
});

describe('a witness', () => {
  it('is named beside the signature, and in the log only as having been there', async () => {
    const { setting, whose, grant, evidence } = await asked();
    await using _ = setting;
    await grant({ kind: 'typed', name: 'A. Name' }, 'W. Itness');
    expect(new TextDecoder().decode(evidence() ?? undefined)).toContain('W. Itness');
    const [event] = setting.rooms.log.events({ kind: 'person', id: whose.personId });
    expect(event?.body).toMatchObject({ isWitnessed: true, givenAtMs: null });
    expect(JSON.stringify(event)).not.toContain('Itness');
  });
});
