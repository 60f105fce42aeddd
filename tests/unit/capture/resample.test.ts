import { describe, expect, it } from 'vitest';
import { sampleRateHz } from '../../../contract/limits.ts';
import { Resampler } from '../../../renderer/capture/resample.ts';

const deviceRatesHz = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 88_200, 96_000, 192_000];

function sine(frequencyHz: number, rateHz: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => 0.5 * Math.sin((2 * Math.PI * frequencyHz * index) / rateHz));
}

function resampleInPieces(rateHz: number, sound: Float32Array, pieceLength: number): number[] {
  const resampler = new Resampler(rateHz);
  const output: number[] = [];
  for (let start = 0; start < sound.length; start += pieceLength) {
    output.push(...resampler.push(sound.subarray(start, start + pieceLength)));
  }
  return output;
}

/** Largest difference in the middle, where the filter sees sound on both sides. */
function largestDifference(actual: ArrayLike<number>, expected: Float32Array): number {
  let largest = 0;
  for (let index = 1000; index < actual.length - 1000; index += 1) {
    largest = Math.max(largest, Math.abs((actual[index] ?? 0) - (expected[index] ?? 0)));
  }
  return largest;
}

describe('bringing a device’s rate to 48 kHz', () => {
  it.each(deviceRatesHz)('keeps a tone as it was, in pitch, height and time, from %i Hz', (rateHz) => {
    const output = resampleInPieces(rateHz, sine(1000, rateHz, rateHz), rateHz / 100);
    expect(largestDifference(output, sine(1000, sampleRateHz, output.length))).toBeLessThan(0.001);
  });

  it.each(deviceRatesHz)('gives as many samples as the time has, but for half a filter, from %i Hz', (rateHz) => {
    const seconds = 3;
    const output = resampleInPieces(rateHz, new Float32Array(seconds * rateHz), Math.round(rateHz / 100));
    expect(seconds * sampleRateHz - output.length).toBeGreaterThanOrEqual(0);
    expect(seconds * sampleRateHz - output.length).toBeLessThanOrEqual(30 * Math.max(1, sampleRateHz / rateHz));
  });

  it.each([1, 7, 441, 44_100])('does not depend on the pieces the sound comes in: %i samples', (pieceLength) => {
    const sound = sine(440, 44_100, 44_100);
    expect(resampleInPieces(44_100, sound, pieceLength)).toEqual(resampleInPieces(44_100, sound, 1000));
  });

  it('hands sound that is at 48 kHz already on unchanged', () => {
    const sound = sine(440, sampleRateHz, 960);
    expect(new Resampler(sampleRateHz).push(sound)).toBe(sound);
  });

  it('keeps what 48 kHz cannot hold from turning up as another tone', () => {
    const output = resampleInPieces(96_000, sine(30_000, 96_000, 96_000), 960);
    expect(largestDifference(output, new Float32Array(output.length))).toBeLessThan(0.0005);
  });
});
