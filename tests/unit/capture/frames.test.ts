import { describe, expect, it } from 'vitest';
import { samplesPerPacket } from '../../../contract/limits.ts';
import { FrameCutter, encoderDelaySamples } from '../../../renderer/capture/frames.ts';

/** Samples that count upwards from 1, so that each can be told from the others. */
function counting(length: number, first = 1): Float32Array {
  return Float32Array.from({ length }, (_, index) => first + index);
}

function joined(frames: readonly Float32Array[]): number[] {
  return frames.flatMap((frame) => Array.from(frame));
}

describe('cutting sound into frames', () => {
  it.each([1, 128, 441, 480, 959, 960, 961, 5000])(
    'gives the same frames when the sound comes in pieces of %i samples',
    (pieceLength) => {
      const sound = counting(10 * samplesPerPacket);
      const cutter = new FrameCutter();
      const frames: Float32Array[] = [];
      for (let start = 0; start < sound.length; start += pieceLength) {
        frames.push(...cutter.push(sound.subarray(start, start + pieceLength)));
      }
      expect(frames).toHaveLength(10);
      expect(frames.every((frame) => frame.length === samplesPerPacket)).toBe(true);
      expect(joined(frames)).toEqual(Array.from(sound));
    },
  );

  it('keeps what does not fill a frame until more comes', () => {
    const cutter = new FrameCutter();
    expect(cutter.push(counting(959))).toEqual([]);
    expect(joined(cutter.push(counting(1, 960)))).toEqual(Array.from(counting(960)));
  });

  it('does not change a frame that it has given away', () => {
    const cutter = new FrameCutter();
    const [frame] = cutter.push(counting(960));
    cutter.push(counting(960, 5000));
    expect(frame).toEqual(counting(960));
  });
});

describe('draining', () => {
  it.each([0, 1, samplesPerPacket - encoderDelaySamples, samplesPerPacket - encoderDelaySamples + 1, 959])(
    'follows %i left samples by silence that covers the delay of the encoder and ends with a frame',
    (left) => {
      const cutter = new FrameCutter();
      cutter.push(counting(left));
      const drained = joined(cutter.drain());
      expect(drained.slice(0, left)).toEqual(Array.from(counting(left)));
      expect(drained.slice(left).every((sample) => sample === 0)).toBe(true);
      expect(drained.length - left).toBeGreaterThanOrEqual(encoderDelaySamples);
      expect(drained.length - left).toBeLessThan(encoderDelaySamples + samplesPerPacket);
      expect(drained.length % samplesPerPacket).toBe(0);
    },
  );

  it('leaves nothing behind for the next stretch', () => {
    const cutter = new FrameCutter();
    cutter.push(counting(500));
    cutter.drain();
    expect(joined(cutter.push(counting(960, 7000)))).toEqual(Array.from(counting(960, 7000)));
  });
});
