import type { LogFacts, LogLine } from '../../contract/event-log.ts';
import {
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  type PersonId,
  type RecordingId,
  type SessionId,
} from '../../contract/ids.ts';
import type { LoggedLine } from '../log/events.ts';
import { projectFate } from '../retention/fate.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog'>;

/** Whom and what an entry is about, whether it is still there or not. */
export interface About {
  readonly personId: PersonId | null;
  readonly sessionId: SessionId | null;
  readonly recordingId: RecordingId | null;
}

/** By the subject of an entry and what its body names; of a recording also the session that it was made in. */
export function aboutOf({ log }: Pick<Parts, 'log'>, { subject, event }: LoggedLine): About {
  const { body } = event;
  const recordingId =
    subject.kind === 'recording'
      ? recordingIdSchema.parse(subject.id)
      : 'recordingId' in body
        ? body.recordingId
        : null;
  const personId =
    subject.kind === 'person' ? personIdSchema.parse(subject.id) : 'personId' in body ? body.personId : null;
  if (subject.kind === 'session') return { personId, sessionId: sessionIdSchema.parse(subject.id), recordingId };
  if ('sessionId' in body) return { personId, sessionId: body.sessionId, recordingId };
  const began = recordingId === null ? undefined : log.events({ kind: 'recording', id: recordingId })[0]?.body;
  return { personId, sessionId: began?.kind === 'recording.began' ? began.sessionId : null, recordingId };
}

/** An entry as it is looked at: with codes as they are in the index, and what of it is still there. */
export function toLogLine(parts: Parts, line: LoggedLine): LogLine {
  const { personId, sessionId, recordingId } = aboutOf(parts, line);
  const { sequence, atMs, body } = line.event;
  return {
    sequence,
    atMs,
    kind: body.kind,
    facts: { ...factsOf(line), isSpokenConsent: recordingId !== null && isSpokenTake(parts, recordingId) },
    person: personOf(parts, personId),
    session: sessionOf(parts, sessionId),
    recordingId: recordingId !== null && parts.catalog.recordings.find(recordingId) !== null ? recordingId : null,
  };
}

function personOf({ catalog }: Parts, id: PersonId | null): LogLine['person'] {
  const person = id === null ? null : catalog.persons.find(id);
  return id === null || person === null ? null : { id, code: person.code };
}

function sessionOf({ log, catalog }: Parts, id: SessionId | null): LogLine['session'] {
  if (id === null || catalog.sessions.find(id) === null) return null;
  const fate = projectFate(log.events({ kind: 'session', id })).kind;
  if (fate === 'is-going' || fate === 'is-gone') return null;
  return { id, codes: catalog.participations.ofSession(id).map(({ code }) => code) };
}

const noFacts: Omit<LogFacts, 'isSpokenConsent'> = {
  durationMs: null,
  role: null,
  answer: null,
  effect: null,
  word: null,
  counts: null,
  isFound: false,
  range: null,
};

function factsOf({ event: { body } }: LoggedLine): Omit<LogFacts, 'isSpokenConsent'> {
  switch (body.kind) {
    case 'recording.completed':
    case 'recording.recovered':
      return { ...noFacts, durationMs: body.durationMs };
    case 'recording.listened':
      return { ...noFacts, durationMs: body.listenedMs };
    case 'passage.erased':
      return { ...noFacts, durationMs: body.toMs - body.fromMs };
    case 'participant.added':
      return { ...noFacts, role: body.role };
    case 'second-answer':
      return { ...noFacts, answer: body.answer };
    case 'consent.withdrawn': {
      const { withdrawal } = body;
      return { ...noFacts, word: withdrawal.scope, effect: 'effect' in withdrawal ? withdrawal.effect : null };
    }
    case 'consent.granted':
      return { ...noFacts, word: body.method };
    case 'deletion.requested':
    case 'recording.destroying':
      return { ...noFacts, word: body.reason };
    case 'slot.added':
      return { ...noFacts, word: body.slotType, isFound: body.isFound === true };
    case 'slot.removed':
      return { ...noFacts, isFound: body.isFound === true };
    case 'receipt.exported':
      return { ...noFacts, word: body.format };
    case 'log.exported':
      return { ...noFacts, word: body.format, counts: { all: body.entries, other: 0 } };
    case 'certificate.exported':
      return { ...noFacts, word: body.format };
    case 'recording.classed':
    case 'notes.classed':
      return { ...noFacts, word: body.itemClass };
    case 'unlock.failed-before':
      return { ...noFacts, counts: { all: body.count, other: 0 } };
    case 'vault.rekeyed':
      return { ...noFacts, counts: { all: body.removed.length, other: 0 } };
    case 'policy.applied':
      return { ...noFacts, word: body.standing, range: body.lockAfterMinutes };
    case 'vault.checked':
      return { ...noFacts, counts: { all: body.checked, other: body.damaged } };
    case 'vault.copied':
      return { ...noFacts, counts: { all: body.recordings, other: body.leftOut } };
    case 'copy.finished':
      return { ...noFacts, word: body.copied === null ? 'by-hand' : 'copied' };
    default:
      return noFacts;
  }
}
