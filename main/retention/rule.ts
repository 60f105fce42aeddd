import type { AgreementTerms, DestructionTerm, Retention } from '../../contract/agreement.ts';
import type { RecordingRetention } from '../../contract/retention.ts';
import type { LoggedEvent } from '../log/events.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** How long a recording is kept, and from when on it is due. */
export interface RetentionRule {
  readonly rule: Retention['rule'] | null;
  readonly destruction: DestructionTerm;
  /** The beginning of its last day, or when it had been used; null where there is no such time (yet). */
  readonly dueFromMs: number | null;
  /** The last millisecond at which it is to be there; null where the rule names no day. */
  readonly destroyByMs: number | null;
  /** That day, as the agreement names it (`2026-11-28`): where its terms were chosen, whatever the clocks say here and now. */
  readonly lastDay: string | null;
}

/**
 * What the terms under which it began say of a recording, with what was said since: once somebody has undone what the app
 * asked for by itself, it is a person who destroys it.
 */
export function projectRetention(
  terms: AgreementTerms | null,
  recordingEvents: readonly LoggedEvent<'recording'>[],
): RetentionRule {
  if (terms === null) return { rule: null, destruction: 'ask', dueFromMs: null, destroyByMs: null, lastDay: null };
  const { retention, destroyByMs } = terms;
  if (retention.rule === 'after-use') {
    const used = recordingEvents.find(({ body }) => body.kind === 'recording.used');
    return { rule: 'after-use', destruction: 'ask', dueFromMs: used?.atMs ?? null, destroyByMs: null, lastDay: null };
  }
  const dueFromMs = destroyByMs === null ? null : destroyByMs - dayMs + 1;
  const destruction = hasUndoneAutomatic(recordingEvents) ? 'ask' : terms.destruction;
  return { rule: retention.rule, destruction, dueFromMs, destroyByMs, lastDay: lastDayOf(terms) };
}

function lastDayOf({ destroyByMs, utcOffsetMinutes }: AgreementTerms): string | null {
  if (destroyByMs === null) return null;
  return new Date(destroyByMs + utcOffsetMinutes * minuteMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

function hasUndoneAutomatic(recordingEvents: readonly LoggedEvent<'recording'>[]): boolean {
  let isAskedByItself = false;
  for (const { body } of recordingEvents) {
    if (body.kind === 'deletion.requested') isAskedByItself = body.reason === 'retention-ended';
    else if (body.kind === 'deletion.undone' && isAskedByItself) return true;
  }
  return false;
}

/** Why it is due now; null while it is not. */
export function whyDue({ rule, dueFromMs }: RetentionRule, nowMs: number): RecordingRetention['why'] {
  if (dueFromMs === null || nowMs < dueFromMs) return null;
  return rule === 'after-use' ? 'used' : 'day-come';
}

/** Whether the app destroys it by itself now: its last day is over, as the text said that everyone agreed to. */
export function isAutomaticallyOver({ destruction, destroyByMs }: RetentionRule, nowMs: number): boolean {
  return destruction === 'automatic' && destroyByMs !== null && nowMs > destroyByMs;
}
