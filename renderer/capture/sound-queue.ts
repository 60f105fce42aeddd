import { sampleRateHz } from '../../contract/limits.ts';

/** What waits before sound is given out again, so that pieces may come a little late. */
export const cushionSamples = (sampleRateHz * 60) / 1000;
/** More than this never waits: what is older would be heard too late. */
export const maximumWaitingSamples = (sampleRateHz * 240) / 1000;

/**
 * Sound of one device on its way to the clock of another. Two devices never count time quite alike: what is missing is
 * given as silence until a cushion waits again, and when too much waits the oldest goes, down to the cushion. Between
 * clocks that differ by a ten-thousandth one of the two happens every ten minutes or later. What waits when a take stops
 * is lost: the last hundredths of a second of the other side.
 */
export class SoundQueue {
  #waiting = new Float32Array(0);
  #isFlowing = false;

  /** Takes mono samples at 48 kHz. */
  push(samples: Float32Array): void {
    const all = new Float32Array(this.#waiting.length + samples.length);
    all.set(this.#waiting);
    all.set(samples, this.#waiting.length);
    this.#waiting = all.length > maximumWaitingSamples ? all.slice(all.length - cushionSamples) : all;
    if (this.#waiting.length >= cushionSamples) this.#isFlowing = true;
  }

  /** Always `count` samples: sound, and silence after it where there is none. */
  take(count: number): Float32Array<ArrayBuffer> {
    const taken = new Float32Array(count);
    if (!this.#isFlowing) return taken;
    taken.set(this.#waiting.subarray(0, count));
    if (this.#waiting.length < count) this.#isFlowing = false;
    this.#waiting = this.#waiting.slice(count);
    return taken;
  }

  clear(): void {
    this.#waiting = new Float32Array(0);
    this.#isFlowing = false;
  }
}
