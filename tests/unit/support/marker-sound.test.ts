import { describe, expect, it } from 'vitest';
import { drifts, findMarkers, findSilences, pieceOf, streamRateHz } from '../../support/marker-sound.ts';
import { matchRateHz, type Sound } from '../../support/sound-match.ts';

const everySecond = { everySeconds: 1 };

/** As it was played, at the rate of what is looked into. */
function played(seconds: number): Sound {
  const piece = pieceOf(0, seconds, everySecond.everySeconds);
  const step = streamRateHz / matchRateHz;
  return Float32Array.from(
    { length: seconds * matchRateHz },
    (_, index) => piece.readInt16LE(2 * step * index) / 32_768,
  );
}

function without(sound: Sound, fromSeconds: number, toSeconds: number, filledIn: Sound = new Float32Array(0)): Sound {
  const [from, to] = [fromSeconds * matchRateHz, toSeconds * matchRateHz];
  return Float32Array.from([...sound.subarray(0, from), ...filledIn, ...sound.subarray(to)]);
}

const worst = (sound: Sound): number => Math.max(...drifts(findMarkers(sound), everySecond).map(Math.abs));

describe('markers', () => {
  it('are found where they were played, one after the other', () => {
    const markers = findMarkers(played(20));
    expect(markers.map(({ tone }) => tone)).toEqual([...Array(16).keys(), 0, 1, 2, 3]);
    for (const [index, { atSeconds }] of markers.entries()) expect(atSeconds).toBeCloseTo(index, 1);
    expect(worst(played(20))).toBeLessThan(0.02);
  });

  it('tell how much was left out, and where', () => {
    const left = without(played(20), 5.5, 8.3);
    const off = drifts(findMarkers(left), everySecond);
    expect(off[1]).toBeCloseTo(0, 1);
    expect(off.at(-1)).toBeCloseTo(-2.8, 1);
  });

  it('are in their places where silence of the true length was filled in', () => {
    const filled = without(played(20), 5.5, 8.5, new Float32Array(3 * matchRateHz));
    expect(worst(filled)).toBeLessThan(0.02);
    const [silence, ...others] = findSilences(filled);
    expect(silence?.fromSeconds).toBeCloseTo(5.5, 1);
    expect(silence?.toSeconds).toBeCloseTo(8.5, 1);
    expect(others).toEqual([]);
  });

  it('are not found in silence, and silence not in the hum', () => {
    expect(findMarkers(new Float32Array(5 * matchRateHz))).toEqual([]);
    expect(findSilences(played(5))).toEqual([]);
  });
});
