import type { AgreementTerms, TemplateVersion } from '../../contract/agreement.ts';
import { termsDigestSchema, type TermsDigest } from '../../contract/ids.ts';
import { toHex } from '../crypto/bytes.ts';
import { agreementTermsDigest } from '../crypto/v1/log-entry.ts';
import type { LoggedEvent } from '../log/events.ts';

export interface ChosenAgreement {
  readonly atMs: number;
  readonly template: TemplateVersion;
  readonly terms: AgreementTerms;
  /** What a consent names: other terms, or another text, have another. */
  readonly digest: TermsDigest;
}

/** What was last chosen for a session, from its own chain; null until then. */
export function projectAgreement(events: readonly LoggedEvent<'session'>[]): ChosenAgreement | null {
  return allChosen(events).at(-1) ?? null;
}

/** The terms under which a recording began: nobody could start it without everyone's consent to these. */
export function termsWhenBegan(
  sessionEvents: readonly LoggedEvent<'session'>[],
  recordingEvents: readonly LoggedEvent<'recording'>[],
): AgreementTerms | null {
  const began = recordingEvents[0];
  if (began === undefined) return null;
  const chosen = sessionEvents.findLast(
    ({ sequence, body }) => body.kind === 'agreement.chosen' && sequence < began.sequence,
  )?.body;
  return chosen?.kind === 'agreement.chosen' ? chosen.terms : null;
}

/** The terms that a consent in this session names; null for terms that were never chosen in it. */
export function findTerms(events: readonly LoggedEvent<'session'>[], named: TermsDigest): AgreementTerms | null {
  return allChosen(events).find(({ digest }) => digest === named)?.terms ?? null;
}

function allChosen(events: readonly LoggedEvent<'session'>[]): ChosenAgreement[] {
  return events.flatMap(({ atMs, body }) => {
    if (body.kind !== 'agreement.chosen') return [];
    const { template, terms } = body;
    // In the order of the schema that has parsed the event, and so the same whenever it is read.
    const digest = termsDigestSchema.parse(toHex(agreementTermsDigest(JSON.stringify({ template, terms }))));
    return [{ atMs, template, terms, digest }];
  });
}
