import type { Agreement, Language, Purpose, Signature } from '../../contract/consent.ts';
import type { PersonId, SessionId, TextHash } from '../../contract/ids.ts';
import type { Capacity, SessionDetail } from '../../contract/session.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { composeAgreement } from '../consent/agreement.ts';
import { projectAgreement } from '../consent/chosen-agreement.ts';
import { encodeConsentEvidence } from '../consent/evidence.ts';
import { isSignedInFuture, paperValidUntilMs } from '../consent/paper.ts';
import type { Scan } from '../consent/scan-tray.ts';
import { toHex } from '../crypto/bytes.ts';
import { randomBytes } from '../crypto/sodium.ts';
import { evidenceDigest, evidenceSaltLength } from '../crypto/v1/log-entry.ts';
import { assertSpoken } from './assert-spoken.ts';
import { dropSpokenTakes } from './drop-spoken-takes.ts';
import { getSession, participantOf, type SessionFacts } from './get-session.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = SessionFacts & Pick<Unlocked, 'clock' | 'scans' | 'readers'>;

interface Asked {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
}

interface Answered extends Asked {
  readonly textHash: TextHash;
  readonly language: Language;
}

export interface Grant extends Answered {
  readonly purposes: readonly Purpose[];
  readonly signature: Signature;
  /** A name or a code, kept with the signature; null when nobody witnessed it. */
  readonly witness: string | null;
}

/** The agreement as this person is to read it. @throws `request/not-found`, `consent/agreement-missing`. */
export async function getAgreement(parts: SessionFacts, { sessionId, personId }: Asked): Promise<Agreement> {
  const { capacity } = participantOf(await getSession(parts, sessionId), personId);
  return composeFor(parts, sessionId, capacity).agreement;
}

/**
 * Records a consent: text and signature first, then the event that names them by hash. Both state copies hold it when
 * this returns.
 *
 * @throws `consent/agreement-changed` when the page showed another text, `consent/no-purpose`, `consent/date-in-future`,
 * `consent/scan-missing`, `consent/scan-unknown`, `consent/spoken-missing`, `consent/spoken-too-short`; `request/invalid` for a purpose that the agreement does not offer; as
 * `getAgreement`.
 */
export async function grantConsent(parts: Parts, grant: Grant): Promise<SessionDetail> {
  const purposes = [...new Set(grant.purposes)];
  if (purposes.length === 0) throw new SottoError('consent/no-purpose');
  const { participant, agreement, chosen } = await answeredAgreement(parts, grant);
  if (purposes.some((purpose) => !agreement.purposes.includes(purpose))) throw new SottoError('request/invalid');
  const { textHash, language } = agreement;
  const salt = randomBytes(evidenceSaltLength);
  const { signature, witness } = grant;
  if (signature.kind === 'spoken') assertSpoken(parts, grant, signature.recordingId);
  const paper = signature.kind === 'scan' ? signature.paper : null;
  if (paper !== null && isSignedInFuture(paper, parts.clock.nowMs())) throw new SottoError('consent/date-in-future');
  const { validUntilMs } = chosen.terms;
  const payload = encodeConsentEvidence(
    signature.kind === 'scan' ? wholeScan(parts, grant, signature.sizeBytes) : signature,
    witness,
  );
  const digest = evidenceDigest(salt, payload);
  parts.catalog.transaction(() => {
    parts.catalog.agreements.add({ textHash, language, text: agreement.text, firstUsedAtMs: parts.clock.nowMs() });
    parts.catalog.evidence.add({ digest, salt, payload, createdAtMs: parts.clock.nowMs() });
  });
  const subject = { kind: 'person', id: grant.personId } as const;
  try {
    await parts.log.append(
      subject,
      {
        kind: 'consent.granted',
        sessionId: grant.sessionId,
        textHash,
        language,
        purposes,
        method: signature.kind,
        isWitnessed: witness !== null,
        paper,
        spokenIn: signature.kind === 'spoken' ? signature.recordingId : null,
        role: participant.role,
        capacity: participant.capacity,
        forPersonIds: participant.forPersonIds,
        terms: chosen.digest,
        validUntilMs: paper === null ? validUntilMs : paperValidUntilMs(paper, validUntilMs),
      },
      digest,
    );
  } catch (error) {
    // What no event names nobody would ever erase.
    const isLogged = parts.log.events(subject).some(({ evidenceDigest: named }) => named === toHex(digest));
    if (!isLogged) parts.catalog.evidence.erase(digest);
    throw error;
  }
  parts.scans.clear();
  // They may have spoken and then signed in another way.
  await dropSpokenTakes(parts, grant.sessionId);
  return getSession(parts, grant.sessionId);
}

/** Records a refusal, and destroys what was spoken in the session for a recording that now cannot be. @throws `consent/agreement-changed`. */
export async function refuseConsent(parts: Parts, refusal: Answered): Promise<SessionDetail> {
  const { agreement } = await answeredAgreement(parts, refusal);
  parts.scans.clear();
  const { textHash, language, text } = agreement;
  parts.catalog.agreements.add({ textHash, language, text, firstUsedAtMs: parts.clock.nowMs() });
  await parts.log.append(
    { kind: 'person', id: refusal.personId },
    { kind: 'consent.refused', sessionId: refusal.sessionId, textHash, language },
  );
  await dropSpokenTakes(parts, refusal.sessionId);
  return getSession(parts, refusal.sessionId);
}

function wholeScan({ scans }: Parts, whose: Asked, sizeBytes: number): Scan {
  const scan = scans.scanOf(whose);
  // Another than the one that this consent was given with.
  if (scan.bytes.length !== sizeBytes) throw new SottoError('consent/scan-missing');
  return scan;
}

async function answeredAgreement(parts: Parts, { sessionId, personId, textHash }: Answered) {
  const participant = participantOf(await getSession(parts, sessionId), personId);
  const composed = composeFor(parts, sessionId, participant.capacity);
  const { agreement } = composed;
  if (agreement.textHash !== textHash) throw new SottoError('consent/agreement-changed');
  return { participant, ...composed };
}

/** Filled by what the log says was chosen; the template's text counts only if it is the one that the log names. */
function composeFor(parts: SessionFacts, sessionId: SessionId, capacity: Capacity) {
  const chosen = projectAgreement(parts.log.events({ kind: 'session', id: sessionId }));
  if (chosen === null) throw new SottoError('consent/agreement-missing');
  const template = parts.catalog.agreements.find(chosen.template.textHash);
  if (template === null) throw new SottoError('integrity/record-unauthentic');
  return { chosen, agreement: composeAgreement(template, chosen.terms, capacity) };
}
