import { describe, expect, it } from 'vitest';
import type { Settings } from '../../contract/methods.ts';
import type { MicrophoneCheck } from '../../contract/recording.ts';
import { heldSeconds, withPeak } from '../../renderer/ui/components/peak-hold.ts';
import { soundText } from '../../renderer/ui/text/sound-text.ts';
import { checkLines, type CheckLine } from '../../renderer/ui/views/new-session/check-lines.ts';

const settings: Settings = {
  bitrateBps: 48_000,
  microphone: null,
  computerSound: null,
  echoCancellation: false,
  lockAfterMinutes: 5,
  lockWhenHidden: false,
  startStopSound: false,
  warningSound: false,
  recordingSign: false,
};
const silence = { peak: 0, rms: 0 };
const speech = { peak: 0.5, rms: 0.1 };
const ended: MicrophoneCheck = {
  phase: 'ended',
  level: silence,
  microphones: [
    { label: 'Desk', isDefault: true },
    { label: 'Calls', isDefault: false },
  ],
  current: 'Desk',
  test: 'kept',
  error: null,
};
const sources = { microphone: null, computerSound: null };
const heardWell = { sources, state: ended, loudest: speech, loudestComputer: silence };
const nothingYet = { sources: null, state: null, loudest: silence, loudestComputer: silence };
const of = (microphone: string) => ({ ...heardWell, sources: { ...sources, microphone } });
const roomy = { freeBytes: 72_000_000, isOnBattery: false };

function lineOf(lines: readonly CheckLine[], name: CheckLine['name']): CheckLine | undefined {
  return lines.find((line) => line.name === name);
}

describe('the checks before a recording', () => {
  it('say how to try the microphone before it was tried', () => {
    const lines = checkLines(settings, nothingYet, roomy);
    expect(lines.map(({ name }) => name)).toEqual(['microphone', 'sound', 'disk', 'power']);
    expect(lineOf(lines, 'microphone')).toMatchObject({ state: 'not-known', remedy: soundText.tryIt });
    expect(lineOf(lines, 'sound')).toMatchObject({ state: 'not-known', remedy: soundText.tryIt });
  });

  it('name the microphone that is heard', () => {
    const line = lineOf(checkLines({ ...settings, microphone: 'Desk' }, of('Desk'), roomy), 'microphone');
    expect(line).toEqual({ name: 'microphone', state: 'good', text: 'Desk.', remedy: null });
  });

  it('say which one is used instead of the one that is remembered and not there', () => {
    const line = lineOf(checkLines({ ...settings, microphone: 'Lapel' }, of('Lapel'), roomy), 'microphone');
    expect(line).toMatchObject({ state: 'needs-you', text: 'Lapel is not connected. Desk is used instead.' });
  });

  it('say that what was chosen after a check was not tried yet', () => {
    const chosen = { ...settings, microphone: 'Desk', computerSound: 'Calls' };
    for (const name of ['microphone', 'sound', 'computer'] as const) {
      expect(lineOf(checkLines(chosen, heardWell, roomy), name)?.text).toBe(soundText.notTried);
    }
  });

  it.each([
    ['nothing', silence, soundText.nothingHeard],
    ['hardly anything', { peak: 0.002, rms: 0.0005 }, soundText.hardlyHeard],
    ['too much', { peak: 0.99, rms: 0.4 }, soundText.tooLoud],
  ])('say that %s was heard, and what helps', (_what, loudest, text) => {
    const line = lineOf(checkLines(settings, { ...heardWell, loudest }, roomy), 'sound');
    expect(line).toMatchObject({ state: 'needs-you', text });
    expect(line?.remedy).not.toBeNull();
  });

  it('do not complain of silence while it is still being listened to', () => {
    const listening = { ...heardWell, state: { ...ended, phase: 'listening' as const }, loudest: silence };
    expect(lineOf(checkLines(settings, listening, roomy), 'sound')?.state).toBe('not-known');
  });

  it('say whether the computer’s sound is there and was heard, where it is wanted', () => {
    const wanted = { ...settings, computerSound: 'Calls' };
    const ofComputer = (computerLevel: MicrophoneCheck['computerLevel'], loudestComputer = silence) =>
      lineOf(
        checkLines(
          wanted,
          { sources: wanted, state: { ...ended, computerLevel }, loudest: speech, loudestComputer },
          roomy,
        ),
        'computer',
      );
    expect(ofComputer(undefined)?.state).toBe('not-known');
    expect(ofComputer(null)).toMatchObject({ state: 'needs-you', text: soundText.computerAbsent('Calls') });
    expect(ofComputer(silence)).toMatchObject({ state: 'needs-you', text: soundText.computerSilent });
    expect(ofComputer(silence, speech)).toMatchObject({ state: 'good' });
  });

  it('say how many hours fit at the chosen quality', () => {
    const text = (bitrateBps: Settings['bitrateBps'], freeBytes: number) =>
      lineOf(checkLines({ ...settings, bitrateBps }, heardWell, { ...roomy, freeBytes }), 'disk');
    expect(text(48_000, 72_000_000)).toMatchObject({ state: 'good', text: '3 h 20 min left on this disk.' });
    expect(text(24_000, 72_000_000)?.text).toBe('6 h 40 min left on this disk.');
    expect(text(48_000, 10 ** 12)?.text).toBe('More than 100 h left on this disk.');
    expect(text(48_000, 10_439_999)).toEqual({
      name: 'disk',
      state: 'needs-you',
      text: '28 min left on this disk.',
      remedy: soundText.leftRemedy,
    });
  });

  it('say on what the computer runs, or that it does not say', () => {
    const power = (isOnBattery: boolean | null) =>
      lineOf(checkLines(settings, heardWell, { ...roomy, isOnBattery }), 'power')?.state;
    expect([power(true), power(false), power(null)]).toEqual(['needs-you', 'good', 'not-known']);
    expect(lineOf(checkLines(settings, heardWell, { ...roomy, freeBytes: null }), 'disk')?.state).toBe('not-known');
  });
});

describe('the highest peak', () => {
  it('is held for two seconds of levels and then let go', () => {
    let peaks: readonly number[] = [];
    peaks = withPeak(peaks, 0.9, 4);
    for (let level = 1; level < heldSeconds * 4; level += 1) peaks = withPeak(peaks, 0.1, 4);
    expect(Math.max(...peaks)).toBe(0.9);
    expect(Math.max(...withPeak(peaks, 0.1, 4))).toBe(0.1);
  });
});
