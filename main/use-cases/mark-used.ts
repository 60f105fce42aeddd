import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { termsWhenBegan } from '../consent/chosen-agreement.ts';
import { projectRetention } from '../retention/rule.ts';
import { sessionOf } from './recordings-of-session.ts';
import { isGoing } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Says that a recording which is kept until it has been used has been: it is due from here on. Saying so twice changes
 * nothing.
 *
 * @throws `request/not-found` for no such recording; `request/invalid` for one with another rule.
 */
export async function markUsed(parts: Pick<Unlocked, 'log' | 'catalog'>, recordingId: RecordingId): Promise<void> {
  const subject = { kind: 'recording', id: recordingId } as const;
  const sessionId = sessionOf(parts, recordingId);
  const isThere = parts.catalog.recordings.find(recordingId) !== null && !isGoing(parts, subject);
  if (!isThere || sessionId === null) throw new SottoError('request/not-found');
  const events = parts.log.events(subject);
  const terms = termsWhenBegan(parts.log.events({ kind: 'session', id: sessionId }), events);
  const { rule, dueFromMs } = projectRetention(terms, events);
  if (rule !== 'after-use') throw new SottoError('request/invalid');
  if (dueFromMs === null) await parts.log.append(subject, { kind: 'recording.used' });
}
