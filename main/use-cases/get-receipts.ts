import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import type { Passage } from '../../contract/passage.ts';
import type { Receipt } from '../../contract/receipt.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { findTerms } from '../consent/chosen-agreement.ts';
import { projectPlace } from '../consent/jurisdictions/project-place.ts';
import { projectPresenceAt } from '../consent/projection.ts';
import { grantedBy } from '../consent/reconfirmation.ts';
import { buildReceipt, isWithdrawn, type Answered, type WithdrawalAction } from '../consent/receipt.ts';
import { effectOn } from '../consent/withdrawal.ts';
import type { LoggedEvent } from '../log/events.ts';
import { isSessionDestroyed } from './destroy-session.ts';
import { assertSessionStands } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';
import { isWantedDestroyed, presentIn, wasEverIn } from './withdrawals-of.ts';

type Facts = Pick<Unlocked, 'log' | 'catalog'>;
type AnsweredEvent = LoggedEvent<'person'> & { readonly body: Answered };

/** A receipt, and where in the log the answer is that it is for. */
export interface MadeReceipt {
  readonly sequence: number;
  readonly receipt: Receipt;
}

/**
 * A receipt for each answer that a person gave in a session, or for null in every one that was not destroyed, newest
 * first: consent, refusal, withdrawal.
 *
 * @throws `request/not-found`.
 */
export function getReceipts(
  facts: Facts,
  asked: { readonly sessionId: SessionId | null; readonly personId: PersonId },
): Receipt[] {
  return makeReceipts(facts, asked).map(({ receipt }) => receipt);
}

/** As `getReceipts`, with the place in the log of each. */
export function makeReceipts(
  facts: Facts,
  { sessionId, personId }: { readonly sessionId: SessionId | null; readonly personId: PersonId },
): MadeReceipt[] {
  const code = facts.catalog.persons.find(personId)?.code;
  if (code === undefined) throw new SottoError('request/not-found');
  if (sessionId !== null) {
    assertSessionStands(facts, sessionId);
    if (!wasEverIn(facts, sessionId, personId)) throw new SottoError('request/not-found');
  }
  const answers = answersOf(facts, personId).filter(({ body }) =>
    sessionId === null ? !isSessionDestroyed(facts, body.sessionId) : body.sessionId === sessionId,
  );
  const receipts = answers.map((event, index): MadeReceipt => {
    const inSession = answers.slice(0, index).filter(({ body }) => body.sessionId === event.body.sessionId);
    return { sequence: event.sequence, receipt: receiptFor(facts, personId, code, event, inSession) };
  });
  return receipts.reverse();
}

function receiptFor(
  facts: Facts,
  personId: PersonId,
  code: string,
  event: AnsweredEvent,
  before: readonly AnsweredEvent[],
): Receipt {
  const sessionEvents = facts.log.events({ kind: 'session', id: event.body.sessionId });
  const presences = projectPresenceAt(sessionEvents, event.sequence);
  // A passage takes no answer's place: the consent to the rest stays.
  const last = isPassage(event) ? undefined : before.findLast((answer) => !isPassage(answer));
  const grantedBefore = lastGrant(before);
  const grant = event.body.kind === 'consent.granted' ? event.body : grantedBefore;
  const isAgreed = event.body.kind !== 'consent.refused' && grant !== null;
  const actions = actionsOf(facts, personId, event);
  return buildReceipt({
    event,
    code,
    link: facts.log.linkOf(event.sequence),
    supersedes: last === undefined ? null : facts.log.linkOf(last.sequence).head,
    place: projectPlace(sessionEvents.filter(({ sequence }) => sequence < event.sequence)),
    presence: presences.find((presence) => presence.personId === personId) ?? null,
    grantedBefore,
    terms: isAgreed ? findTerms(sessionEvents, grant.terms) : null,
    actions,
    passage: event.body.kind === 'passage.asked' ? erasedFor(facts, event.body) : null,
    recordingIds: isWithdrawn(event.body)
      ? actions.map((action) => action.recording_id)
      : recordedUnder(facts, personId, event),
  });
}

/** In the person's chain, oldest first. */
function answersOf({ log }: Facts, personId: PersonId): AnsweredEvent[] {
  const said = log.events({ kind: 'person', id: personId });
  return said.map((event) => ({ ...event, body: grantedBy(said, event) ?? event.body })).filter(isAnswer);
}

function isAnswer(event: LoggedEvent<'person'>): event is AnsweredEvent {
  const { body } = event;
  // Erased when asked again: an answer of the second asking, for which there is no receipt either.
  if (body.kind === 'passage.asked') return body.saidAs === 'withdrawal';
  return body.kind !== 'second-answer' && body.kind !== 'consent.reconfirmed' && body.kind !== 'receipt.exported';
}

function isPassage({ body }: AnsweredEvent): boolean {
  return body.kind === 'passage.asked';
}

function lastGrant(answers: readonly AnsweredEvent[]) {
  const bodies = answers.map(({ body }) => body);
  return bodies.findLast((body) => body.kind === 'consent.granted') ?? null;
}

/** Recordings of the person in that session from a consent on, until they said something else; also those destroyed since. */
function recordedUnder(facts: Facts, personId: PersonId, { sequence, body }: AnsweredEvent): RecordingId[] {
  if (body.kind !== 'consent.granted') return [];
  const next = answersOf(facts, personId).find(
    (later) =>
      later.sequence > sequence &&
      later.body.kind !== 'passage.asked' &&
      (later.body.sessionId === body.sessionId || later.body.kind === 'consent.withdrawn'),
  );
  return facts.log.subjectIds('recording').filter((id) => {
    const began = facts.log.events({ kind: 'recording', id })[0];
    if (began?.body.kind !== 'recording.began' || began.body.sessionId !== body.sessionId) return false;
    const isMeant = began.sequence > sequence && began.sequence < (next?.sequence ?? Infinity);
    return isMeant && presentIn(facts, id).includes(personId);
  });
}

/** What has become of each recording that the withdrawal reaches; none that was destroyed before it. */
function actionsOf(facts: Facts, personId: PersonId, { sequence, body }: AnsweredEvent): WithdrawalAction[] {
  if (body.kind === 'passage.asked') return [passageAction(facts, body)];
  if (body.kind !== 'consent.withdrawn') return [];
  return facts.log.subjectIds('recording').flatMap((id) => {
    const events = facts.log.events({ kind: 'recording', id });
    const goneAt = events.find((event) => event.body.kind === 'recording.destroying')?.sequence ?? null;
    const beganSequence = events[0]?.sequence ?? sequence;
    const isReached = effectOn(body.withdrawal, sequence, { id, beganSequence }) !== null;
    if (!isReached || (goneAt !== null && goneAt < sequence) || !presentIn(facts, id).includes(personId)) return [];
    return [{ recording_id: id, ...actionOn(facts, id, goneAt !== null) }];
  });
}

/** What was done, and when: the time that the log has of it. */
function actionOn(facts: Facts, id: RecordingId, isGoing: boolean): Pick<WithdrawalAction, 'action' | 'at'> {
  const over = facts.log.events({ kind: 'recording', id }).find(({ body }) => body.kind === 'recording.destroyed');
  if (over !== undefined) return { action: 'destroyed', at: new Date(over.atMs).toISOString() };
  if (isGoing) return { action: 'destruction-pending', at: null };
  return { action: isWantedDestroyed(facts, id) ? 'waits-for-hold' : 'kept-unused', at: null };
}

type PassageAsked = Extract<Answered, { kind: 'passage.asked' }>;

/** It is in the person's chain only when it has been erased; the recording may have been destroyed since. */
function passageAction(facts: Facts, { recordingId, soundId }: PassageAsked): WithdrawalAction {
  const events = facts.log.events({ kind: 'recording', id: recordingId });
  const erased = events.find(({ body }) => body.kind === 'passage.erased' && body.soundId === soundId);
  const at = erased === undefined ? null : new Date(erased.atMs).toISOString();
  return { recording_id: recordingId, action: 'passage-erased', at };
}

function erasedFor(facts: Facts, { recordingId, soundId, fromMs, toMs }: PassageAsked): Passage {
  for (const { body } of facts.log.events({ kind: 'recording', id: recordingId })) {
    if (body.kind === 'passage.erased' && body.soundId === soundId) return body;
  }
  return { fromMs, toMs };
}
