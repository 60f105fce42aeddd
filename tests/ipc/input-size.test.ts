import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximumInputBytes, maximumNotesLength } from '../../contract/limits.ts';
import { isSmallJson } from '../../main/ipc/input-size.ts';

describe('the bound on an input', () => {
  it('lets plain JSON pass that is small enough', () => {
    expect(isSmallJson({ a: [1, 'ä', null, true, { b: 'c' }] }, 200)).toBe(true);
  });

  it('lets the longest notes pass, in whatever script they are', () => {
    const text = '眠'.repeat(maximumNotesLength);
    expect(isSmallJson({ sessionId: '0'.repeat(32), basedOn: 1, text, isLeaving: false }, maximumInputBytes)).toBe(
      true,
    );
  });

  it('refuses whatever takes more bytes as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        // Escapes may make a text six times as long.
        expect(isSmallJson(value, Math.floor(bytes / 6) - 1)).toBe(false);
      }),
    );
  });

  it('refuses what JSON does not have', () => {
    for (const value of [
      undefined,
      1n,
      Number.NaN,
      Infinity,
      new Date(0),
      new Map(),
      new Uint8Array(1),
      { a: undefined },
    ]) {
      expect(isSmallJson(value, 1000)).toBe(false);
    }
  });

  it('comes to an end on a circle and on what is far too big', () => {
    const circle: Record<string, unknown> = {};
    circle['again'] = circle;
    expect(isSmallJson(circle, 100_000)).toBe(false);
    expect(isSmallJson({ text: 'x'.repeat(50_000_000) }, 1000)).toBe(false);
    expect(isSmallJson(new Array(5_000_000).fill(0), 1000)).toBe(false);
  });
});
