import type { SessionSummary } from '../../contract/session.ts';
import type { Unlocked } from './unlocked.ts';

/** Newest first. A session that nobody was added to, without recordings and notes, is not shown. */
export function listSessions({ catalog }: Pick<Unlocked, 'catalog'>, query: string): SessionSummary[] {
  return catalog.sessions
    .list(query)
    .filter(({ codes, recordings, hasNotes }) => codes.length > 0 || recordings.length > 0 || hasNotes);
}
