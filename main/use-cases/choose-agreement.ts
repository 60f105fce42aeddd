import {
  agreementChoiceSchema,
  type AgreementChoice,
  type SessionAgreement,
  type TemplateId,
} from '../../contract/agreement.ts';
import type { SessionId } from '../../contract/ids.ts';
import type { SessionDetail } from '../../contract/session.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { hashOfText } from '../consent/agreement.ts';
import { projectAgreement, type ChosenAgreement } from '../consent/chosen-agreement.ts';
import { assertTemplate } from '../consent/template.ts';
import { termsOf } from '../consent/term-days.ts';
import { dropSpokenTakes } from './drop-spoken-takes.ts';
import { getSession, type SessionFacts } from './get-session.ts';
import { getTemplate } from './templates.ts';
import type { Unlocked } from './unlocked.ts';

const lastKey = 'agreement';

/** What is chosen for a session, and what was chosen last in this vault. @throws `request/not-found`. */
export async function getSessionAgreement(
  facts: SessionFacts,
  { sessionId }: { readonly sessionId: SessionId | null },
): Promise<SessionAgreement> {
  const last = facts.catalog.settings.find(lastKey, agreementChoiceSchema);
  const isPossible = last !== null && isStillPossible(facts, last);
  const chosen = sessionId === null ? null : await chosenIn(facts, sessionId);
  return {
    chosen:
      chosen === null
        ? null
        : { choice: choiceOf(chosen), templateVersion: chosen.template.version, terms: chosen.terms },
    last: isPossible ? last : null,
  };
}

/**
 * Chooses the terms of a session's agreement, with the newest version of the template, and remembers them to be offered
 * for the next. The text of the template is kept first, then the event that names it. Choosing again what holds already
 * changes nothing, so that nobody has to be asked again for it. What was spoken to other terms is destroyed.
 *
 * @throws `request/conflict` while the session is being recorded, `request/not-found`, `consent/terms-past`.
 */
export async function chooseAgreement(
  facts: SessionFacts & Pick<Unlocked, 'readers'>,
  { sessionId, choice }: { readonly sessionId: SessionId; readonly choice: AgreementChoice },
): Promise<SessionDetail> {
  const { recordings } = await getSession(facts, sessionId);
  const current = facts.recorders.current();
  if (recordings.some(({ id }) => id === current)) throw new SottoError('request/conflict');
  const nowMs = facts.clock.nowMs();
  const { version, language, text } = getTemplate(facts, { id: choice.templateId, version: null });
  assertTemplate(text);
  const terms = termsOf(choice, nowMs);
  const textHash = hashOfText(text);
  const before = await chosenIn(facts, sessionId);
  const holds = before !== null && before.template.textHash === textHash && nowMs < before.terms.validUntilMs;
  if (holds && isSame(choiceOf(before), choice)) return getSession(facts, sessionId);
  facts.catalog.agreements.add({ textHash, language, text, firstUsedAtMs: nowMs });
  const template = { id: choice.templateId, version, textHash };
  await facts.log.append({ kind: 'session', id: sessionId }, { kind: 'agreement.chosen', template, terms });
  facts.catalog.settings.set(lastKey, choice);
  await dropSpokenTakes(facts, sessionId);
  return getSession(facts, sessionId);
}

async function chosenIn(facts: SessionFacts, sessionId: SessionId): Promise<ChosenAgreement | null> {
  await getSession(facts, sessionId);
  return projectAgreement(facts.log.events({ kind: 'session', id: sessionId }));
}

function choiceOf({ template, terms }: ChosenAgreement): AgreementChoice {
  const templateId: TemplateId = template.id;
  return agreementChoiceSchema.parse({ templateId, ...terms });
}

function isSame(one: AgreementChoice, other: AgreementChoice): boolean {
  return JSON.stringify(agreementChoiceSchema.parse(one)) === JSON.stringify(agreementChoiceSchema.parse(other));
}

/** Not once its days are past or its template is not there any more. */
function isStillPossible(facts: SessionFacts, choice: AgreementChoice): boolean {
  try {
    getTemplate(facts, { id: choice.templateId, version: null });
    termsOf(choice, facts.clock.nowMs());
    return true;
  } catch (error) {
    if (error instanceof SottoError) return false;
    throw error;
  }
}
