import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteRange } from '../../../main/playback/byte-range.ts';

const whole = { kind: 'whole' };
const unsatisfiable = { kind: 'unsatisfiable' };

function part(first: number, last: number) {
  return { kind: 'part', first, last };
}

describe('a Range header for 1000 bytes', () => {
  it.each([
    ['bytes=0-499', part(0, 499)],
    ['bytes=500-999', part(500, 999)],
    ['bytes=0-0', part(0, 0)],
    ['bytes=999-', part(999, 999)],
    ['bytes=0-', part(0, 999)],
    ['bytes=990-5000', part(990, 999)],
    ['bytes=-500', part(500, 999)],
    ['bytes=-1', part(999, 999)],
    ['bytes=-2000', part(0, 999)],
    ['BYTES=1-2', part(1, 2)],
    ['bytes= 1-2 ', part(1, 2)],
    [`bytes=0-${'9'.repeat(400)}`, part(0, 999)],
  ])('%s is a part', (header, expected) => {
    expect(parseByteRange(header, 1000)).toEqual(expected);
  });

  it.each([
    null,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=5-2',
    'bytes=1-2,4-5',
    'items=0-1',
    'bytes=+1-2',
    'bytes=1.5-2',
    'bytes=0x1-2',
    'bytes=--5',
  ])('%j is ignored, and the whole is the answer', (header) => {
    expect(parseByteRange(header, 1000)).toEqual(whole);
  });

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
    '%s cannot be satisfied',
    (header) => {
      expect(parseByteRange(header, 1000)).toEqual(unsatisfiable);
    },
  );

  it('of nothing cannot be satisfied', () => {
    expect(parseByteRange('bytes=0-', 0)).toEqual(unsatisfiable);
    expect(parseByteRange('bytes=-1', 0)).toEqual(unsatisfiable);
    expect(parseByteRange(null, 0)).toEqual(whole);
  });

  it('gives a part that lies within the bytes, whatever it says', () => {
    const headers = fc.oneof(
      fc.string(),
      fc.string().map((text) => `bytes=${text}`),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    );
    fc.assert(
      fc.property(headers, fc.nat(), (header, lengthBytes) => {
        const range = parseByteRange(header, lengthBytes);
        if (range.kind !== 'part') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeGreaterThanOrEqual(range.first);
        expect(range.last).toBeLessThan(lengthBytes);
      }),
    );
  });
});
