import { describe, expect, it } from 'vitest';
import { textHashSchema } from '../../../contract/ids.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { getAgreement, grantConsent, refuseConsent } from '../../../main/use-cases/ask-for-consent.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { addPerson, agree, consentingSession } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

const signature = { kind: 'typed', name: 'A. Name' } as const;

async function asked() {
  const setting = await useCaseSetting();
  const { id: sessionId } = await createSession(setting.unlocked);
  const personId = await addPerson(setting, sessionId, 'Ann');
  const agreement = await getAgreement(setting.unlocked, { sessionId, personId });
  return { setting, sessionId, personId, agreement };
}

describe('a consent', () => {
  it('is shown with its time, purposes, text and language after the vault was locked and unlocked', async () => {
    const { setting, sessionId, personId, agreement } = await asked();
    await using _ = setting;
    await agree(setting, sessionId, personId);
    await setting.reopen();
    const [participant] = (await getSession(setting.unlocked, sessionId)).participants;
    expect(participant?.consent).toEqual({
      state: 'granted',
      atMs: setting.world.nowMs,
      purposes: ['supervision'],
      textHash: agreement.textHash,
      language: 'en',
      method: 'typed',
      isWitnessed: false,
      paper: null,
      spokenIn: null,
      validUntilMs: setting.world.nowMs + 86_400_000,
    });
  });

  it('keeps the text that was agreed to byte for byte, under its hash', async () => {
    const { setting, sessionId, personId, agreement } = await asked();
    await using _ = setting;
    await agree(setting, sessionId, personId);
    expect(setting.rooms.catalog.agreements.find(agreement.textHash)?.text).toBe(agreement.text);
  });

  it('keeps the signature where the log finds it by its digest', async () => {
    const { setting, sessionId, personId } = await asked();
    await using _ = setting;
    await agree(setting, sessionId, personId);
    const [event] = setting.rooms.log.events({ kind: 'person', id: personId });
    const kept = setting.rooms.catalog.evidence.find(fromHex(event?.evidenceDigest ?? ''));
    expect(JSON.parse(new TextDecoder().decode(kept?.payload))).toEqual({ signature, witness: null });
  });

  it('is refused for a text other than the one that is shown now', async () => {
    const { setting, sessionId, personId } = await asked();
    await using _ = setting;
    const textHash = textHashSchema.parse('0'.repeat(64));
    const grant = {
      sessionId,
      personId,
      textHash,
      language: 'en',
      purposes: ['research'],
      signature,
      witness: null,
    } as const;
    await expect(grantConsent(setting.unlocked, grant)).rejects.toMatchObject({ code: 'consent/agreement-changed' });
    expect(setting.rooms.log.events({ kind: 'person', id: personId })).toEqual([]);
  });

  it('is refused without a purpose', async () => {
    const { setting, sessionId, personId, agreement } = await asked();
    await using _ = setting;
    const { textHash } = agreement;
    const grant = { sessionId, personId, textHash, language: 'en', purposes: [], signature, witness: null } as const;
    await expect(grantConsent(setting.unlocked, grant)).rejects.toMatchObject({ code: 'consent/no-purpose' });
  });

  it('is refused from somebody who is not in the session', async () => {
    const { setting, personId, agreement } = await asked();
    await using _ = setting;
    const { sessionId } = await consentingSession(setting, 'Bea');
    const grant = {
      sessionId,
      personId,
      textHash: agreement.textHash,
      language: 'en',
      purposes: ['research'],
    } as const;
    await expect(grantConsent(setting.unlocked, { ...grant, signature, witness: null })).rejects.toMatchObject({
      code: 'request/not-found',
    });
  });
});

describe('a refusal', () => {
  it('is on file with its time, and says nothing else', async () => {
    const { setting, sessionId, personId, agreement } = await asked();
    await using _ = setting;
    const { textHash, language } = agreement;
    const session = await refuseConsent(setting.unlocked, { sessionId, personId, textHash, language });
    expect(session.participants[0]?.consent).toEqual({ state: 'refused', atMs: setting.world.nowMs });
  });
});
