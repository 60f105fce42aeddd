import { afterEach, beforeEach, vi } from 'vitest';

interface FakeOscillator {
  readonly frequency: { value: number };
  onended: (() => void) | null;
  readonly connect: (to: unknown) => unknown;
  readonly start: () => void;
  readonly stop: () => void;
}

/** jsdom plays nothing: notes what would have been played, in hertz, and ends each note at once. */
export function hearTones(): { readonly playedHz: () => number[]; readonly forget: () => void } {
  let played: number[] = [];
  const param = () => ({ value: 0, setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined });
  class FakeAudioContext {
    readonly currentTime = 0;
    readonly destination = {};
    resume = () => Promise.resolve();
    close = () => Promise.resolve();
    createGain = () => ({ gain: param(), connect: (to: unknown) => to });
    createOscillator = () => {
      const oscillator: FakeOscillator = {
        frequency: param(),
        onended: null,
        connect: (to) => to,
        start: () => {
          played.push(oscillator.frequency.value);
        },
        stop: () => queueMicrotask(() => oscillator.onended?.()),
      };
      return oscillator;
    };
  }
  beforeEach(() => {
    played = [];
    vi.stubGlobal('AudioContext', FakeAudioContext);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  return { playedHz: () => played, forget: () => (played = []) };
}
