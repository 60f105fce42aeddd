import type { PersonId, SessionId } from '../../contract/ids.ts';
import type { EventLog } from '../log/event-log.ts';

export type ComparedLog = Pick<EventLog, 'events' | 'subjectIds'>;

type Kept = 'session' | 'person' | 'recording' | 'notes' | 'evidence' | 'agreement-text' | 'template' | 'pages';

/** A row that is missing, is there and may not be, or says another thing than the log. */
export type Difference = (
  { readonly of: 'participation'; readonly sessionId: SessionId; readonly personId: PersonId } | { readonly of: Kept }
) & {
  /**
   * The place in the log of the entry that the row is written after: right where that is the last one, as a crash may have
   * come between the two. Null where no interrupted act explains the difference.
   */
  readonly begunBy: number | null;
};

/**
 * Entries before this place may rest on evidence, texts, templates and notes that are gone: they were in an index that
 * could not be read, and in whose place another was made.
 */
export function lostBefore(log: ComparedLog): number {
  const [id] = log.subjectIds('vault');
  if (id === undefined) return 0;
  return log.events({ kind: 'vault', id }).findLast(({ body }) => body.kind === 'index.rebuilt')?.sequence ?? 0;
}

export function unexplained(of: Kept): Difference {
  return { of, begunBy: null };
}
