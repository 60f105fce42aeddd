import { describe, expect, it } from 'vitest';
import { sampleRateHz, samplesPerPacket } from '../../../contract/limits.ts';
import { mixFrame } from '../../../renderer/capture/mix.ts';

function tone(frequencyHz: number, amplitude: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    { length: samplesPerPacket },
    (_, index) => amplitude * Math.sin((2 * Math.PI * frequencyHz * index) / sampleRateHz),
  );
}

/** Amplitude of one frequency in a frame that holds whole periods of it. */
function amplitudeOf(frequencyHz: number, frame: Float32Array): number {
  let [real, imaginary] = [0, 0];
  frame.forEach((sample, index) => {
    real += sample * Math.cos((2 * Math.PI * frequencyHz * index) / sampleRateHz);
    imaginary += sample * Math.sin((2 * Math.PI * frequencyHz * index) / sampleRateHz);
  });
  return (2 * Math.hypot(real, imaginary)) / frame.length;
}

const there = (samples: Float32Array) => ({ isThere: true, take: () => samples });

describe('mixing the computer’s sound into the microphone’s', () => {
  it('leaves the microphone alone where no other side is wanted', () => {
    const own = tone(400, 0.9);
    expect(mixFrame(own, null)).toEqual({ frame: own, sides: {} });
  });

  it('adds the two, each as loud as it was, and tells the level of each', () => {
    const { frame, sides } = mixFrame(tone(400, 0.25), there(tone(1000, 0.4)));
    expect(amplitudeOf(400, frame)).toBeCloseTo(0.25, 3);
    expect(amplitudeOf(1000, frame)).toBeCloseTo(0.4, 3);
    expect(sides.microphoneLevel?.peak).toBeCloseTo(0.25, 2);
    expect(sides.computerLevel?.peak).toBeCloseTo(0.4, 2);
  });

  it('cuts nothing off when both are loud at once', () => {
    const { frame } = mixFrame(tone(400, 0.9), there(tone(1000, 0.9)));
    const peak = frame.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(0.9);
    expect(peak).toBeLessThan(1);
    expect(new Set(frame.filter((sample) => sample > 0.95)).size).toBeGreaterThan(5);
  });

  it('goes on with the microphone while the computer’s input is not there, and says so', () => {
    const own = tone(400, 0.25);
    const { frame, sides } = mixFrame(own, { isThere: false, take: (count) => new Float32Array(count) });
    expect(frame).toEqual(own);
    expect(sides.computerLevel).toBeNull();
  });
});
