import { sessionIdSchema } from '../../contract/ids.ts';
import type { SessionDetail } from '../../contract/session.ts';
import { projectFate } from '../retention/fate.ts';
import { getSession, type SessionFacts } from './get-session.ts';
import { newId } from './new-id.ts';
import { rememberedRoom } from './place-session.ts';
import type { Unlocked } from './unlocked.ts';

/** An empty session, or the newest one if nobody is in it and it has neither recordings nor notes. Durable when it returns. */
export async function createSession(unlocked: SessionFacts & Pick<Unlocked, 'clock'>): Promise<SessionDetail> {
  const newest = unlocked.catalog.sessions.findNewest();
  const isToStay =
    newest !== null && projectFate(unlocked.log.events({ kind: 'session', id: newest.id })).kind === 'stays';
  if (isToStay) {
    const session = await getSession(unlocked, newest.id);
    if (session.participants.length === 0 && session.recordings.length === 0 && !session.hasNotes) return session;
  }
  const sessionId = newId(sessionIdSchema);
  const room = rememberedRoom(unlocked);
  // Before the row: a session is never there without the duties of its place.
  if (room !== null) {
    await unlocked.log.append({ kind: 'session', id: sessionId }, { kind: 'session.placed', room });
  }
  unlocked.catalog.sessions.add({ id: sessionId, createdAtMs: unlocked.clock.nowMs() });
  return getSession(unlocked, sessionId);
}
