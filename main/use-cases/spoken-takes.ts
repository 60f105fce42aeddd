import type { SessionId } from '../../contract/ids.ts';
import { projectConsent, projectPresence } from '../consent/projection.ts';
import { projectAnswerSince, type SpokenTake } from '../consent/spoken-consent.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { findSpokenTake, isKept, lastRecordingBegan } from './kept-spoken-take.ts';
import { projectNotes } from './project-notes.ts';
import type { Unlocked } from './unlocked.ts';

type Facts = Pick<Unlocked, 'log'>;

/** Those without a tombstone, oldest first: of one session, or for null of all. */
export function listSpokenTakes(facts: Facts, sessionId: SessionId | null): SpokenTake[] {
  return facts.log.subjectIds('recording').flatMap((id) => {
    const take = findSpokenTake(facts, id);
    const isOfThese = take !== null && (sessionId === null || take.sessionId === sessionId);
    return isOfThese && !isBeingDestroyed(facts, id) ? [take] : [];
  });
}

/**
 * Whether spoken words may still become the beginning of a recording that everybody agreed to, or have (docs/consent.md).
 * At an opening nobody is about to answer any more: without a consent that rests on them they are of no use, nor in a
 * session that has notes and no recording.
 */
export function isWanted(facts: Facts, take: SpokenTake, isOpening: boolean): boolean {
  if (isKept(facts, take)) return true;
  const answer = projectAnswerSince(facts.log.events({ kind: 'person', id: take.personId }), take);
  if (answer === 'otherwise' || (isOpening && answer === null)) return false;
  const events = facts.log.events({ kind: 'session', id: take.sessionId });
  const isChosenAnew = events.some(
    ({ sequence, body }) => body.kind === 'agreement.chosen' && sequence > take.beganSequence,
  );
  const isThere = projectPresence(events).some(({ personId }) => personId === take.personId);
  if (isChosenAnew || !isThere || hasSomebodyElseRefused(facts, take)) return false;
  const isOfNotesOnly = projectNotes(events) !== null && lastRecordingBegan(facts, take.sessionId) < 0;
  return !(isOpening && isOfNotesOnly);
}

/** Refused, or agreed and took it back. Whoever has not answered yet has not refused. */
export function hasSomebodyElseRefused(
  { log }: Facts,
  { sessionId, personId }: Pick<SpokenTake, 'sessionId' | 'personId'>,
): boolean {
  return projectPresence(log.events({ kind: 'session', id: sessionId })).some((presence) => {
    if (presence.personId === personId) return false;
    const said = log.events({ kind: 'person', id: presence.personId });
    // Terms and time take a consent away, and never a refusal.
    const { state } = projectConsent(said, sessionId, presence, { terms: null, nowMs: 0 });
    return state === 'refused' || state === 'withdrawn';
  });
}
