import { describe, expect, it } from 'vitest';
import { matchRateHz } from '../../support/sound-match.ts';
import { secondsWithTones } from '../../support/tones.ts';

function tones(seconds: number, frequenciesHz: readonly number[]): Float32Array {
  return Float32Array.from({ length: seconds * matchRateHz }, (_, index) =>
    frequenciesHz.reduce((sum, hz) => sum + 0.2 * Math.sin((2 * Math.PI * hz * index) / matchRateHz), 0),
  );
}

describe('looking for tones', () => {
  it('counts the seconds in which all of them are heard at once', () => {
    expect(secondsWithTones(tones(2, [440, 1000]), [440, 1000])).toBe(2);
    expect(secondsWithTones(tones(2, [440]), [440])).toBe(2);
  });

  it('counts none where one is missing, another is heard, or nothing is', () => {
    expect(secondsWithTones(tones(2, [440]), [440, 1000])).toBe(0);
    expect(secondsWithTones(tones(2, [700]), [440])).toBe(0);
    expect(secondsWithTones(new Float32Array(2 * matchRateHz), [440])).toBe(0);
  });
});
