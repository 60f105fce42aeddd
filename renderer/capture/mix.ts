import { samplesPerPacket } from '../../contract/limits.ts';
import type { Level, SideLevels } from '../../contract/recording.ts';
import type { Frame } from './frames.ts';
import { measureLevel } from './level.ts';

/** What a mixer needs of the computer's sound. */
export interface OtherSide {
  /** Whether its input is there now. */
  readonly isThere: boolean;
  readonly take: (count: number) => Float32Array;
}

export interface Mixed {
  readonly frame: Frame;
  readonly sides: SideLevels;
}

/** Up to here samples are added and nothing else is done to them. */
const untouchedUpTo = 0.7;

/**
 * One frame of the microphone with as much of the computer's sound, as one; the microphone alone, untouched, where no
 * other side is wanted (null).
 */
export function mixFrame(microphone: Frame, computer: OtherSide | null): Mixed {
  if (computer === null) return { frame: microphone, sides: {} };
  const heard = computer.take(samplesPerPacket);
  const computerLevel: Level | null = computer.isThere ? measureLevel(heard) : null;
  const frame = microphone.map((sample, index) => limit(sample + (heard[index] ?? 0)));
  return { frame, sides: { microphoneLevel: measureLevel(microphone), computerLevel } };
}

/** Two voices at once can be louder than the scale is long: what is near its end is bent, so that nothing is cut off. */
function limit(sample: number): number {
  const amplitude = Math.abs(sample);
  if (amplitude <= untouchedUpTo) return sample;
  const room = 1 - untouchedUpTo;
  return Math.sign(sample) * (untouchedUpTo + room * Math.tanh((amplitude - untouchedUpTo) / room));
}
