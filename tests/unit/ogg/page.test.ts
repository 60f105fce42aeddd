import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePage, pageLength, parsePage, type OggPage } from '../../../main/ogg/page.ts';
import { pagesFromTheEnd } from '../../../main/ogg/page-finder.ts';

const page: OggPage = {
  isFirst: false,
  isLast: true,
  granulePosition: 2 ** 40 + 1,
  serial: 0xdeadbeef,
  sequence: 7,
  packets: [Uint8Array.of(1, 2, 3), new Uint8Array(0), new Uint8Array(255).fill(4), new Uint8Array(300).fill(5)],
};

describe('an Ogg page', () => {
  it('is read as it was written, wherever it lies', () => {
    const bytes = Buffer.concat([Buffer.from('before'), encodePage(page), Buffer.from('after')]);
    const found = parsePage(bytes, 6);
    expect(found?.length).toBe(encodePage(page).length);
    expect(found?.page.packets.map((packet) => [...packet])).toEqual(page.packets.map((packet) => [...packet]));
    expect({ ...found?.page, packets: page.packets }).toEqual(page);
  });

  it('has the length foretold', () => {
    expect(encodePage({ ...page, packets: [new Uint8Array(120), new Uint8Array(120)] })).toHaveLength(
      pageLength(2, 120),
    );
  });

  it('is not read when any bit of it is another', () => {
    const good = encodePage({ ...page, packets: [Uint8Array.of(1, 2, 3)] });
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const bad = good.slice();
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(parsePage(bad, 0)).toBeNull();
    }
  });

  it('is not read when it is cut', () => {
    const good = encodePage(page);
    for (let length = 0; length < good.length; length += 1) expect(parsePage(good.subarray(0, length), 0)).toBeNull();
  });

  it('holds no more segments than one byte counts', () => {
    expect(() => encodePage({ ...page, packets: Array.from({ length: 256 }, () => new Uint8Array(1)) })).toThrow(
      RangeError,
    );
  });
});

describe('looking for pages from the end', () => {
  it('finds the last whole ones in anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(50), (before, cut) => {
        const first = encodePage({ ...page, sequence: 8 });
        const second = encodePage({ ...page, sequence: 9 });
        const bytes = Buffer.concat([before, first, second, encodePage(page).subarray(0, cut)]);
        const found = [...pagesFromTheEnd(bytes)].map(({ page: { sequence }, end }) => [sequence, end]);
        expect(found).toEqual([
          [9, before.length + first.length + second.length],
          [8, before.length + first.length],
        ]);
      }),
    );
  });

  it('finds none in anything else', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => [...pagesFromTheEnd(bytes)].length === 0));
  });
});
