import { describe, expect, it } from 'vitest';
import { jurisdictionReadingSchema } from '../../../../contract/jurisdiction.ts';
import { places, type DutyCode, type PlaceCode } from '../../../../contract/place-codes.ts';
import { readPlaces } from '../../../../main/consent/jurisdictions/read-places.ts';

const pairs = places.flatMap((room) => places.map((remote) => ({ room, remote })));

function alone(room: PlaceCode) {
  return readPlaces({ room, remote: [] });
}

function dutiesOf(reading: ReturnType<typeof readPlaces>, isChecked?: true): DutyCode[] {
  return reading.duties.filter((duty) => isChecked === undefined || duty.isChecked).map(({ code }) => code);
}

describe('for every pair of places in the pack', () => {
  it('the consent of everyone is the rule, and the reading is no legal advice', () => {
    for (const { room, remote } of pairs) {
      const reading = jurisdictionReadingSchema.parse(readPlaces({ room, remote: [remote] }));
      expect(reading, `${room}, ${remote}`).toMatchObject({ rule: 'everyone', isLegalAdvice: false });
    }
  });

  it('the duties and checks of each are among those of both', () => {
    for (const { room, remote } of pairs) {
      const both = readPlaces({ room, remote: [remote] });
      for (const one of [alone(room), alone(remote)]) {
        expect(dutiesOf(both), `${room}, ${remote}`).toEqual(expect.arrayContaining(dutiesOf(one)));
        expect(dutiesOf(both, true), `${room}, ${remote}`).toEqual(expect.arrayContaining(dutiesOf(one, true)));
      }
    }
  });

  it('a remote party never makes the reading of the room less strict', () => {
    const loosened = pairs.filter(
      ({ room, remote }) =>
        alone(room).strictest === 'everyone' && readPlaces({ room, remote: [remote] }).strictest !== 'everyone',
    );
    expect(loosened).toEqual([]);
  });
});

describe('a call', () => {
  it('is read by the stricter of both places', () => {
    expect(alone('US-TX').strictest).toBe('one-party');
    expect(readPlaces({ room: 'US-TX', remote: ['US-CA'] }).strictest).toBe('everyone');
    expect(readPlaces({ room: 'US-CA', remote: ['US-TX'] }).strictest).toBe('everyone');
  });

  it('is read by the law on calls even where the room alone would be one-party', () => {
    expect(alone('US-NV').strictest).toBe('one-party');
    expect(readPlaces({ room: 'US-NV', remote: ['US-TX'] }).strictest).toBe('everyone');
  });

  it('names each place once, with its sources and why they differ', () => {
    const { places: named } = readPlaces({ room: 'US-OR', remote: ['US-TX', 'US-TX'] });
    expect(named.map(({ place }) => place)).toEqual(['US-OR', 'US-TX']);
    expect(named[0]?.differs).toContain('Ninth Circuit');
    expect(named[1]?.differs).toBeNull();
    expect(named[1]?.sources).toContain('Penal Code 16.02');
  });
});

describe('a place', () => {
  it('in the United States has the federal source beside its own', () => {
    expect(alone('US-TX').places[0]?.sources.join()).toContain('18 U.S.C. 2511(2)(d)');
    expect(alone('GB').places[0]?.sources.join()).not.toContain('U.S.C.');
  });

  it('that the pack does not know is read as strictly as any', () => {
    expect(alone('elsewhere')).toMatchObject({ strictest: 'everyone', places: [{ sources: [], differs: null }] });
  });

  it('asks for a duty once when two places ask for it, with the source of each', () => {
    const { duties } = readPlaces({ room: 'US-OR', remote: ['US-WA'] });
    expect(duties).toEqual([{ code: 'announced', sources: ['ORS 165.540(1)(c)', 'RCW 9.73.030'], isChecked: false }]);
  });

  it.each([
    ['US-NV', 8],
    ['US-IL', 2],
  ] as const)('%s has its extra duties as checks', (place, count) => {
    expect(dutiesOf(alone(place), true)).toHaveLength(count);
  });
});
