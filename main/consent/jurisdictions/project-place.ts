import type { SessionPlace } from '../../../contract/jurisdiction.ts';
import type { DutyCode } from '../../../contract/place-codes.ts';
import type { LoggedEvent } from '../../log/events.ts';
import { readPlaces } from './read-places.ts';

type SessionEvents = readonly LoggedEvent<'session'>[];

/** Where the session was last said to take place, from its own chain; null until then. */
export function projectPlace(events: SessionEvents): SessionPlace | null {
  let place: SessionPlace | null = null;
  for (const { body } of events) {
    if (body.kind === 'session.placed') place = { room: body.room, remote: body.remote };
  }
  return place;
}

/** Duties that the therapist has confirmed since the last person was added: of that person nothing was confirmed yet. */
export function projectConfirmedDuties(events: SessionEvents): DutyCode[] {
  const confirmed = new Set<DutyCode>();
  for (const { body } of events) {
    if (body.kind === 'duty.confirmed') confirmed.add(body.duty);
    else if (body.kind === 'duty.taken-back') confirmed.delete(body.duty);
    else if (body.kind === 'participant.added') confirmed.clear();
  }
  return [...confirmed];
}

/** Duties that the places of the session want checked and that are not confirmed. */
export function projectUnconfirmedDuties(events: SessionEvents): DutyCode[] {
  const place = projectPlace(events);
  if (place === null) return [];
  const confirmed = projectConfirmedDuties(events);
  return readPlaces(place).duties.flatMap(({ code, isChecked }) =>
    isChecked && !confirmed.includes(code) ? [code] : [],
  );
}
