import { describe, expect, it } from 'vitest';
import { packPlaces } from '../../../../contract/place-codes.ts';
import { pack, packData, parsePack } from '../../../../main/consent/jurisdictions/pack.ts';

const [first, ...others] = packData.rows;

function withFirst(changes: object): unknown {
  return { ...packData, rows: [{ ...first, ...changes }, ...others] };
}

describe('the jurisdiction pack', () => {
  it('has a row with a source for every state, D.C. and six other countries', () => {
    expect([...pack.rows.keys()].toSorted()).toEqual([...packPlaces].toSorted());
    expect(pack.rows.size).toBe(50 + 1 + 6);
  });

  it.each([
    'US-CT',
    'US-DE',
    'US-GA',
    'US-HI',
    'US-IL',
    'US-ME',
    'US-MI',
    'US-MO',
    'US-MT',
    'US-NV',
    'US-NH',
    'US-OR',
    'US-VT',
  ] as const)('says why sources differ about %s', (place) => {
    expect(pack.rows.get(place)?.differs).toMatch(/^[A-Z].*\.$/);
  });

  it.each(['US-CA', 'US-FL', 'US-IL', 'US-MD', 'US-MA', 'US-NH', 'US-PA', 'US-WA'] as const)(
    'reads %s, which every list has as all-party, so in the room and remotely',
    (place) => {
      expect(pack.rows.get(place)).toMatchObject({ room: 'everyone', remote: 'everyone' });
    },
  );

  it.each([
    ['without a source', withFirst({ sources: [] })],
    ['with an empty source', withFirst({ sources: [' '] })],
    ['that is looser than one party', withFirst({ room: 'nobody' })],
    ['with a duty that nobody knows', withFirst({ duties: [{ code: 'smile', source: 'x' }] })],
    ['with a word that the schema does not know', withFirst({ waivesConsent: true })],
    ['for a place twice', { ...packData, rows: [first, ...packData.rows] }],
    ['missing', { ...packData, rows: others }],
  ])('refuses a row %s', (_, data) => {
    expect(() => parsePack(data)).toThrow();
  });

  it('refuses a pack without a date', () => {
    expect(() => parsePack({ ...packData, dated: 'lately' })).toThrow();
  });
});
