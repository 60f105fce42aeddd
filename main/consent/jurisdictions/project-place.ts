import type { SessionPlace } from '../../../contract/jurisdiction.ts';
import type { DutyCode, PlaceCode } from '../../../contract/place-codes.ts';
import type { LoggedEvent } from '../../log/events.ts';
import { projectPresence } from '../projection.ts';
import { readPlaces } from './read-places.ts';

type SessionEvents = readonly LoggedEvent<'session'>[];

/** Where the room was last said to be and where those are who take part from elsewhere, from the session's own chain; null until somebody has said where the room is. */
export function projectPlace(events: SessionEvents): SessionPlace | null {
  let room: PlaceCode | null = null;
  for (const { body } of events) {
    if (body.kind === 'session.placed') room = body.room;
  }
  if (room === null) return null;
  return { room, remote: projectPresence(events).flatMap(({ place }) => place ?? []) };
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
