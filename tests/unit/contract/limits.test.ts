import { describe, expect, it } from 'vitest';
import { lockAfterWithin, lockChoicesIn, widestLockRange } from '../../../contract/limits.ts';

describe('the time before a lock under a policy', () => {
  it.each([
    [1, 2],
    [2, 2],
    [3, 3],
    [10, 10],
    [11, 10],
    [60, 10],
  ])('that was chosen as %i minutes counts as %i between 2 and 10', (chosen, counts) => {
    expect(lockAfterWithin({ minimum: 2, maximum: 10 }, chosen)).toBe(counts);
  });

  it('has as choices those within the range and its ends, the shortest first', () => {
    expect(lockChoicesIn({ minimum: 1, maximum: 10 })).toEqual([1, 2, 5, 10]);
    expect(lockChoicesIn({ minimum: 3, maximum: 12 })).toEqual([3, 5, 10, 12]);
    expect(lockChoicesIn({ minimum: 3, maximum: 4 })).toEqual([3, 4]);
    expect(lockChoicesIn({ minimum: 60, maximum: 60 })).toEqual([60]);
    expect(lockChoicesIn(widestLockRange)).toEqual([1, 2, 5, 10, 15, 30, 60]);
  });

  it('has what was chosen among them, also where only the end of a policy that is gone had offered it', () => {
    expect(lockChoicesIn(widestLockRange, 7)).toEqual([1, 2, 5, 7, 10, 15, 30, 60]);
    expect(lockChoicesIn({ minimum: 1, maximum: 5 }, 7)).toEqual([1, 2, 5]);
    expect(lockChoicesIn({ minimum: 1, maximum: 5 }, 2)).toEqual([1, 2, 5]);
  });
});
