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
  const chosen = events.findLast(({ body }) => body.kind === 'agreement.chosen');
  if (chosen?.body.kind !== 'agreement.chosen') return null;
  const { template, terms } = chosen.body;
  // In the order of the schema that has parsed the event, and so the same whenever it is read.
  const digest = termsDigestSchema.parse(toHex(agreementTermsDigest(JSON.stringify({ template, terms }))));
  return { atMs: chosen.atMs, template, terms, digest };
}
