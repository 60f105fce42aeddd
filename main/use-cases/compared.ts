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

export function unexplained(of: Kept): Difference {
  return { of, begunBy: null };
}
