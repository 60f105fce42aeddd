import { sampleRateHz } from '../../contract/limits.ts';

/** Zero crossings of the filter on each side, at the lower of the two rates. */
const zeroCrossings = 24;
/** Kaiser window: about 80 dB of rejection. */
const kaiserBeta = 8;
/** Where the filter cuts, as a part of the lower rate's Nyquist frequency; the rest is its slope. */
const passBand = 0.93;

/**
 * Brings mono sound of a device's rate to 48 kHz by a windowed sinc filter, piece by piece and without drift: after n
 * samples in, n * 48000 / rate have come out or are held back by half a filter.
 */
export class Resampler {
  /** Output samples, and input samples, in the shortest time that has a whole number of both. */
  readonly #outputStep: number;
  readonly #inputStep: number;
  readonly #halfLength: number;
  /** One filter for each place that an output sample can have between two input samples. */
  readonly #filters: readonly Float32Array[];
  #history: Float32Array;
  /** Of the next output sample: the input sample at or before it, in `#history`, and its place after it. */
  #index: number;
  #place = 0;

  constructor(inputRateHz: number) {
    const divisor = greatestCommonDivisor(inputRateHz, sampleRateHz);
    this.#outputStep = sampleRateHz / divisor;
    this.#inputStep = inputRateHz / divisor;
    const cutoff = passBand * Math.min(1, sampleRateHz / inputRateHz);
    this.#halfLength = Math.ceil(zeroCrossings / cutoff);
    this.#filters = Array.from({ length: this.#outputStep }, (_, place) =>
      makeFilter(place / this.#outputStep, this.#halfLength, cutoff),
    );
    this.#history = new Float32Array(this.#halfLength - 1);
    this.#index = this.#history.length;
  }

  push(samples: Float32Array): Float32Array {
    if (this.#inputStep === this.#outputStep) return samples;
    const input = new Float32Array(this.#history.length + samples.length);
    input.set(this.#history);
    input.set(samples, this.#history.length);
    const output: number[] = [];
    while (this.#index + this.#halfLength < input.length) {
      output.push(this.#filterAt(input));
      this.#place += this.#inputStep;
      this.#index += Math.floor(this.#place / this.#outputStep);
      this.#place %= this.#outputStep;
    }
    const kept = Math.min(input.length, this.#index - this.#halfLength + 1);
    this.#history = input.slice(kept);
    this.#index -= kept;
    return Float32Array.from(output);
  }

  #filterAt(input: Float32Array): number {
    const first = this.#index - this.#halfLength + 1;
    const filter = this.#filters[this.#place] ?? [];
    let sum = 0;
    for (let tap = 0; tap < filter.length; tap += 1) sum += (filter[tap] ?? 0) * (input[first + tap] ?? 0);
    return sum;
  }
}

/** Weights of the input samples around an output sample that lies `offset` (0 to 1) after the one in the middle. */
function makeFilter(offset: number, halfLength: number, cutoff: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * halfLength }, (_, tap) => {
    const distance = tap - (halfLength - 1) - offset;
    return cutoff * sinc(cutoff * distance) * kaiser(distance / halfLength);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Kaiser window at `position`, which is 0 in its middle and 1 at its end. */
function kaiser(position: number): number {
  return Math.abs(position) >= 1 ? 0 : besselI0(kaiserBeta * Math.sqrt(1 - position * position)) / besselI0(kaiserBeta);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
