import { describe, expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import { UndoWindows } from '../../../main/retention/undo-windows.ts';

function windows() {
  const time = { nowMs: 1_000_000, monotonicMs: 5 };
  const clocks = { nowMs: () => time.nowMs, monotonicMs: () => time.monotonicMs };
  return { time, undoWindows: new UndoWindows(clocks) };
}

function deleted(requestedAtMs: number) {
  return { requestedAtMs, reason: 'deleted' } as const;
}

describe('the time for an undo', () => {
  it.each([
    [0, undoWindowMs],
    [undoWindowMs - 1, 1],
    [undoWindowMs, 0],
    [undoWindowMs + 86_400_000, 0],
    [-86_400_000, undoWindowMs],
  ])('of a deletion from %d ms before is %d ms', (passedMs, remainingMs) => {
    const { time, undoWindows } = windows();
    expect(undoWindows.remainingMs('one', deleted(time.nowMs - passedMs))).toBe(remainingMs);
  });

  it.each([86_400_000, -86_400_000])('goes on as before when the clock is set by %d ms', (setByMs) => {
    const { time, undoWindows } = windows();
    const requestedAtMs = time.nowMs;
    undoWindows.remainingMs('one', deleted(requestedAtMs));
    time.nowMs += setByMs;
    time.monotonicMs += 10_000;
    expect(undoWindows.remainingMs('one', deleted(requestedAtMs))).toBe(undoWindowMs - 10_000);
    time.monotonicMs += undoWindowMs;
    expect(undoWindows.remainingMs('one', deleted(requestedAtMs))).toBe(0);
  });

  it('is in whole milliseconds, as it crosses to the page, and none are left only when it is over', () => {
    const { time, undoWindows } = windows();
    undoWindows.remainingMs('one', deleted(time.nowMs));
    time.monotonicMs += undoWindowMs - 0.25;
    expect(undoWindows.remainingMs('one', deleted(time.nowMs))).toBe(1);
    time.monotonicMs += 0.25;
    expect(undoWindows.remainingMs('one', deleted(time.nowMs))).toBe(0);
  });

  it('of what the app asked for by itself is whole at each opening, and passes like any', () => {
    const { time, undoWindows } = windows();
    const byItself = { requestedAtMs: time.nowMs - 86_400_000, reason: 'retention-ended' } as const;
    expect(undoWindows.remainingMs('one', byItself)).toBe(undoWindowMs);
    time.monotonicMs += undoWindowMs;
    expect(undoWindows.remainingMs('one', byItself)).toBe(0);
  });

  it('begins anew for a deletion after an undo', () => {
    const { time, undoWindows } = windows();
    undoWindows.remainingMs('one', deleted(time.nowMs));
    time.nowMs += 20_000;
    time.monotonicMs += 20_000;
    undoWindows.forget('one');
    expect(undoWindows.remainingMs('one', deleted(time.nowMs))).toBe(undoWindowMs);
  });
});
