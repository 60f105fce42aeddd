import { expect, it } from 'vitest';
import { wakefulClock } from '../../../main/recorder-process/wakeful-clock.ts';

function clockAt(coarseness: number) {
  let runningMs = 500;
  let sleptMs = 0;
  const clock = wakefulClock(
    () => runningMs,
    () => Math.floor((90_000 + runningMs + sleptMs) / coarseness) * coarseness,
  );
  return {
    clock,
    run: (ms: number) => (runningMs += ms),
    sleep: (ms: number) => (sleptMs += ms),
  };
}

it('counts what the computer sleeps', () => {
  const { clock, run, sleep } = clockAt(10);
  const began = clock();
  run(1000);
  sleep(60_000);
  run(1000);
  expect(Math.abs(clock() - began - 62_000)).toBeLessThanOrEqual(10);
  sleep(60_000);
  expect(Math.abs(clock() - began - 122_000)).toBeLessThanOrEqual(20);
});

it('is as fine as the running clock while the other is as coarse as a second', () => {
  const { clock, run } = clockAt(1000);
  let before = clock();
  for (let step = 0; step < 500; step += 1) {
    run(20);
    const now = clock();
    expect(now - before).toBe(20);
    before = now;
  }
});
