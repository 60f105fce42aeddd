import type { RecordingId } from '../../contract/ids.ts';
import type { Unlocked } from './unlocked.ts';

type Facts = Pick<Unlocked, 'log'>;

/** Under which id key and files of a recording are kept: its own, until a passage of it was erased. */
export function soundOf({ log }: Facts, recordingId: RecordingId): RecordingId {
  let soundId = recordingId;
  for (const { body } of log.events({ kind: 'recording', id: recordingId })) {
    if (body.kind === 'passage.erased') soundId = body.soundId;
  }
  return soundId;
}

/** Every id under which a key or files of the recording may ever have been. */
export function everySoundOf({ log }: Facts, recordingId: RecordingId): RecordingId[] {
  const events = log.events({ kind: 'recording', id: recordingId });
  return [recordingId, ...events.flatMap(({ body }) => (body.kind === 'passage.began' ? [body.soundId] : []))];
}
