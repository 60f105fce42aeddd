import type { SecondAnswer } from '../../contract/consent.ts';
import type { PersonId, RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { destroyRecording } from './destroy-recording.ts';
import { getSession, type SessionFacts } from './get-session.ts';
import { isRecordingHeld } from './holds-of.ts';
import type { Unlocked } from './unlocked.ts';

export type SecondAnswerResult = { outcome: 'kept' } | { outcome: 'held' } | { outcome: 'destroyed'; atMs: number };

/**
 * Records what one person answered when asked after the session. `destroy` from any one of them destroys the recording
 * at once, with no undo, or once its hold is lifted; nobody plays it meanwhile.
 *
 * @throws `request/not-found` for no such recording, or a person who was not there when it began; `request/conflict`
 * while it runs, and for a person who would keep what they wanted destroyed: it waits for its hold, and goes.
 */
export async function answerSecondAsking(
  parts: SessionFacts & Pick<Unlocked, 'clock' | 'readers'>,
  { recordingId, personId, answer }: { recordingId: RecordingId; personId: PersonId; answer: SecondAnswer },
): Promise<SecondAnswerResult> {
  const recording = parts.catalog.recordings.find(recordingId);
  if (recording === null) throw new SottoError('request/not-found');
  if (parts.recorders.current() === recordingId) throw new SottoError('request/conflict');
  const { secondAskings } = await getSession(parts, recording.sessionId);
  const asking = secondAskings.find((line) => line.recordingId === recordingId && line.personId === personId);
  if (asking === undefined) throw new SottoError('request/not-found');
  if (asking.answer === 'destroy' && answer !== 'destroy') throw new SottoError('request/conflict');
  const { sessionId } = recording;
  await parts.log.append({ kind: 'person', id: personId }, { kind: 'second-answer', sessionId, recordingId, answer });
  if (answer === 'keep') return { outcome: 'kept' };
  if (isRecordingHeld(parts, recordingId)) {
    await parts.readers.close();
    return { outcome: 'held' };
  }
  await destroyRecording(parts, recordingId, 'second-answer');
  return { outcome: 'destroyed', atMs: parts.clock.nowMs() };
}
