import { purposeCodes } from '../../../../contract/agreement-codes.ts';
import type { AgreementChoice, Retention, TemplateId, Validity } from '../../../../contract/agreement.ts';
import { maximumTermDays } from '../../../../contract/limits.ts';
import { termsText } from '../../text/agreement-terms-text.ts';

/** The terms as they stand on the page: as typed, and without a rule of retention until one is chosen. */
export interface TermsDraft {
  readonly templateId: TemplateId;
  readonly purposes: readonly string[];
  readonly listeners: AgreementChoice['listeners'];
  readonly retention: Retention['rule'] | null;
  readonly days: string;
  readonly day: string;
  readonly destruction: AgreementChoice['destruction'];
  readonly ownership: AgreementChoice['ownership'];
  readonly clientCopy: AgreementChoice['clientCopy'];
  readonly isInClinicalRecord: boolean;
  readonly validity: Validity['rule'];
  readonly validDays: string;
  readonly validDay: string;
}

/** What the page begins with: what was chosen before, or nothing where only a person can choose. */
export function draftOf(choice: AgreementChoice | null, builtIn: TemplateId): TermsDraft {
  const retention = choice?.retention ?? null;
  const validity = choice?.validity ?? { rule: 'session' as const };
  return {
    templateId: choice?.templateId ?? builtIn,
    purposes: choice?.purposes ?? purposeCodes,
    listeners: choice?.listeners ?? 'those-present',
    retention: retention?.rule ?? null,
    days: retention?.rule === 'for' ? String(retention.days) : '',
    day: retention?.rule === 'until' ? retention.day : '',
    destruction: choice?.destruction ?? 'ask',
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
  const purposes = purposeCodes.filter((purpose) => draft.purposes.includes(purpose));
  if (purposes.length === 0) return termsText.missing.purposes;
  if (draft.retention === null) return termsText.missing.retention;
  const kept = draft.retention;
  const retention = kept === 'for' || kept === 'until' ? timed(kept, draft.days, draft.day) : { rule: kept };
  if (typeof retention === 'string') return retention;
  const holds = draft.validity;
  const validity = holds === 'session' ? { rule: holds } : timed(holds, draft.validDays, draft.validDay);
  if (typeof validity === 'string') return validity;
  const { templateId, listeners, ownership, clientCopy, isInClinicalRecord } = draft;
  // By itself only on a day that the agreement names.
  const destruction = kept === 'for' || kept === 'until' ? draft.destruction : 'ask';
  const chosen = { templateId, listeners, retention, destruction, ownership, clientCopy };
  return { ...chosen, isInClinicalRecord, validity, purposes };
}

/** The rule with what was typed for it, or the sentence that says what is wrong with that. */
function timed(rule: 'for' | 'until', typedDays: string, typedDay: string) {
  if (rule === 'until') {
    const day = typedDay.trim();
    return isDay(day) ? { rule, day } : termsText.missing.day;
  }
  const days = Number(typedDays);
  const isPossible = Number.isInteger(days) && days >= 1 && days <= maximumTermDays;
  return isPossible ? { rule, days } : termsText.missing.days;
}

/** Also that the month has that day. */
function isDay(day: string): boolean {
  const at = Date.parse(day);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
