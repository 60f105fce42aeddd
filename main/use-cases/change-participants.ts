import { personIdSchema, type PersonId, type SessionId } from '../../contract/ids.ts';
import { maximumParticipants } from '../../contract/limits.ts';
import type { Participation } from '../../contract/participation.ts';
import type { Capacity, Role, SessionDetail } from '../../contract/session.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { decidingCapacity } from '../consent/gate.ts';
import { dropSpokenTakes } from './drop-spoken-takes.ts';
import { getSession, participantOf, type SessionFacts } from './get-session.ts';
import { newId } from './new-id.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = SessionFacts;

type Added = Participation & { readonly code: string; readonly role: Role; readonly capacity: Capacity };

/**
 * Adds the person of that code, known or new, to the session. In the log when it returns.
 *
 * @throws `request/invalid` for a participation that cannot be, such as a guardian of nobody; `request/conflict` while
 * recording, when the code is there already, the session is full, or somebody named in it is not one to be decided for.
 */
export async function addParticipant(parts: Parts, sessionId: SessionId, added: Added): Promise<SessionDetail> {
  const session = await getSession(parts, sessionId);
  assertMayChange(parts, session);
  assertFits(added, session);
  const personId = parts.catalog.persons.findByCode(added.code)?.id ?? addPerson(parts, added.code);
  const isPresent = session.participants.some((participant) => participant.personId === personId);
  if (isPresent || session.participants.length >= maximumParticipants) throw new SottoError('request/conflict');
  const { code: _, ...participation } = added;
  await parts.log.append({ kind: 'session', id: sessionId }, { kind: 'participant.added', personId, ...participation });
  const { role, capacity } = added;
  parts.catalog.participations.add({ sessionId, personId, role, capacity });
  return getSession(parts, sessionId);
}

/**
 * Takes a person out of a session that has no recording yet; what they said about it stays in the log, and
 * how they said it is destroyed.
 *
 * @throws `request/conflict` once something was recorded: whoever was there then, was there.
 */
export async function removeParticipant(
  parts: Parts & Pick<Unlocked, 'readers'>,
  sessionId: SessionId,
  personId: PersonId,
): Promise<SessionDetail> {
  const session = await getSession(parts, sessionId);
  assertMayChange(parts, session);
  if (session.recordings.length > 0) throw new SottoError('request/conflict');
  participantOf(session, personId);
  await parts.log.append({ kind: 'session', id: sessionId }, { kind: 'participant.removed', personId });
  parts.catalog.participations.remove(sessionId, personId);
  await dropSpokenTakes(parts, sessionId);
  return getSession(parts, sessionId);
}

function assertFits(
  { capacity, decision, forPersonIds, presence, place }: Added,
  { participants }: SessionDetail,
): void {
  const decides = capacity !== 'self';
  const isPossible =
    decides === forPersonIds.length > 0 &&
    (presence === 'remote') === (place !== null) &&
    !(decides && decision !== 'own') &&
    !(presence === 'not-present' && !decides);
  if (!isPossible) throw new SottoError('request/invalid');
  const isDecidedFor = (id: PersonId): boolean =>
    participants.some((other) => other.personId === id && decidingCapacity(other.decision) === capacity);
  if (!forPersonIds.every(isDecidedFor)) throw new SottoError('request/conflict');
}

function addPerson({ catalog, clock }: Parts, code: string): PersonId {
  const id = newId(personIdSchema);
  catalog.persons.add({ id, code, createdAtMs: clock.nowMs() });
  return id;
}

function assertMayChange({ recorders }: Parts, session: SessionDetail): void {
  const current = recorders.current();
  if (session.recordings.some((recording) => recording.id === current)) throw new SottoError('request/conflict');
}
