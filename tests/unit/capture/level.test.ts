import { describe, expect, it } from 'vitest';
import { combineLevels, measureLevel } from '../../../renderer/capture/level.ts';

describe('the level of a stretch of sound', () => {
  it('is the largest amplitude and the root mean square of the same samples', () => {
    const level = measureLevel(Float32Array.of(0, 0.5, -0.75, 0));
    expect(level.peak).toBe(0.75);
    expect(level.rms).toBeCloseTo(Math.sqrt((0.25 + 0.5625) / 4), 6);
  });

  it('is zero for digital silence and for no sound at all', () => {
    expect(measureLevel(new Float32Array(960))).toEqual({ peak: 0, rms: 0 });
    expect(measureLevel(new Float32Array(0))).toEqual({ peak: 0, rms: 0 });
  });

  it('never leaves the range from 0 to 1, however far the sound overshoots', () => {
    expect(measureLevel(Float32Array.of(-3, 3, 2))).toEqual({ peak: 1, rms: 1 });
  });
});

describe('the level of several stretches', () => {
  it('is that of their samples taken together', () => {
    const samples = Float32Array.from({ length: 300 }, (_, index) => Math.sin(index) * (index / 300));
    const parts = [0, 100, 200].map((start) => measureLevel(samples.subarray(start, start + 100)));
    const whole = measureLevel(samples);
    expect(combineLevels(parts).peak).toBe(whole.peak);
    expect(combineLevels(parts).rms).toBeCloseTo(whole.rms, 6);
  });

  it('is zero when there are none', () => {
    expect(combineLevels([])).toEqual({ peak: 0, rms: 0 });
  });
});
