import type { SessionId } from '../../contract/ids.ts';
import { projectAgreement } from '../consent/chosen-agreement.ts';
import type { Presence } from '../consent/projection.ts';
import { findReconfirmable, type Granted } from '../consent/reconfirmation.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import type { Unlocked } from './unlocked.ts';

/** The earlier grant that this person may confirm in the session, where it asks them for the very same agreement. */
export function reconfirmableIn(
  { log, clock }: Pick<Unlocked, 'log' | 'clock'>,
  sessionId: SessionId,
  presence: Presence,
): Granted | null {
  const chosen = projectAgreement(log.events({ kind: 'session', id: sessionId }));
  if (chosen === null) return null;
  const said = log.events({ kind: 'person', id: presence.personId });
  const found = findReconfirmable(said, presence, { sessionId, terms: chosen.digest, nowMs: clock.nowMs() });
  // What they said has been destroyed, so there it is no consent any more either.
  const words = found?.body.spokenIn ?? null;
  return words !== null && isBeingDestroyed({ log }, words) ? null : found;
}
