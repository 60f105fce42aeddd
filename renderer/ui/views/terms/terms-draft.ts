import {
  agreementChoiceSchema,
  retentionSchema,
  validitySchema,
  type AgreementChoice,
  type Retention,
  type Validity,
} from '../../../../contract/agreement.ts';
import { purposes } from '../../../../contract/consent.ts';
import { termsText } from '../../text/agreement-terms-text.ts';

/** The terms as they stand on the page: as typed, and without a rule of retention until one is chosen. */
export interface TermsDraft {
  readonly templateId: string;
  readonly purposes: readonly string[];
  readonly listeners: AgreementChoice['listeners'];
  readonly retention: Retention['rule'] | null;
  readonly days: string;
  readonly day: string;
  readonly ownership: AgreementChoice['ownership'];
  readonly clientCopy: AgreementChoice['clientCopy'];
  readonly isInClinicalRecord: boolean;
  readonly validity: Validity['rule'];
  readonly validDays: string;
  readonly validDay: string;
}

/** What the page begins with: what was chosen before, or nothing where only a person can choose. */
export function draftOf(choice: AgreementChoice | null): TermsDraft {
  const retention = choice?.retention ?? null;
  const validity = choice?.validity ?? { rule: 'session' as const };
  return {
    templateId: choice?.templateId ?? 'built-in',
    purposes: choice?.purposes ?? purposes,
    listeners: choice?.listeners ?? 'those-present',
    retention: retention?.rule ?? null,
    days: retention?.rule === 'for' ? String(retention.days) : '',
    day: retention?.rule === 'until' ? retention.day : '',
    ownership: choice?.ownership ?? 'practice',
    clientCopy: choice?.clientCopy ?? 'none',
    isInClinicalRecord: choice?.isInClinicalRecord ?? false,
    validity: validity.rule,
    validDays: validity.rule === 'for' ? String(validity.days) : '',
    validDay: validity.rule === 'until' ? validity.day : '',
  };
}

/** What is to be used, or the sentence that says what is missing. */
export function choiceOf(draft: TermsDraft): AgreementChoice | string {
  if (draft.purposes.length === 0) return termsText.missing.purposes;
  if (draft.retention === null) return termsText.missing.retention;
  const retention = ruleOf(draft.retention, draft.days, draft.day);
  const validity = ruleOf(draft.validity, draft.validDays, draft.validDay);
  const missing = { for: termsText.missing.days, until: termsText.missing.day };
  if (!retentionSchema.safeParse(retention).success) {
    return draft.retention === 'until' ? missing.until : missing.for;
  }
  if (!validitySchema.safeParse(validity).success) return draft.validity === 'until' ? missing.until : missing.for;
  return agreementChoiceSchema.parse({ ...draft, retention, validity });
}

function ruleOf(rule: string, days: string, day: string) {
  if (rule === 'for') return { rule, days: Number(days) };
  return rule === 'until' ? { rule, day: day.trim() } : { rule };
}
