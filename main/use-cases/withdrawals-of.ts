import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectPresenceAt } from '../consent/projection.ts';
import { projectWithdrawal, type WithdrawnFrom } from '../consent/withdrawal.ts';
import type { LoggedEvent } from '../log/events.ts';
import { findSpokenTake, isKept } from './kept-spoken-take.ts';
import type { Unlocked } from './unlocked.ts';

type Facts = Pick<Unlocked, 'log'>;

/** Who was there when the recording began; nobody for one that never did. In spoken words is only whose they are. */
export function presentIn({ log }: Facts, recordingId: RecordingId): PersonId[] {
  const began = log.events({ kind: 'recording', id: recordingId })[0];
  if (began?.body.kind !== 'recording.began') return [];
  const { spokenConsent } = began.body;
  if (spokenConsent !== null) return [spokenConsent.personId];
  const events = log.events({ kind: 'session', id: began.body.sessionId });
  return projectPresenceAt(events, began.sequence).map(({ personId }) => personId);
}

/** Whether the person was ever added to the session, also when they were taken out of it again. */
export function wasEverIn({ log }: Facts, sessionId: SessionId, personId: PersonId): boolean {
  return log
    .events({ kind: 'session', id: sessionId })
    .some(({ body }) => body.kind === 'participant.added' && body.personId === personId);
}

type Withdrawn = { readonly personId: PersonId } & WithdrawnFrom;
/** What a person has said of consent, at least each withdrawal. */
type SaidBy = (personId: PersonId) => readonly LoggedEvent<'person'>[];

/** What each person who was there has withdrawn of the recording. */
export function withdrawalsOf({ log }: Facts, recordingId: RecordingId): Withdrawn[] {
  return withdrawalsIn({ log }, recordingId, (id) => log.events({ kind: 'person', id }));
}

function withdrawalsIn({ log }: Facts, recordingId: RecordingId, saidBy: SaidBy): Withdrawn[] {
  const beganSequence = log.events({ kind: 'recording', id: recordingId })[0]?.sequence ?? 0;
  return presentIn({ log }, recordingId).flatMap((personId) => {
    const withdrawn = projectWithdrawal(saidBy(personId), { id: recordingId, beganSequence });
    return withdrawn === null ? [] : [{ personId, ...withdrawn }];
  });
}

/** The withdrawals of everybody, in one walk: whoever is in every session has a long chain. */
function withdrawalsByPerson({ log }: Facts): SaidBy {
  const said = new Map<PersonId, LoggedEvent<'person'>[]>();
  for (const id of log.subjectIds('person')) {
    const withdrawals = log.events({ kind: 'person', id }).filter(({ body }) => body.kind === 'consent.withdrawn');
    if (withdrawals.length > 0) said.set(id, withdrawals);
  }
  return (personId) => said.get(personId) ?? [];
}

/** Whether nobody has withdrawn their consent to it or wants it destroyed, and spoken words are ones that a recording rests on. */
export function mayBeUsed(facts: Facts, recordingId: RecordingId): boolean {
  if (isWaiting(facts, recordingId) || isWantedDestroyed(facts, recordingId)) return false;
  return withdrawalsOf(facts, recordingId).length === 0;
}

/** Whether somebody who was there wants it destroyed, by a withdrawal or when asked again: it goes, unless it is held. */
export function isWantedDestroyed(facts: Facts, recordingId: RecordingId): boolean {
  if (withdrawalsOf(facts, recordingId).some(({ effect }) => effect === 'destroy')) return true;
  return presentIn(facts, recordingId).some((personId) =>
    facts.log
      .events({ kind: 'person', id: personId })
      .some(
        ({ body }) => body.kind === 'second-answer' && body.recordingId === recordingId && body.answer === 'destroy',
      ),
  );
}

/**
 * Whatever plays, shows, exports or copies a recording asks here.
 *
 * @throws `consent/withdrawn`; `request/not-found` for spoken words on which no recording rests yet: not everybody has agreed,
 * so nobody hears them.
 */
export function assertMayBeUsed(facts: Facts, recordingId: RecordingId): void {
  if (isWaiting(facts, recordingId)) throw new SottoError('request/not-found');
  if (!mayBeUsed(facts, recordingId)) throw new SottoError('consent/withdrawn');
}

function isWaiting(facts: Facts, recordingId: RecordingId): boolean {
  const take = findSpokenTake(facts, recordingId);
  return take !== null && !isKept(facts, take);
}

/** Recordings that are to be destroyed because of a withdrawal, those included that have been. */
export function withdrawnToDestroy(facts: Facts): RecordingId[] {
  const saidBy = withdrawalsByPerson(facts);
  return facts.log
    .subjectIds('recording')
    .filter((recordingId) => withdrawalsIn(facts, recordingId, saidBy).some(({ effect }) => effect === 'destroy'));
}

/** All of which `isWantedDestroyed` says so, read at once. */
export function allWantedDestroyed(facts: Facts): ReadonlySet<RecordingId> {
  const wanted = new Set(withdrawnToDestroy(facts));
  for (const id of facts.log.subjectIds('person')) {
    for (const { body } of facts.log.events({ kind: 'person', id })) {
      if (body.kind !== 'second-answer' || body.answer !== 'destroy') continue;
      if (presentIn(facts, body.recordingId).includes(id)) wanted.add(body.recordingId);
    }
  }
  return wanted;
}
