import { sessionIdSchema } from '../../contract/ids.ts';
import type { SessionDetail } from '../../contract/session.ts';
import { getSession, type SessionFacts } from './get-session.ts';
import { newId } from './new-id.ts';
import type { Unlocked } from './unlocked.ts';

/** An empty session, or the newest one if nobody was ever added to it and nothing recorded. Durable when it returns. */
export async function createSession(unlocked: SessionFacts & Pick<Unlocked, 'clock'>): Promise<SessionDetail> {
  const newest = unlocked.catalog.sessions.list('')[0];
  const isUntouched = newest !== undefined && newest.codes.length === 0 && newest.recordings.length === 0;
  if (isUntouched) return getSession(unlocked, newest.id);
  const sessionId = newId(sessionIdSchema);
  unlocked.catalog.sessions.add({ id: sessionId, createdAtMs: unlocked.clock.nowMs() });
  return getSession(unlocked, sessionId);
}
