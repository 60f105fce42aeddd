import { templateIdSchema, type AgreementChoice } from '../../contract/agreement.ts';
import { purposes } from '../../contract/consent.ts';
import { termsDigestSchema, textHashSchema } from '../../contract/ids.ts';
import type { EventBodies } from '../../main/log/events.ts';

/** Terms as somebody might choose them, with everything on offer. */
export const someChoice: AgreementChoice = {
  templateId: templateIdSchema.parse('built-in'),
  listeners: 'therapist-and-supervisor',
  retention: { rule: 'for', days: 30 },
  destruction: 'ask',
  ownership: 'practice',
  clientCopy: 'none',
  isInClinicalRecord: false,
  validity: { rule: 'session' },
  purposes: [...purposes],
};

/** What a consent says about the terms it was given to, where a test does not care which. */
export const someTerms = { terms: termsDigestSchema.parse('cd'.repeat(32)), validUntilMs: 4_000_000_000_000 };

/** The event of a session that chose terms at this time. */
export function chosenAt(atMs: number): Extract<EventBodies['session'], { kind: 'agreement.chosen' }> {
  const { templateId: id, ...terms } = someChoice;
  return {
    kind: 'agreement.chosen',
    template: { id, version: 1, textHash: textHashSchema.parse('ab'.repeat(32)) },
    terms: { ...terms, destroyByMs: atMs + 30 * 86_400_000, validUntilMs: atMs + 86_400_000, utcOffsetMinutes: 0 },
  };
}
