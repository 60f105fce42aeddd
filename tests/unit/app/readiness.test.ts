import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { minutesThatFit, reservedBytes } from '../../../contract/limits.ts';
import { readinessSchema } from '../../../contract/recording.ts';
import { readReadiness } from '../../../main/app/readiness.ts';

describe('what a long recording needs of the machine', () => {
  it('is the room on the disk without what is kept for deletions, and the power', async () => {
    const ready = readinessSchema.parse(await readReadiness(tmpdir(), () => true));
    const { bavail, bsize } = statfsSync(tmpdir());
    expect(ready.isOnBattery).toBe(true);
    // Others write to this disk as well.
    expect(Math.abs((ready.freeBytes ?? 0) - (bavail * bsize - reservedBytes))).toBeLessThan(2 ** 30);
  });

  it('is not known of a folder that is not there', async () => {
    const gone = join(tmpdir(), 'sotto-no-such-folder');
    expect(await readReadiness(gone, () => null)).toEqual({ freeBytes: null, isOnBattery: null });
  });
});

describe('the minutes that fit', () => {
  it('count the chosen rate, and are none where there is less than nothing', () => {
    expect(minutesThatFit(72_000_000, 48_000)).toBe(200);
    expect(minutesThatFit(72_000_000, 24_000)).toBe(400);
    expect(minutesThatFit(-1, 48_000)).toBe(0);
  });
});
