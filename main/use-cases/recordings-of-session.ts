import type { RecordingId, SessionId } from '../../contract/ids.ts';
import type { Unlocked } from './unlocked.ts';

type Facts = Pick<Unlocked, 'log'>;

/** The session in which a recording began; null for one that never did. */
export function sessionOf({ log }: Facts, recordingId: RecordingId): SessionId | null {
  const began = log.events({ kind: 'recording', id: recordingId })[0]?.body;
  return began?.kind === 'recording.began' ? began.sessionId : null;
}

/** Every recording that ever began in a session, spoken words too. */
export function recordingsOfSession(facts: Facts, sessionId: SessionId): RecordingId[] {
  return facts.log.subjectIds('recording').filter((id) => sessionOf(facts, id) === sessionId);
}
