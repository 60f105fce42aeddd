import type { ConsentState, SecondAnswer } from '../../contract/consent.ts';
import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import type { Capacity, Role } from '../../contract/session.ts';
import type { LoggedEvent } from '../log/events.ts';
import { endsGrantsIn } from './withdrawal.ts';

export interface Presence {
  readonly personId: PersonId;
  readonly role: Role;
  readonly capacity: Capacity;
}

/** Who is in a session, from the session's own chain, in the order in which they were added. */
export function projectPresence(sessionEvents: readonly LoggedEvent<'session'>[]): Presence[] {
  const present = new Map<PersonId, Presence>();
  for (const { body } of sessionEvents) {
    if (body.kind === 'participant.added') {
      present.set(body.personId, { personId: body.personId, role: body.role, capacity: body.capacity });
    } else if (body.kind === 'participant.removed') {
      present.delete(body.personId);
    }
  }
  return [...present.values()];
}

/** Who was in a session when the event of this place in the log came, such as the beginning of a recording. */
export function projectPresenceAt(sessionEvents: readonly LoggedEvent<'session'>[], sequence: number): Presence[] {
  return projectPresence(sessionEvents.filter((event) => event.sequence < sequence));
}

/**
 * What a person last said about being recorded in this session, from the person's own chain. A grant counts only in the
 * role and capacity it was given in: a guardian's word is not the word of the person themselves. A refusal always counts,
 * and a withdrawal ends every grant before it that it reaches, in whichever session it was given.
 */
export function projectConsent(
  personEvents: readonly LoggedEvent<'person'>[],
  sessionId: SessionId,
  presence: Pick<Presence, 'role' | 'capacity'>,
): ConsentState {
  let state: ConsentState = { state: 'not-asked' };
  for (const { atMs, body } of personEvents) {
    if (body.kind === 'consent.withdrawn') {
      if (state.state === 'granted' && endsGrantsIn(body, sessionId)) state = { state: 'withdrawn', atMs };
    } else if (body.kind === 'second-answer' || body.sessionId !== sessionId) {
      continue;
    } else if (body.kind === 'consent.refused') {
      state = { state: 'refused', atMs };
    } else if (body.role === presence.role && body.capacity === presence.capacity) {
      const { purposes, textHash, language, method, isWitnessed, givenAtMs } = body;
      state = { state: 'granted', atMs, purposes, textHash, language, method, isWitnessed, givenAtMs };
    }
  }
  return state;
}

/** What a person answered about one recording when asked after the session; null when not yet asked. */
export function projectSecondAnswer(
  personEvents: readonly LoggedEvent<'person'>[],
  recordingId: RecordingId,
): SecondAnswer | null {
  let answer: SecondAnswer | null = null;
  for (const { body } of personEvents) {
    if (body.kind === 'second-answer' && body.recordingId === recordingId) answer = body.answer;
  }
  return answer;
}
