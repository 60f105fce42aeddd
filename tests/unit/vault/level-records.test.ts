import { describe, expect, it } from 'vitest';
import { encodeLevel, encodeMark, highestPeak, levelRecordLength, markAt } from '../../../main/vault/level-records.ts';

describe('a mark', () => {
  it.each(['paused', 'asleep', 'missing', 'bookmark'] as const)('of %s is read back, and is silent', (mark) => {
    const record = encodeMark(mark);
    expect(record).toHaveLength(levelRecordLength);
    expect(markAt(record, 0)).toBe(mark);
    expect(highestPeak(record)).toBe(0);
  });

  it('is found behind other records', () => {
    const records = Uint8Array.from([...encodeLevel({ peak: 0.5, rms: 0.25 }), ...encodeMark('missing')]);
    expect(markAt(records, 0)).toBeNull();
    expect(markAt(records, levelRecordLength)).toBe('missing');
  });

  it.each([
    ['silence', { peak: 0, rms: 0 }],
    ['a constant level', { peak: 1, rms: 1 }],
    ['a level that cannot be, its mean above its peak', { peak: 0, rms: 16 / 65_535 }],
    ['the faintest sound', { peak: 1 / 65_535, rms: 0.4 / 65_535 }],
  ])('is not made of %s', (_, level) => {
    expect(markAt(encodeLevel(level), 0)).toBeNull();
  });

  it('of a code that this version does not know is none', () => {
    expect(markAt(Uint8Array.of(0, 0, 0, 200), 0)).toBeNull();
  });
});
