import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import type { Receipt } from '../../contract/receipt.ts';
import { findTerms } from '../consent/chosen-agreement.ts';
import { projectPresenceAt } from '../consent/projection.ts';
import { grantedBy } from '../consent/reconfirmation.ts';
import { buildReceipt, type Answered, type WithdrawalAction } from '../consent/receipt.ts';
import { effectOn } from '../consent/withdrawal.ts';
import type { LoggedEvent } from '../log/events.ts';
import { getSession, participantOf, type SessionFacts } from './get-session.ts';
import { presentIn } from './withdrawals-of.ts';

type AnsweredEvent = LoggedEvent<'person'> & { readonly body: Answered };

/**
 * A receipt for each answer that a person of the session gave in it, newest first: consent, refusal, withdrawal.
 *
 * @throws `request/not-found`.
 */
export async function getReceipts(
  facts: SessionFacts,
  { sessionId, personId }: { readonly sessionId: SessionId; readonly personId: PersonId },
): Promise<Receipt[]> {
  const { code } = participantOf(await getSession(facts, sessionId), personId);
  const sessionEvents = facts.log.events({ kind: 'session', id: sessionId });
  const said = facts.log.events({ kind: 'person', id: personId });
  const answers = said
    .map((event) => ({ ...event, body: grantedBy(said, event) ?? event.body }))
    .filter(isAnswer)
    .filter(({ body }) => body.sessionId === sessionId);
  const receipts = answers.map((event, index) => {
    const grantedBefore = lastGrant(answers.slice(0, index));
    const grant = event.body.kind === 'consent.granted' ? event.body : grantedBefore;
    const isAgreed = event.body.kind !== 'consent.refused' && grant !== null;
    const presences = projectPresenceAt(sessionEvents, event.sequence);
    return buildReceipt({
      event,
      code,
      link: facts.log.linkOf(event.sequence),
      presence: presences.find((presence) => presence.personId === personId) ?? null,
      grantedBefore,
      terms: isAgreed ? findTerms(sessionEvents, grant.terms) : null,
      actions: actionsOf(facts, personId, event),
    });
  });
  return receipts.reverse();
}

function isAnswer(event: LoggedEvent<'person'>): event is AnsweredEvent {
  return event.body.kind !== 'second-answer' && event.body.kind !== 'consent.reconfirmed';
}

function lastGrant(answers: readonly AnsweredEvent[]) {
  const bodies = answers.map(({ body }) => body);
  return bodies.findLast((body) => body.kind === 'consent.granted') ?? null;
}

/** What has become of each recording that the withdrawal reaches; none that was destroyed before it. */
function actionsOf(facts: SessionFacts, personId: PersonId, { sequence, body }: AnsweredEvent): WithdrawalAction[] {
  if (body.kind !== 'consent.withdrawn') return [];
  return facts.log.subjectIds('recording').flatMap((id) => {
    const events = facts.log.events({ kind: 'recording', id });
    const goneAt = events.find((event) => event.body.kind === 'recording.destroying')?.sequence ?? null;
    const beganSequence = events[0]?.sequence ?? sequence;
    const isReached = effectOn(body.withdrawal, sequence, { id, beganSequence }) !== null;
    if (!isReached || (goneAt !== null && goneAt < sequence) || !presentIn(facts, id).includes(personId)) return [];
    return [{ recording_id: id, action: actionOn(facts, id, goneAt !== null) }];
  });
}

function actionOn(facts: SessionFacts, id: RecordingId, isGoing: boolean): WithdrawalAction['action'] {
  const isOver = facts.log.events({ kind: 'recording', id }).some(({ body }) => body.kind === 'recording.destroyed');
  if (isOver) return 'destroyed';
  return isGoing ? 'destruction-pending' : 'kept-unused';
}
