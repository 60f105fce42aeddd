import { describe, expect, it } from 'vitest';
import { cushionSamples, maximumWaitingSamples, SoundQueue } from '../../../renderer/capture/sound-queue.ts';

/** Samples that can be told apart: `first`, `first + 1`, … in steps that a Float32Array holds exactly. */
function counting(first: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => first + index);
}

describe('sound on its way to the clock of another device', () => {
  it('comes out as it went in, once a cushion of 60 ms waits', () => {
    const queue = new SoundQueue();
    queue.push(counting(1, cushionSamples - 1));
    expect(queue.take(10)).toEqual(new Float32Array(10));
    queue.push(counting(cushionSamples, 100));
    expect(queue.take(cushionSamples)).toEqual(counting(1, cushionSamples));
    expect(queue.take(50)).toEqual(counting(cushionSamples + 1, 50));
  });

  it('is silence where it is missing, and goes on with a new cushion', () => {
    const queue = new SoundQueue();
    queue.push(counting(1, cushionSamples));
    const taken = queue.take(cushionSamples + 5);
    expect(taken).toHaveLength(cushionSamples + 5);
    expect(taken.subarray(cushionSamples)).toEqual(new Float32Array(5));
    queue.push(counting(1, 10));
    expect(queue.take(10)).toEqual(new Float32Array(10));
    queue.push(counting(11, cushionSamples));
    expect(queue.take(20)).toEqual(counting(1, 20));
  });

  it('never waits longer than 240 ms: what is older is dropped, down to the cushion', () => {
    const queue = new SoundQueue();
    queue.push(counting(1, maximumWaitingSamples));
    queue.push(counting(maximumWaitingSamples + 1, 1));
    const newest = maximumWaitingSamples + 1;
    expect(queue.take(cushionSamples)).toEqual(counting(newest - cushionSamples + 1, cushionSamples));
    expect(queue.take(1)).toEqual(new Float32Array(1));
  });

  it('holds no more than that however much comes at once', () => {
    const queue = new SoundQueue();
    queue.push(counting(1, 20 * maximumWaitingSamples));
    expect(queue.take(30 * maximumWaitingSamples).filter((sample) => sample !== 0)).toHaveLength(cushionSamples);
  });

  it('is forgotten when it is cleared', () => {
    const queue = new SoundQueue();
    queue.push(counting(1, cushionSamples));
    queue.clear();
    expect(queue.take(10)).toEqual(new Float32Array(10));
  });

  it.each([1.0005, 0.9995])('keeps up with a clock that is %d of its own for twenty minutes', (drift) => {
    const queue = new SoundQueue();
    let silent = 0;
    let owed = 0;
    for (let frame = 0; frame < 1200 * 50; frame += 1) {
      owed += 960 * drift;
      const whole = Math.floor(owed);
      owed -= whole;
      queue.push(new Float32Array(whole).fill(1));
      if (queue.take(960).includes(0)) silent += 1;
    }
    // 0.6 s of difference: what is missing is no more than that and the cushions.
    expect(silent * 0.02).toBeLessThan(1.5);
  });
});
