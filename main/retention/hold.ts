import type { LoggedEvent } from '../log/events.ts';

/** A hold as the log has it: who placed it and why is evidence. */
export interface LoggedHold {
  readonly atMs: number;
  readonly evidenceDigest: string | null;
}

/** What holds a recording or a session, from its own chain; null when nothing does. */
export function projectHold(events: readonly LoggedEvent<'recording' | 'session'>[]): LoggedHold | null {
  let hold: LoggedHold | null = null;
  for (const { atMs, body, evidenceDigest } of events) {
    if (body.kind === 'hold.placed') hold = { atMs, evidenceDigest };
    else if (body.kind === 'hold.lifted') hold = null;
  }
  return hold;
}

/** The digest of the words of a hold that this event placed; nothing for any other event. */
export function holdEvidenceIn({
  body,
  evidenceDigest,
}: Pick<LoggedEvent<'recording' | 'session'>, 'body' | 'evidenceDigest'>): string[] {
  return body.kind === 'hold.placed' && evidenceDigest !== null ? [evidenceDigest] : [];
}
