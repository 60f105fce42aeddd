import type { RecordingId, SessionId } from '../../contract/ids.ts';
import type { GivenConsent } from '../../contract/person.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';
import { grantedBy } from './reconfirmation.ts';

export type SecondAnswerEvent = Extract<EventBodies['person'], { kind: 'second-answer' }>;

/** Every answer that a person gave to an agreement about this session, oldest first, from the person's own chain. */
export function consentsGiven(personEvents: readonly LoggedEvent<'person'>[], sessionId: SessionId): GivenConsent[] {
  return personEvents.flatMap((event): GivenConsent[] => {
    const { atMs, body } = event;
    const granted = grantedBy(personEvents, event);
    if (granted?.sessionId === sessionId) {
      const { purposes, textHash, language, method, isWitnessed, givenAtMs, spokenIn, role, capacity } = granted;
      const manner = { method, isWitnessed, givenAtMs, spokenIn };
      return [{ state: 'granted', atMs, purposes, textHash, language, ...manner, role, capacity }];
    }
    if (body.kind === 'consent.refused' && body.sessionId === sessionId) {
      const { textHash, language } = body;
      return [{ state: 'refused', atMs, textHash, language }];
    }
    return [];
  });
}

/** Every answer that a person gave when asked again after this session, oldest first, from the person's own chain. */
export function secondAnswersGiven(
  personEvents: readonly LoggedEvent<'person'>[],
  sessionId: SessionId,
): { readonly atMs: number; readonly recordingId: RecordingId; readonly answer: SecondAnswerEvent['answer'] }[] {
  return personEvents.flatMap(({ atMs, body }) => {
    if (body.kind !== 'second-answer' || body.sessionId !== sessionId) return [];
    return [{ atMs, recordingId: body.recordingId, answer: body.answer }];
  });
}
