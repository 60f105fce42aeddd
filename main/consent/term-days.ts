import type { AgreementChoice, AgreementTerms } from '../../contract/agreement.ts';
import { SottoError } from '../../contract/sotto-error.ts';

export const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Days since 1970 where clocks are so far ahead of UTC. */
export function dayNumber(atMs: number, utcOffsetMinutes: number): number {
  return Math.floor((atMs + utcOffsetMinutes * minuteMs) / dayMs);
}

/** The last millisecond of a day there. */
function endOfDay(day: number, utcOffsetMinutes: number): number {
  return (day + 1) * dayMs - utcOffsetMinutes * minuteMs - 1;
}

/**
 * The terms of a choice that is made now, with the times that follow from it.
 *
 * @throws `consent/terms-past` for a day before today.
 */
export function termsOf({ templateId: _, ...chosen }: AgreementChoice, nowMs: number): AgreementTerms {
  const utcOffsetMinutes = -new Date(nowMs).getTimezoneOffset();
  const today = dayNumber(nowMs, utcOffsetMinutes);
  const endOf = (rule: { rule: 'for'; days: number } | { rule: 'until'; day: string }): number => {
    const day = rule.rule === 'for' ? today + rule.days : Date.parse(rule.day) / dayMs;
    if (day < today) throw new SottoError('consent/terms-past');
    return endOfDay(day, utcOffsetMinutes);
  };
  const { retention, validity } = chosen;
  const destroyByMs = retention.rule === 'for' || retention.rule === 'until' ? endOf(retention) : null;
  return {
    ...chosen,
    destruction: destroyByMs === null ? 'ask' : chosen.destruction,
    destroyByMs,
    validUntilMs: validity.rule === 'session' ? nowMs + dayMs : endOf(validity),
    utcOffsetMinutes,
  };
}
