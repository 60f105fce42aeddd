import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectFate } from '../retention/fate.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import { projectRecovered } from './project-recovered.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * A person keeps what was recovered, or found altered: it is off the list from then on (`listRecovered`). Durable on return;
 * done again it does nothing.
 *
 * @throws `request/not-found`, also for spoken words; `request/conflict` while it or its session is about to be destroyed.
 */
export async function keepRecovered(parts: Pick<Unlocked, 'log' | 'catalog'>, recordingId: RecordingId): Promise<void> {
  const subject = { kind: 'recording', id: recordingId } as const;
  const events = parts.log.events(subject);
  const recording = parts.catalog.recordings.find(recordingId);
  if (recording === null || isSpokenTake(parts, recordingId)) throw new SottoError('request/not-found');
  const fates = [
    projectFate(events).kind,
    projectFate(parts.log.events({ kind: 'session', id: recording.sessionId })).kind,
  ];
  if (fates.some((fate) => fate === 'is-going' || fate === 'is-gone')) throw new SottoError('request/not-found');
  if (fates.includes('waits')) throw new SottoError('request/conflict');
  if (projectRecovered(events) === null) return;
  await parts.log.append(subject, { kind: 'recording.kept' });
}
