import type { PersonId, SessionId } from '../../contract/ids.ts';
import type { IndexRows } from '../catalog/index-rows.ts';
import { projectPresence } from '../consent/projection.ts';
import type { LoggedEvent } from '../log/events.ts';
import { projectFate } from '../retention/fate.ts';
import { lostBefore, unexplained, type ComparedLog, type Difference } from './compared.ts';
import { projectNotes } from './project-notes.ts';

type Events = readonly LoggedEvent<'session'>[];

/** The rows of sessions, of who is in them, of these persons, and of notes. */
export function compareSessions(log: ComparedLog, rows: IndexRows): Difference[] {
  const made = new Set(rows.sessions);
  const persons = new Set(rows.persons);
  const participations = bySession(rows.participations);
  const notes = bySession(rows.notes);
  const lost = lostBefore(log);
  const ids = new Set([...log.subjectIds('session'), ...participations.keys(), ...notes.keys()]);
  return [...ids].flatMap((id) => {
    const logged = log.events({ kind: 'session', id });
    const fate = projectFate(logged).kind;
    if (fate === 'is-going') return [];
    const events = fate === 'is-gone' ? [] : logged;
    const differs = fate === 'is-gone' ? made.has(id) : isMade(events) && !made.has(id);
    return [
      ...(differs ? [unexplained('session')] : []),
      ...compareParticipations(id, events, participations.get(id) ?? []),
      ...comparePersons(events, persons),
      ...compareNotes(events, notes.get(id) ?? [], lost),
    ];
  });
}

/** The place is logged before the row is made; a crash between the two leaves a session that never was. */
export function isMade(events: Events): boolean {
  return events.length > 1 || (events.length === 1 && events[0]?.body.kind !== 'session.placed');
}

function compareParticipations(
  sessionId: SessionId,
  events: Events,
  rows: readonly IndexRows['participations'][number][],
): Difference[] {
  const wanted = new Map(projectPresence(events).map((presence) => [presence.personId, presence]));
  const found = new Map(rows.map((row) => [row.personId, row]));
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((personId) => {
    const [one, other] = [wanted.get(personId), found.get(personId)];
    if (one?.role === other?.role && one?.capacity === other?.capacity) return [];
    return [{ of: 'participation', sessionId, personId, begunBy: lastChange(events, personId) } as const];
  });
}

/** By which entry this person last came into the session or left it. */
function lastChange(events: Events, personId: PersonId): number | null {
  const isOfThem = ({ body }: LoggedEvent<'session'>): boolean => 'personId' in body && body.personId === personId;
  return events.findLast(isOfThem)?.sequence ?? null;
}

function comparePersons(events: Events, persons: ReadonlySet<PersonId>): Difference[] {
  return projectPresence(events).flatMap(({ personId }) => (persons.has(personId) ? [] : [unexplained('person')]));
}

function compareNotes(events: Events, rows: readonly IndexRows['notes'][number][], lost: number): Difference[] {
  const wanted = projectNotes(events);
  const going = events.flatMap(({ body }) => (body.kind === 'notes.destroying' ? [body.notesId] : []));
  const gone = events.flatMap(({ body }) => (body.kind === 'notes.destroyed' ? [body.notesId] : []));
  const isAllowed = ({ id }: { readonly id: (typeof going)[number] }): boolean =>
    id === wanted?.notesId || (going.includes(id) && !gone.includes(id));
  const extra = rows.filter((row) => !isAllowed(row)).map(() => unexplained('notes'));
  if (wanted === null) return extra;
  const row = rows.find(({ id }) => id === wanted.notesId);
  if (row === undefined) return [...extra, { of: 'notes', begunBy: sequenceOfBeginning(events) }];
  const isLost = (wanted.logged?.sequence ?? 0) < lost;
  return !isLost && row.newestVersion < (wanted.logged?.version ?? 0) ? [...extra, unexplained('notes')] : extra;
}

function sequenceOfBeginning(events: Events): number | null {
  return events.findLast(({ body }) => body.kind === 'notes.began')?.sequence ?? null;
}

function bySession<Row extends { readonly sessionId: SessionId }>(rows: readonly Row[]): Map<SessionId, Row[]> {
  const grouped = new Map<SessionId, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.sessionId);
    if (group === undefined) grouped.set(row.sessionId, [row]);
    else group.push(row);
  }
  return grouped;
}
