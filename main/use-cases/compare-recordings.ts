import type { RecordingId } from '../../contract/ids.ts';
import type { IndexRows } from '../catalog/index-rows.ts';
import type { LoggedEvent } from '../log/events.ts';
import { projectFate } from '../retention/fate.ts';
import { unexplained, type ComparedLog, type Difference } from './compared.ts';

type Row = IndexRows['recordings'][number];
type Events = readonly LoggedEvent<'recording'>[];

/** What the log says of how a recording ended; undefined for what it leaves open. */
interface LoggedEnd {
  readonly sequence: number;
  readonly state: Row['state'];
  readonly durationMs: number | undefined;
  readonly lostMs: Row['lostMs'] | undefined;
}

/** The rows of recordings. */
export function compareRecordings(log: ComparedLog, rows: IndexRows): Difference[] {
  const found = new Map(rows.recordings.map((row) => [row.id, row]));
  const ids = new Set<RecordingId>([...log.subjectIds('recording'), ...found.keys()]);
  return [...ids].flatMap((id) => compareRecording(log.events({ kind: 'recording', id }), found.get(id)));
}

function compareRecording(events: Events, row: Row | undefined): Difference[] {
  const fate = projectFate(events).kind;
  if (fate === 'is-going') return [];
  const began = events[0];
  // Of what is gone, or was never begun, there is no row.
  if (fate === 'is-gone' || began?.body.kind !== 'recording.began') {
    return row === undefined ? [] : [unexplained('recording')];
  }
  if (row === undefined) return [{ of: 'recording', begunBy: began.sequence }];
  const isSameTake = row.sessionId === began.body.sessionId && row.bitrateBps === began.body.bitrateBps;
  if (!isSameTake) return [unexplained('recording')];
  const end = loggedEnd(events);
  if (end === null) return row.state === 'recording' ? [] : [unexplained('recording')];
  if (row.state === 'recording') return [{ of: 'recording', begunBy: end.sequence }];
  return isAsEnded(row, end) ? [] : [unexplained('recording')];
}

/** The last end counts: a recording that a crash cut off from its row is looked at again. */
function loggedEnd(events: Events): LoggedEnd | null {
  let end: LoggedEnd | null = null;
  for (const { sequence, body } of events) {
    if (body.kind === 'recording.completed') {
      end = { sequence, state: 'complete', durationMs: body.durationMs, lostMs: undefined };
    } else if (body.kind === 'recording.recovered') {
      end = { sequence, state: 'recovered', durationMs: body.durationMs, lostMs: body.lostMs };
    } else if (body.kind === 'recording.altered') {
      end = { sequence, state: 'altered', durationMs: undefined, lostMs: undefined };
    }
  }
  return end;
}

function isAsEnded(row: Row, end: LoggedEnd): boolean {
  return (
    row.state === end.state &&
    (end.durationMs === undefined || row.durationMs === end.durationMs) &&
    (end.lostMs === undefined || row.lostMs === end.lostMs)
  );
}
