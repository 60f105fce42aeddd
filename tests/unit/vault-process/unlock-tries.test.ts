import { beforeEach, describe, expect, it } from 'vitest';
import { UnlockTries } from '../../../main/vault-process/unlock-tries.ts';

let nowMs = 0;
let monotonicMs = 0;
let tries: UnlockTries;

beforeEach(() => {
  nowMs = 1_000_000;
  monotonicMs = 0;
  tries = new UnlockTries({ nowMs: () => nowMs, monotonicMs: () => monotonicMs });
});

describe('the vault process, asked to unlock', () => {
  it('lets the first four tries through at once and has the fifth wait', () => {
    for (let time = 0; time < 4; time += 1) {
      expect(() => tries.assertMayTry()).not.toThrow();
      tries.fail();
    }
    expect(() => tries.assertMayTry()).toThrow('vault/try-later');
    monotonicMs = 1000;
    expect(() => tries.assertMayTry()).not.toThrow();
  });

  it('goes on from what main remembers, and its wait is not shortened by setting the clock', () => {
    tries.hear({ count: 7, firstAtMs: 0, lastAtMs: nowMs - 3000 });
    nowMs += 1_000_000;
    monotonicMs = 4999;
    expect(() => tries.assertMayTry()).toThrow('vault/try-later');
    monotonicMs = 5000;
    expect(() => tries.assertMayTry()).not.toThrow();
    tries.fail();
    expect(tries.failed).toEqual({ count: 8, firstAtMs: 0, lastAtMs: nowMs });
  });

  it('begins anew after one that opened', () => {
    tries.hear({ count: 9, firstAtMs: 0, lastAtMs: nowMs });
    tries.succeed();
    expect(() => tries.assertMayTry()).not.toThrow();
    expect(tries.failed).toBeNull();
  });
});
