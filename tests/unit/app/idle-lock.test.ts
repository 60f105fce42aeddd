import { describe, expect, it } from 'vitest';
import { IdleLock } from '../../../main/app/idle-lock.ts';

/** A computer of which the test says how long nobody has touched it. */
function computer() {
  const world = { idleSeconds: 0, nowMs: 0, isUnlocked: true, locks: 0 };
  let look: () => void = () => undefined;
  const lock = new IdleLock({
    idleSeconds: () => world.idleSeconds,
    nowMs: () => world.nowMs,
    isUnlocked: () => world.isUnlocked,
    lock: () => (world.locks += 1),
    after: (_, act) => {
      look = act;
      return () => undefined;
    },
  });
  lock.watch();
  return {
    world,
    lock,
    look: () => look(),
    idle: (seconds: number) => {
      world.nowMs += 1000 * seconds;
      world.idleSeconds = seconds;
      look();
    },
  };
}

describe('a vault that nobody is at', () => {
  it('is locked after five minutes, and not a second before', () => {
    const { world, idle } = computer();
    idle(299);
    expect(world.locks).toBe(0);
    idle(300);
    expect(world.locks).toBe(1);
  });

  it('is locked after as long as was chosen, from the next look on', () => {
    const { world, lock, idle } = computer();
    lock.lockAfter(1);
    idle(60);
    expect(world.locks).toBe(1);
    lock.lockAfter(15);
    idle(899);
    expect(world.locks).toBe(1);
  });

  it('that is locked is left alone', () => {
    const { world, idle } = computer();
    world.isUnlocked = false;
    idle(100_000);
    expect(world.locks).toBe(0);
  });

  it('was not alone before it was unlocked, whatever the system counts', () => {
    const { world, lock, look } = computer();
    world.nowMs += 3_600_000;
    lock.lockAfter(5);
    world.idleSeconds = 3899;
    world.nowMs += 299_000;
    look();
    expect(world.locks).toBe(0);
    world.nowMs += 1000;
    look();
    expect(world.locks).toBe(1);
  });

  it('is looked after for as long as the app runs', () => {
    const { world, idle } = computer();
    for (const seconds of [0, 400, 0, 400]) idle(seconds);
    expect(world.locks).toBe(2);
  });
});
