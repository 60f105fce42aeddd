import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { projectConsent, projectPresence } from '../consent/projection.ts';
import { projectAnswerSince, projectSpokenTake, sequenceOfGrant, type SpokenTake } from '../consent/spoken-consent.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { projectNotes } from './project-notes.ts';
import type { Unlocked } from './unlocked.ts';

type Facts = Pick<Unlocked, 'log'>;

/** The spoken consent that a recording is; null for a recording of a session, and for none. */
export function findSpokenTake({ log }: Facts, recordingId: RecordingId): SpokenTake | null {
  return projectSpokenTake(recordingId, log.events({ kind: 'recording', id: recordingId }));
}

export function isSpokenTake(facts: Facts, recordingId: RecordingId): boolean {
  return findSpokenTake(facts, recordingId) !== null;
}

/** Those without a tombstone, oldest first: of one session, or for null of all. */
export function listSpokenTakes(facts: Facts, sessionId: SessionId | null): SpokenTake[] {
  return facts.log.subjectIds('recording').flatMap((id) => {
    const take = findSpokenTake(facts, id);
    const isOfThese = take !== null && (sessionId === null || take.sessionId === sessionId);
    return isOfThese && !isBeingDestroyed(facts, id) ? [take] : [];
  });
}

/** Whether a recording of the session rests on it: one began after its person had agreed by it, and sound came. */
export function isKept(facts: Facts, take: SpokenTake): boolean {
  const granted = sequenceOfGrant(facts.log.events({ kind: 'person', id: take.personId }), take);
  return granted !== null && lastRecordingBegan(facts, take.sessionId) > granted;
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

/** Where in the log the last recording of the session began into which sound came; -1 for none. */
function lastRecordingBegan({ log }: Facts, sessionId: SessionId): number {
  return Math.max(
    -1,
    ...log.subjectIds('recording').flatMap((id) => {
      const events = log.events({ kind: 'recording', id });
      const [began] = events;
      const isOfSession = began?.body.kind === 'recording.began' && began.body.sessionId === sessionId;
      if (!isOfSession || projectSpokenTake(id, events) !== null) return [];
      const isEmpty = events.some(({ body }) => body.kind === 'recording.destroying' && body.reason === 'empty');
      return isEmpty ? [] : [began.sequence];
    }),
  );
}
