import type { SessionId } from '../../contract/ids.ts';
import { placeCodeSchema, type SessionJurisdiction, type SessionPlace } from '../../contract/jurisdiction.ts';
import type { DutyCode, PlaceCode } from '../../contract/place-codes.ts';
import type { SessionDetail } from '../../contract/session.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectConfirmedDuties, projectPlace } from '../consent/jurisdictions/project-place.ts';
import { readPlaces } from '../consent/jurisdictions/read-places.ts';
import { getSession, type SessionFacts } from './get-session.ts';
import type { Unlocked } from './unlocked.ts';

const roomKey = 'room';

/** Where the last session took place, for the next one; null before the first. */
export function rememberedRoom({ catalog }: Pick<Unlocked, 'catalog'>): PlaceCode | null {
  return catalog.settings.find(roomKey, placeCodeSchema);
}

/** What the pack says about a session, or about the next one for null. @throws `request/not-found`. */
export async function getJurisdiction(facts: SessionFacts, sessionId: SessionId | null): Promise<SessionJurisdiction> {
  if (sessionId === null) {
    const room = rememberedRoom(facts);
    return describe(room === null ? null : { room, remote: [] }, []);
  }
  await getSession(facts, sessionId);
  const events = facts.log.events({ kind: 'session', id: sessionId });
  return describe(projectPlace(events), projectConfirmedDuties(events));
}

/**
 * Says where the room of the session is, and remembers the room for the next. In the log when it returns.
 *
 * @throws `request/conflict` while it is being recorded.
 */
export async function placeSession(
  facts: SessionFacts,
  { sessionId, room }: { readonly sessionId: SessionId; readonly room: PlaceCode },
): Promise<SessionDetail> {
  await assertMayChange(facts, sessionId);
  await facts.log.append({ kind: 'session', id: sessionId }, { kind: 'session.placed', room });
  facts.catalog.settings.set(roomKey, room);
  return getSession(facts, sessionId);
}

/**
 * The therapist confirms a duty that the places of the session ask for, or takes that back. In the log when it returns.
 *
 * @throws `request/conflict` for a duty that they do not want checked, and while it is being recorded.
 */
export async function confirmDuty(
  facts: SessionFacts,
  { sessionId, duty, isConfirmed }: { sessionId: SessionId; duty: DutyCode; isConfirmed: boolean },
): Promise<SessionDetail> {
  await assertMayChange(facts, sessionId);
  const { reading } = await getJurisdiction(facts, sessionId);
  if (!reading?.duties.some(({ code, isChecked }) => isChecked && code === duty)) {
    throw new SottoError('request/conflict');
  }
  const kind = isConfirmed ? 'duty.confirmed' : 'duty.taken-back';
  await facts.log.append({ kind: 'session', id: sessionId }, { kind, duty });
  return getSession(facts, sessionId);
}

function describe(place: SessionPlace | null, confirmed: DutyCode[]): SessionJurisdiction {
  return { place, reading: place === null ? null : readPlaces(place), confirmed };
}

async function assertMayChange(facts: SessionFacts, sessionId: SessionId): Promise<void> {
  const { recordings } = await getSession(facts, sessionId);
  const current = facts.recorders.current();
  if (recordings.some(({ id }) => id === current)) throw new SottoError('request/conflict');
}
