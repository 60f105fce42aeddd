import { describe, expect, it } from 'vitest';
import { IdleLock } from '../../../main/app/idle-lock.ts';

/** A computer of which the test says how long nobody has touched it. */
function computer() {
  const world = { idleSeconds: 0, isUnlocked: true, locks: 0 };
  let look: () => void = () => undefined;
  const lock = new IdleLock({
    idleSeconds: () => world.idleSeconds,
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
    idle: (seconds: number) => {
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
    lock.minutes = 1;
    idle(60);
    expect(world.locks).toBe(1);
    lock.minutes = 15;
    idle(899);
    expect(world.locks).toBe(1);
  });

  it('that is locked is left alone', () => {
    const { world, idle } = computer();
    world.isUnlocked = false;
    idle(100_000);
    expect(world.locks).toBe(0);
  });

  it('is looked after for as long as the app runs', () => {
    const { world, idle } = computer();
    for (const seconds of [0, 400, 0, 400]) idle(seconds);
    expect(world.locks).toBe(2);
  });
});
