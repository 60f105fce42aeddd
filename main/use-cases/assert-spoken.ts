import type { RecordingId } from '../../contract/ids.ts';
import { minimumSpokenConsentMs } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { SpokenTake } from '../consent/spoken-consent.ts';
import { listSpokenTakes } from './spoken-takes.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * That a person may agree by this recording: it is theirs, of this session and to this very text, and it has come to its
 * end as it should.
 *
 * @throws `consent/spoken-missing`, `consent/spoken-too-short`.
 */
export function assertSpoken(
  { log, recorders }: Pick<Unlocked, 'log' | 'recorders'>,
  { sessionId, personId, textHash }: Pick<SpokenTake, 'sessionId' | 'personId' | 'textHash'>,
  recordingId: RecordingId,
): void {
  const take = listSpokenTakes({ log }, sessionId).find(({ id }) => id === recordingId);
  const isTheirs = take?.personId === personId && take.textHash === textHash;
  if (!isTheirs || recorders.current() === recordingId) throw new SottoError('consent/spoken-missing');
  const events = log.events({ kind: 'recording', id: recordingId });
  const end = events.map(({ body }) => body).find((body) => body.kind === 'recording.completed');
  if (end === undefined) throw new SottoError('consent/spoken-missing');
  if (end.durationMs <= minimumSpokenConsentMs) throw new SottoError('consent/spoken-too-short');
}
