import type { ConsentState, SecondAnswerState } from '../../contract/consent.ts';
import type { PersonId, RecordingId, SessionId, TermsDigest } from '../../contract/ids.ts';
import type { Participation } from '../../contract/participation.ts';
import type { Capacity, Role } from '../../contract/session.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';
import { grantedBy } from './reconfirmation.ts';
import { isSameStanding, type Standing } from './standing.ts';
import { endsGrantsIn } from './withdrawal.ts';

export interface Presence extends Participation {
  readonly personId: PersonId;
  readonly role: Role;
  readonly capacity: Capacity;
}

/** What a consent is held against: the terms that are chosen for the session, and the time. */
export interface ConsentNow {
  readonly terms: TermsDigest | null;
  readonly nowMs: number;
}

/** Who is in a session, from the session's own chain, in the order in which they were added. */
export function projectPresence(sessionEvents: readonly LoggedEvent<'session'>[]): Presence[] {
  const present = new Map<PersonId, Presence>();
  for (const { body } of sessionEvents) {
    if (body.kind === 'participant.added') {
      const { kind: _, ...presence } = body;
      present.set(body.personId, presence);
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
 * role and capacity it was given in, and for whom: a guardian's word is not the word of the person themselves. A reconfirmation counts
 * as the grant that it repeats, or not at all. A refusal always counts, and a withdrawal ends every grant before it that
 * it reaches, in whichever session it was given. A grant counts only for the terms it was given to, and until it expires.
 */
export function projectConsent(
  personEvents: readonly LoggedEvent<'person'>[],
  sessionId: SessionId,
  standing: Standing,
  now: ConsentNow,
): ConsentState {
  let state: ConsentState = { state: 'not-asked' };
  let terms: TermsDigest | null = null;
  for (const event of personEvents) {
    const { atMs, body } = event;
    if (body.kind === 'consent.withdrawn') {
      if (state.state === 'granted' && endsGrantsIn(body, sessionId)) state = { state: 'withdrawn', atMs };
    } else if (body.kind === 'second-answer' || body.kind === 'receipt.exported' || body.sessionId !== sessionId) {
      continue;
    } else if (body.kind === 'consent.refused') {
      state = { state: 'refused', atMs };
    } else {
      const granted = grantedBy(personEvents, event);
      if (granted === null || !isSameStanding(granted, standing)) continue;
      const { purposes, textHash, language, method, isWitnessed, paper, spokenIn, validUntilMs } = granted;
      const manner = { method, isWitnessed, paper, spokenIn };
      state = { state: 'granted', atMs, purposes, textHash, language, ...manner, validUntilMs };
      terms = granted.terms;
    }
  }
  if (state.state !== 'granted') return state;
  if (terms !== now.terms) return { state: 'not-asked', why: 'agreement-changed' };
  return now.nowMs < state.validUntilMs ? state : { ...state, state: 'expired' };
}

/** What an event says of the second asking: an answer, or that a part was erased because of it; null for any other. */
export function secondAnswerIn(
  body: EventBodies['person'],
): { readonly recordingId: RecordingId; readonly answer: SecondAnswerState } | null {
  if (body.kind === 'second-answer') return body;
  const isAnswer = body.kind === 'passage.asked' && body.saidAs === 'second-answer';
  return isAnswer ? { recordingId: body.recordingId, answer: 'part-erased' } : null;
}

/**
 * What a person answered about one recording when asked after the session; null when not yet asked. Once it was to be
 * destroyed nothing less will do, though a hold may keep it for a while.
 */
export function projectSecondAnswer(
  personEvents: readonly LoggedEvent<'person'>[],
  recordingId: RecordingId,
): SecondAnswerState | null {
  let answer: SecondAnswerState | null = null;
  for (const { body } of personEvents) {
    const said = secondAnswerIn(body);
    if (said?.recordingId === recordingId && answer !== 'destroy') answer = said.answer;
  }
  return answer;
}
