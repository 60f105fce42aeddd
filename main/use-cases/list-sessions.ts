import type { SessionSummary } from '../../contract/session.ts';
import type { Unlocked } from './unlocked.ts';

/** Newest first. A session that nobody was added to and nothing recorded in is not shown. */
export function listSessions({ catalog }: Pick<Unlocked, 'catalog'>, query: string): SessionSummary[] {
  return catalog.sessions.list(query).filter((session) => session.codes.length > 0 || session.recordings.length > 0);
}
