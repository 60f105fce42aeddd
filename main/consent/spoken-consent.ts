import type { PersonId, RecordingId, SessionId, TextHash } from '../../contract/ids.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';
import { endsGrantsIn } from './withdrawal.ts';

/** The words by which one person agrees to be recorded, as the log knows them. */
export interface SpokenTake {
  readonly id: RecordingId;
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  /** What they are said to. */
  readonly textHash: TextHash;
  readonly beganSequence: number;
}

/** From a recording's own chain. Null for a recording of a session. */
export function projectSpokenTake(id: RecordingId, [began]: readonly LoggedEvent<'recording'>[]): SpokenTake | null {
  if (began?.body.kind !== 'recording.began' || began.body.spokenConsent === null) return null;
  const { sessionId, spokenConsent } = began.body;
  return { id, sessionId, ...spokenConsent, beganSequence: began.sequence };
}

const answers: ReadonlySet<EventBodies['person']['kind']> = new Set([
  'consent.granted',
  'consent.reconfirmed',
  'consent.refused',
]);

/**
 * What its person has answered in the session since they began to speak, from their own chain: that they agree by it, or
 * something else (a refusal, a withdrawal, another consent). Null: nothing yet.
 */
export function projectAnswerSince(
  personEvents: readonly LoggedEvent<'person'>[],
  { id, sessionId, beganSequence }: SpokenTake,
): 'agreed-by-it' | 'otherwise' | null {
  const last = personEvents.findLast(({ body }) => {
    if (body.kind === 'consent.withdrawn') return endsGrantsIn(body, sessionId);
    return answers.has(body.kind) && body.sessionId === sessionId;
  });
  if (last === undefined || last.sequence < beganSequence) return null;
  return last.body.kind === 'consent.granted' && last.body.spokenIn === id ? 'agreed-by-it' : 'otherwise';
}

/** Where in the log its person agreed by it, whatever they answered later; null when they never did. */
export function sequenceOfGrant(personEvents: readonly LoggedEvent<'person'>[], { id }: SpokenTake): number | null {
  const grant = personEvents.find(({ body }) => body.kind === 'consent.granted' && body.spokenIn === id);
  return grant?.sequence ?? null;
}
