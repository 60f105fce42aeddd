import { describe, expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { Alarm, type DueWork } from '../../../main/vault-process/alarm.ts';

/** An alarm by a clock that stands, and when it rings. */
function waiting() {
  const delays = new Set<number>();
  const alarm = new Alarm(
    { monotonicMs: () => 0 },
    (delayMs) => {
      delays.add(delayMs);
      return () => delays.delete(delayMs);
    },
    () => undefined,
  );
  return { alarm, delays };
}

const nothing: DueWork = {
  finish: () => Promise.resolve(false),
  carryOutDeletions: () => Promise.resolve({ nextMs: null, isPostponed: false }),
  endRetentions: () => Promise.resolve(null),
};
const fails = () => Promise.reject(new SottoError('storage/disk-full'));

describe('what is due by itself', () => {
  it('rings no more when nothing waits', async () => {
    const { alarm, delays } = waiting();
    await alarm.carryOut(nothing);
    expect([...delays]).toEqual([]);
  });

  it('rings for what comes first', async () => {
    const { alarm, delays } = waiting();
    await alarm.carryOut({
      ...nothing,
      carryOutDeletions: () => Promise.resolve({ nextMs: 9000, isPostponed: false }),
      endRetentions: () => Promise.resolve(5000),
    });
    expect([...delays]).toEqual([5000]);
  });

  it('has retentions looked at, and again, also where a deletion failed', async () => {
    const { alarm, delays } = waiting();
    await alarm.carryOut({ ...nothing, carryOutDeletions: fails, endRetentions: () => Promise.resolve(5000) });
    expect([...delays]).toEqual([5000]);
  });

  it.each(['carryOutDeletions', 'endRetentions'] as const)('rings again where %s failed', async (which) => {
    const { alarm, delays } = waiting();
    await alarm.carryOut({ ...nothing, [which]: fails });
    expect([...delays]).toEqual([undoWindowMs]);
  });

  it('finishes what the disk had refused, as often as it takes, and not what was never begun', async () => {
    const { alarm } = waiting();
    const outcomes = [fails, () => Promise.resolve(true), () => Promise.resolve(false)];
    let tries = 0;
    const work = { ...nothing, finish: () => outcomes[tries++]?.() ?? Promise.resolve(false) };
    await alarm.carryOut(work);
    expect(tries).toBe(0);
    alarm.finishLater();
    for (let round = 0; round < 5; round += 1) await alarm.carryOut(work);
    expect(tries).toBe(3);
  });

  it('finishes what a deletion left postponed', async () => {
    const { alarm, delays } = waiting();
    let tries = 0;
    const finish = () => Promise.resolve(++tries > 9);
    const carryOutDeletions = () => Promise.resolve({ nextMs: null, isPostponed: true });
    await alarm.carryOut({ ...nothing, finish, carryOutDeletions });
    await alarm.carryOut({ ...nothing, finish });
    expect(tries).toBe(1);
    expect([...delays]).toEqual([undoWindowMs]);
  });
});
