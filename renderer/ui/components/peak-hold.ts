import { useState } from 'react';
import type { Level } from '../../../contract/recording.ts';

export const heldSeconds = 2;

/** The newest peaks of `heldSeconds`, with one more. */
export function withPeak(peaks: readonly number[], peak: number, levelsPerSecond: number): readonly number[] {
  return [...peaks, peak].slice(-Math.round(heldSeconds * levelsPerSecond));
}

/** The highest peak of the last two seconds; counted in levels, so that it stands still with the sound. */
export function usePeakHold(level: Level, levelsPerSecond: number): number {
  const [seen, setSeen] = useState<{ readonly level: Level | null; readonly peaks: readonly number[] }>({
    level: null,
    peaks: [],
  });
  if (level !== seen.level) setSeen({ level, peaks: withPeak(seen.peaks, level.peak, levelsPerSecond) });
  return Math.max(level.peak, ...seen.peaks);
}
