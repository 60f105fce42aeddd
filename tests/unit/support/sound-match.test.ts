import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSound, findSound, matchBar, shareFound, matchRateHz, type Sound } from '../../support/sound-match.ts';
import { passages, speak } from '../../support/speech.ts';

let folder = '';
let spoken: Record<keyof typeof passages, Buffer>;
let week: Sound;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-match-'));
  const file = async (text: string): Promise<Buffer> => readFileSync(await speak(folder, text));
  spoken = {
    week: await file(passages.week),
    garden: await file(passages.garden),
    journey: await file(passages.journey),
  };
  week = await decodeSound(spoken.week);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The sound after `beforeSeconds` of silence, with as much behind it. */
function surround(sound: Sound, beforeSeconds: number): Sound {
  const silence = Math.round(beforeSeconds * matchRateHz);
  const whole = new Float32Array(sound.length + 2 * silence);
  whole.set(sound, silence);
  return whole;
}

function encodeAsOpus(wav: Buffer, bitrateBps: number): Buffer {
  const args = ['--quiet', '--hard-cbr', '--framesize', '20', '--bitrate', String(bitrateBps / 1000), '-', '-'];
  return execFileSync('opusenc', args, { input: wav });
}

describe('finding a sound in another', () => {
  it('finds it where it begins, at any volume', () => {
    for (const volume of [1, 0.2]) {
      const match = findSound(
        week,
        surround(
          week.map((sample) => sample * volume),
          1.5,
        ),
      );
      expect(match.score).toBeGreaterThan(0.95);
      expect(match.atSeconds).toBeCloseTo(1.5, 1);
    }
  });

  it.each([24_000, 32_000, 48_000, 64_000])('finds it after coding at %i bit/s', async (bitrateBps) => {
    const coded = await decodeSound(encodeAsOpus(spoken.week, bitrateBps));
    expect(findSound(week, surround(coded, 0.7)).score).toBeGreaterThan(0.98);
  });

  it.each(['garden', 'journey'] as const)('does not find it in other speech of the same voice: %s', async (other) => {
    const haystack = surround(await decodeSound(spoken[other]), 3);
    const { score } = findSound(week, haystack);
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(0.2);
  });

  it('does not find it when half a second is missing from its middle', () => {
    const cut = Math.floor(week.length / 2);
    const shortened = new Float32Array(week.length - matchRateHz / 2);
    shortened.set(week.subarray(0, cut));
    shortened.set(week.subarray(cut + matchRateHz / 2), cut);
    expect(findSound(week, surround(shortened, 1)).score).toBeLessThan(matchBar);
  });

  it('does not find it in silence, nor silence in it', () => {
    const silence = new Float32Array(week.length);
    expect(findSound(week, surround(silence, 1)).score).toBe(0);
    expect(findSound(silence, surround(week, 1)).score).toBe(0);
  });

  it('does not find it in something shorter', () => {
    expect(findSound(week, week.subarray(0, week.length / 2)).score).toBe(0);
  });

  it('finds speech in nothing that was not decoded', async () => {
    await expect(decodeSound(new Uint8Array(1000))).rejects.toThrow();
  });
});

describe('the share of a sound that is in another', () => {
  it('is nearly all of it when only moments are missing or the sound halts for a moment', () => {
    const halting = new Float32Array(week.length + matchRateHz);
    const middle = Math.floor(week.length / 2);
    halting.set(week.subarray(0, middle));
    halting.set(week.subarray(middle + matchRateHz / 2), middle + matchRateHz);
    expect(shareFound(week, halting)).toBeGreaterThan(0.85);
  });

  it('is little in other speech and nothing in silence', async () => {
    expect(shareFound(week, await decodeSound(spoken.garden))).toBeLessThan(0.2);
    expect(shareFound(week, new Float32Array(week.length))).toBe(0);
  });
});
