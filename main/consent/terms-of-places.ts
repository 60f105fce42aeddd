import type { AgreementTerms } from '../../contract/agreement.ts';
import type { SessionPlace } from '../../contract/jurisdiction.ts';
import type { DutyCode } from '../../contract/place-codes.ts';
import { readPlaces } from './jurisdictions/read-places.ts';
import { dayMs, dayNumber } from './term-days.ts';

const yearDays = 365;

/**
 * Duties of these places that the terms go beyond, counted from when they were chosen: a consent that lasts too long, or
 * a recording without a day of destruction within a year.
 */
export function exceededDuties(
  { atMs, terms }: { readonly atMs: number; readonly terms: AgreementTerms },
  place: SessionPlace | null,
): DutyCode[] {
  if (place === null) return [];
  const { destroyByMs, validUntilMs, utcOffsetMinutes } = terms;
  const isTooLate =
    destroyByMs === null || dayNumber(destroyByMs, utcOffsetMinutes) - dayNumber(atMs, utcOffsetMinutes) > yearDays;
  return readPlaces(place).duties.flatMap(({ code }) => {
    if (code === 'consent-expires-365-days') return validUntilMs - atMs > yearDays * dayMs ? [code] : [];
    if (code === 'destroy-within-one-year') return isTooLate ? [code] : [];
    return [];
  });
}
