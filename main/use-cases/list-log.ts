import { logGroupOf, type LogFilter, type LogLine, type LogPage } from '../../contract/event-log.ts';
import { maximumLogLines } from '../../contract/limits.ts';
import type { LoggedLine } from '../log/events.ts';
import { aboutOf, toLogLine } from './log-line.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog'>;

/** The newest entries before a place in the log that the filter lets through: at most as many as one answer has. */
export function listLog(
  parts: Parts,
  { before, filter }: { readonly before: number | null; readonly filter: LogFilter },
): LogPage {
  const lines: LogLine[] = [];
  let sequence = Math.min(before ?? parts.log.count, parts.log.count);
  while (sequence > 0 && lines.length < maximumLogLines) {
    sequence -= 1;
    const line = parts.log.at(sequence);
    if (line !== null && isWanted(parts, line, filter)) lines.push(toLogLine(parts, line));
  }
  return { lines, before: sequence === 0 ? null : sequence };
}

function isWanted(parts: Parts, line: LoggedLine, filter: LogFilter): boolean {
  const { atMs, body } = line.event;
  if (filter.groups !== null && !filter.groups.includes(logGroupOf[body.kind])) return false;
  if (filter.fromMs !== null && atMs < filter.fromMs) return false;
  if (filter.untilMs !== null && atMs >= filter.untilMs) return false;
  if (filter.personId === null && filter.sessionId === null) return true;
  const { personId, sessionId } = aboutOf(parts, line);
  return (
    (filter.personId === null || filter.personId === personId) &&
    (filter.sessionId === null || filter.sessionId === sessionId)
  );
}
