import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { projectSpokenTake, sequenceOfGrant, type SpokenTake } from '../consent/spoken-consent.ts';
import type { Unlocked } from './unlocked.ts';

type Facts = Pick<Unlocked, 'log'>;

/** The spoken consent that a recording is; null for a recording of a session, and for none. */
export function findSpokenTake({ log }: Facts, recordingId: RecordingId): SpokenTake | null {
  return projectSpokenTake(recordingId, log.events({ kind: 'recording', id: recordingId }));
}

export function isSpokenTake(facts: Facts, recordingId: RecordingId): boolean {
  return findSpokenTake(facts, recordingId) !== null;
}

/** Whether a recording of the session rests on it: one began after its person had agreed by it, and sound came. */
export function isKept(facts: Facts, take: SpokenTake): boolean {
  const granted = sequenceOfGrant(facts.log.events({ kind: 'person', id: take.personId }), take);
  return granted !== null && lastRecordingBegan(facts, take.sessionId) > granted;
}

/** Where in the log the last recording of the session began into which sound came; -1 for none. */
export function lastRecordingBegan({ log }: Facts, sessionId: SessionId): number {
  return Math.max(
    -1,
    ...log.subjectIds('recording').flatMap((id) => {
      const events = log.events({ kind: 'recording', id });
      const [began] = events;
      const isOfSession = began?.body.kind === 'recording.began' && began.body.sessionId === sessionId;
      if (!isOfSession || projectSpokenTake(id, events) !== null) return [];
      const isEmpty = events.some(({ body }) => body.kind === 'recording.destroying' && body.reason === 'empty');
      return isEmpty ? [] : [began.sequence];
    }),
  );
}
