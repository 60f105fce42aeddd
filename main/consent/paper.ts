import type { Paper } from '../../contract/consent.ts';
import { reconfirmableForMs } from '../../contract/limits.ts';

/** Clocks are nowhere further ahead of UTC. */
const furthestAheadMs = 14 * 60 * 60_000;

/** The first moment of the day on a form, in UTC. */
export function signedMs({ signedOn }: Pick<Paper, 'signedOn'>): number {
  return Date.parse(signedOn);
}

/** Whether that day has begun nowhere on earth yet. */
export function isSignedInFuture(paper: Pick<Paper, 'signedOn'>, nowMs: number): boolean {
  return signedMs(paper) > nowMs + furthestAheadMs;
}

/**
 * When a form stops to open a recording: as the terms say, and 365 days from its own date at the latest. It stays the consent
 * to what was recorded while it held, wherever that was.
 */
export function paperValidUntilMs(paper: Pick<Paper, 'signedOn'>, termsValidUntilMs: number): number {
  return Math.min(termsValidUntilMs, signedMs(paper) + reconfirmableForMs);
}
