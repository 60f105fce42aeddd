import type { Level } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';

const floorDecibels = -60;

/** How often main tells a level: of a recording, and of a check. */
export const statusesPerSecond = 4;
export const checkLevelsPerSecond = 10;

/** From here on a peak is too loud. */
export const loudPeak = 0.97;
/** Below -60 dB on average there is no speech. */
export const faintRms = 0.001;

export const noLevel: Level = { peak: 0, rms: 0 };

/** Where a linear amplitude lies between -60 dB (0) and full scale (1), as loudness is heard. */
export function meterPosition(amplitude: number): number {
  if (amplitude <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(amplitude)) / floorDecibels));
}

/** The level in a word. Digital silence is told apart from a quiet room. */
export function levelWord(level: Level): string {
  if (level.peak === 0) return en.level.silent;
  if (level.peak >= loudPeak) return en.level.loud;
  return meterPosition(level.rms) < 0.25 ? en.level.quiet : en.level.good;
}

export function louderOf(a: Level, b: Level): Level {
  return { peak: Math.max(a.peak, b.peak), rms: Math.max(a.rms, b.rms) };
}
