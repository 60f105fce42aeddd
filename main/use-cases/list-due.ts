import type { DueAsking, DueList } from '../../contract/due.ts';
import type { PersonId, RecordingId } from '../../contract/ids.ts';
import { maximumListedKept } from '../../contract/limits.ts';
import { secondAnswerIn } from '../consent/projection.ts';
import { whoMustAnswer } from '../consent/second-asking.ts';
import type { EventBodies } from '../log/events.ts';
import { projectFate } from '../retention/fate.ts';
import { presentWhenBegan, secondAskings } from './get-session.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog' | 'recorders'>;

const endings: ReadonlySet<EventBodies['recording']['kind']> = new Set([
  'recording.completed',
  'recording.recovered',
  'recording.altered',
]);

/**
 * Recordings that have ended and about which somebody who was there has not been asked again, the one that waits longest
 * first; as many as one answer names, and how many more. What is about to be destroyed, itself or with its session, needs no
 * answer.
 */
export function listDue(parts: Parts): DueList {
  const whoAnswered = answered(parts);
  const waiting = parts.log
    .subjectIds('recording')
    .filter((id) => !isSpokenTake(parts, id))
    .filter((id) => projectFate(parts.log.events({ kind: 'recording', id })).kind === 'stays')
    .flatMap((id) => dueOf(parts, id, whoAnswered.get(id) ?? new Set()))
    .sort((one, other) => one.sinceMs - other.sinceMs);
  const first = waiting.slice(0, maximumListedKept).map(({ recording, sinceMs }) => {
    return { recording, sinceMs, askings: secondAskings(parts, recording.sessionId, recording.id) };
  });
  return { first, unlisted: waiting.length - first.length };
}

/** Who has answered about which recording, in one walk: whoever is in every session has a long chain. */
function answered({ log }: Pick<Parts, 'log'>): Map<RecordingId, Set<PersonId>> {
  const people = new Map<RecordingId, Set<PersonId>>();
  for (const id of log.subjectIds('person')) {
    for (const { body } of log.events({ kind: 'person', id })) {
      const said = secondAnswerIn(body);
      if (said === null) continue;
      people.set(said.recordingId, (people.get(said.recordingId) ?? new Set()).add(id));
    }
  }
  return people;
}

function dueOf(parts: Parts, id: RecordingId, whoAnswered: ReadonlySet<PersonId>): Omit<DueAsking, 'askings'>[] {
  const stored = parts.catalog.recordings.find(id);
  const end = parts.log.events({ kind: 'recording', id }).find(({ body }) => endings.has(body.kind));
  if (stored === null || end === undefined) return [];
  const { segmentCount: _, ...recording } = stored;
  if (projectFate(parts.log.events({ kind: 'session', id: recording.sessionId })).kind !== 'stays') return [];
  const waitedFor = whoMustAnswer(presentWhenBegan(parts, recording.sessionId, id));
  if (waitedFor.every(({ personId }) => whoAnswered.has(personId))) return [];
  return [{ recording, sinceMs: end.atMs }];
}
