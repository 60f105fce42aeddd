import type { Level } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';

const floorDecibels = -60;

/** Where a linear amplitude lies between -60 dB (0) and full scale (1), as loudness is heard. */
export function meterPosition(amplitude: number): number {
  if (amplitude <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(amplitude)) / floorDecibels));
}

/** The level in a word. Digital silence is told apart from a quiet room. */
export function levelWord(level: Level): string {
  if (level.peak === 0) return en.level.silent;
  if (level.peak >= 0.97) return en.level.loud;
  return meterPosition(level.rms) < 0.25 ? en.level.quiet : en.level.good;
}
