import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';

/** Mono samples at `matchRateHz`, between -1 and 1. */
export type Sound = Float32Array;

export const matchRateHz = 8_000;

/**
 * At or above this score the needle is in the haystack. The same speech scores above 0.98 at every bitrate that Sotto
 * uses, other speech of the same voice below 0.2 (tests/unit/support/sound-match.test.ts).
 */
export const matchBar = 0.9;

export interface Match {
  /** Correlation of the two spectrograms where they fit best: 1 is the same sound, 0 has nothing to do with it. */
  readonly score: number;
  /** Where in the haystack the needle begins. */
  readonly atSeconds: number;
}

/** Decodes any sound that ffmpeg reads. It goes through pipes only: nothing is written anywhere. */
export async function decodeSound(encoded: Uint8Array): Promise<Sound> {
  const args = ['-v', 'error', '-i', 'pipe:0', '-f', 'f32le', '-ac', '1', '-ar', String(matchRateHz), 'pipe:1'];
  const decoder = spawn('ffmpeg', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const output = buffer(decoder.stdout);
  const complaints = buffer(decoder.stderr);
  decoder.stdin.end(encoded);
  const [raw, said] = await Promise.all([output, complaints]);
  if (said.length > 0) throw new Error(`ffmpeg: ${said.toString()}`);
  return soundOf(raw);
}

/** Samples that come as 32-bit numbers, the lowest byte first; what is left over of a last one is dropped. */
export function soundOf(raw: Uint8Array): Sound {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float32Array.from({ length: Math.floor(raw.byteLength / 4) }, (_, index) => view.getFloat32(4 * index, true));
}

const windowSamples = 256;
const framesPerSecond = 100;
const framesPerSlice = framesPerSecond / 2;
const hopSamples = matchRateHz / framesPerSecond;
const bandEdgesHz = [100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700];
const bandCount = bandEdgesHz.length - 1;
/** Power below which a band counts as silent beside the loudest sample, so that inaudible noise is not compared. */
const silentPower = 1e-6;
/** A sound that stays below this is not made louder: it is silence. */
const faintestPeak = 0.003;
/** Above what rounding leaves of no variation at all. */
const noVariation = 1e-6;

/** Looks for all of `needle` in `haystack`, in one piece, whatever the volume. */
export function findSound(needle: Sound, haystack: Sound): Match {
  return findFrames(spectrogramOf(needle), spectrogramOf(haystack));
}

/**
 * How much of `needle` is in `haystack`, from 0 to 1, one half second at a time: for sound that was played by a busy
 * computer, which may halt for a moment. So short a piece is sometimes found in other speech as well, one in six at most.
 */
export function shareFound(needle: Sound, haystack: Sound): number {
  const wanted = spectrogramOf(needle);
  const searched = spectrogramOf(haystack);
  const slices = Array.from({ length: Math.floor(wanted.length / framesPerSlice) }, (_, index) =>
    wanted.slice(index * framesPerSlice, (index + 1) * framesPerSlice),
  );
  const found = slices.filter((slice) => findFrames(slice, searched).score >= matchBar);
  return found.length / Math.max(1, slices.length);
}

function findFrames(wanted: readonly Float32Array[], searched: readonly Float32Array[]): Match {
  let best: Match = { score: 0, atSeconds: 0 };
  for (let frame = 0; frame + wanted.length <= searched.length; frame += 1) {
    const score = correlate(wanted, searched.slice(frame, frame + wanted.length));
    if (score > best.score) best = { score, atSeconds: frame / framesPerSecond };
  }
  return best;
}

/** Pearson's correlation of all values, each taken from the mean of its band. */
function correlate(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const meansA = bandMeans(a);
  const meansB = bandMeans(b);
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let frame = 0; frame < a.length; frame += 1) {
    for (let band = 0; band < bandCount; band += 1) {
      const x = (a[frame]?.[band] ?? 0) - (meansA[band] ?? 0);
      const y = (b[frame]?.[band] ?? 0) - (meansB[band] ?? 0);
      product += x * y;
      squaresA += x * x;
      squaresB += y * y;
    }
  }
  return squaresA < noVariation || squaresB < noVariation ? 0 : product / Math.sqrt(squaresA * squaresB);
}

function bandMeans(frames: readonly Float32Array[]): Float64Array {
  const means = new Float64Array(bandCount);
  for (const frame of frames) {
    for (let band = 0; band < bandCount; band += 1) {
      means[band] = (means[band] ?? 0) + (frame[band] ?? 0) / frames.length;
    }
  }
  return means;
}

/** One frame each 10 ms: the logarithm of the power in each band, beside the loudest sample. */
function spectrogramOf(sound: Sound): Float32Array[] {
  const peak = sound.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), faintestPeak);
  const frames: Float32Array[] = [];
  for (let start = 0; start + windowSamples <= sound.length; start += hopSamples) {
    frames.push(bandPowers(sound.subarray(start, start + windowSamples), peak));
  }
  return frames;
}

const waves = Array.from({ length: windowSamples / 2 }, (_, bin) => {
  const hann = (index: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / windowSamples);
  const angle = (index: number): number => (2 * Math.PI * bin * index) / windowSamples;
  return {
    frequencyHz: (bin * matchRateHz) / windowSamples,
    cosine: Float32Array.from({ length: windowSamples }, (_, index) => hann(index) * Math.cos(angle(index))),
    sine: Float32Array.from({ length: windowSamples }, (_, index) => hann(index) * Math.sin(angle(index))),
  };
});

function bandPowers(samples: Sound, peak: number): Float32Array {
  const powers = new Float32Array(bandCount);
  for (const { frequencyHz, cosine, sine } of waves) {
    const band = bandEdgesHz.findLastIndex((edge) => edge <= frequencyHz);
    if (band < 0 || band >= bandCount) continue;
    let real = 0;
    let imaginary = 0;
    for (let index = 0; index < windowSamples; index += 1) {
      const sample = samples[index] ?? 0;
      real += sample * (cosine[index] ?? 0);
      imaginary += sample * (sine[index] ?? 0);
    }
    powers[band] = (powers[band] ?? 0) + (real * real + imaginary * imaginary) / (windowSamples * peak) ** 2;
  }
  return powers.map((power) => Math.log10(Math.max(power, silentPower)));
}
