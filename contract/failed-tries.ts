import { z } from 'zod';

const atMs = z.number().int().min(0);

/**
 * Tries to open a vault that failed since it was last opened. Kept outside of it, where anybody can change it: nobody
 * vouches for it.
 */
export const failedTriesSchema = z.strictObject({ count: z.number().int().min(1), firstAtMs: atMs, lastAtMs: atMs });
export type FailedTries = z.infer<typeof failedTriesSchema>;

/** One more. */
export function withAnotherTry(tries: FailedTries | null, nowMs: number): FailedTries {
  return { count: (tries?.count ?? 0) + 1, firstAtMs: tries?.firstAtMs ?? nowMs, lastAtMs: nowMs };
}

/** The longest that anybody waits for the next try, whatever has happened to the clock. */
export const longestTryDelayMs = 30_000;
const triesWithoutDelay = 3;

/** How long the next try has to wait after so many that failed: nothing, three times, then 1, 2, 4 ... seconds. */
export function delayAfterTries(count: number): number {
  if (count <= triesWithoutDelay) return 0;
  return Math.min(longestTryDelayMs, 1000 * 2 ** Math.min(count - triesWithoutDelay - 1, 10));
}

/** What is left of that delay now. A last try in the future means a clock that was set back: then all of it. */
export function waitAfterTries(tries: FailedTries | null, nowMs: number): number {
  if (tries === null) return 0;
  const delayMs = delayAfterTries(tries.count);
  return Math.min(delayMs, Math.max(0, tries.lastAtMs + delayMs - nowMs));
}
