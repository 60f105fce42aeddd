import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { matchRateHz, type Sound } from './sound-match.ts';

const run = promisify(execFile);

/** Writes seconds of one tone into a WAV file in `folder`; returns its path. */
export async function writeTone(folder: string, frequencyHz: number, seconds: number): Promise<string> {
  const file = join(folder, `tone-${frequencyHz}.wav`);
  const tone = ['synth', String(seconds), 'sine', String(frequencyHz), 'vol', '0.3'];
  await run('sox', ['-n', '-r', '48000', '-c', '1', file, ...tone]);
  return file;
}

const windowSamples = matchRateHz / 10;

/** Seconds, in tenths, in which each of the tones has at least a tenth of the loudness of all that is heard. */
export function secondsWithTones(sound: Sound, frequenciesHz: readonly number[]): number {
  let windows = 0;
  for (let start = 0; start + windowSamples <= sound.length; start += windowSamples) {
    const part = sound.subarray(start, start + windowSamples);
    if (frequenciesHz.every((frequencyHz) => shareOf(part, frequencyHz) > 0.1)) windows += 1;
  }
  return windows / 10;
}

/** How much of the power is in one frequency, from 0 to 1; 0 of silence. */
function shareOf(part: Sound, frequencyHz: number): number {
  let [real, imaginary, power] = [0, 0, 0];
  part.forEach((sample, index) => {
    const angle = (2 * Math.PI * frequencyHz * index) / matchRateHz;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
    power += sample * sample;
  });
  return power < 1e-6 * part.length ? 0 : (2 * (real ** 2 + imaginary ** 2)) / (part.length * power);
}
