import { describe, expect, it } from 'vitest';
import { delayAfterTries, waitAfterTries } from '../../../contract/failed-tries.ts';

describe('the wait after tries that failed', () => {
  it('is nothing three times, then doubles up to half a minute', () => {
    const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1_000_000];
    const seconds = counts.map((count) => delayAfterTries(count) / 1000);
    expect(seconds).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]);
  });

  it('is what is left of it, and all of it when the clock was set back', () => {
    const tries = { count: 9, firstAtMs: 0, lastAtMs: 100_000 };
    expect(waitAfterTries(tries, 100_000)).toBe(30_000);
    expect(waitAfterTries(tries, 129_999)).toBe(1);
    expect(waitAfterTries(tries, 130_000)).toBe(0);
    expect(waitAfterTries(tries, 0)).toBe(30_000);
    expect(waitAfterTries(null, 0)).toBe(0);
  });
});
