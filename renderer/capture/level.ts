import type { Level } from '../../contract/recording.ts';

/** Peak and root mean square of `samples`, which lie between -1 and 1; what overshoots counts as 1. */
export function measureLevel(samples: Float32Array): Level {
  let peak = 0;
  let sumOfSquares = 0;
  for (const sample of samples) {
    peak = Math.max(peak, Math.abs(sample));
    sumOfSquares += sample * sample;
  }
  const rms = samples.length === 0 ? 0 : Math.sqrt(sumOfSquares / samples.length);
  return { peak: Math.min(1, peak), rms: Math.min(1, rms) };
}

/** The level of several equally long stretches taken as one. */
export function combineLevels(levels: readonly Level[]): Level {
  const sumOfSquares = levels.reduce((sum, { rms }) => sum + rms * rms, 0);
  return {
    peak: levels.reduce((peak, level) => Math.max(peak, level.peak), 0),
    rms: levels.length === 0 ? 0 : Math.min(1, Math.sqrt(sumOfSquares / levels.length)),
  };
}
