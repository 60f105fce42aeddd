import type { SessionSummary } from '../../contract/session.ts';
import { isGoing } from './session-standing.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import type { Unlocked } from './unlocked.ts';

/** Newest first. A session that nobody was added to, without recordings and notes, is not shown, nor one being destroyed. */
export function listSessions({ log, catalog }: Pick<Unlocked, 'log' | 'catalog'>, query: string): SessionSummary[] {
  return catalog.sessions
    .list(query)
    .filter(({ id }) => !isGoing({ log }, { kind: 'session', id }))
    .map((session) => ({
      ...session,
      recordings: session.recordings.filter((recording) => !isSpokenTake({ log }, recording.id)),
    }))
    .filter(({ codes, recordings, hasNotes }) => codes.length > 0 || recordings.length > 0 || hasNotes);
}
