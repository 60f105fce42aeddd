import { duration, formatBriefly } from './format.ts';

/** Takes that nobody stopped, or that are other than they were, until a person keeps or destroys them. */
export const recoveredText = {
  title: 'Recovered recordings',
  lead: 'Listen if you like, then keep or destroy each one. Until you do, it stays as it is.',
  leadOne: 'Keep it or destroy it. Until you do, it stays as it is.',
  announced: (count: number) =>
    count === 1
      ? 'One recovered recording waits for you to keep or destroy it.'
      : `${count} recovered recordings wait for you to keep or destroy them.`,
  began: formatBriefly,
  states: {
    recovered: 'It was cut off before it was stopped, by a crash or because the power went. What had been saved plays.',
    altered:
      'Altered outside Sotto: it is shorter than, or other than, Sotto remembers it. It is kept untouched, and what can be vouched for plays. If you have a backup of the vault folder, compare with that first.',
  },
  length: 'Length',
  missing: 'Missing',
  lost: (lostMs: number) =>
    lostMs === 0
      ? 'Nothing that was heard'
      : `About ${duration(Math.max(1000, lostMs))}, heard and not yet saved when it was cut off`,
  lostUnknown: 'Not known how much. Usually it is the last second or two, heard and not yet saved when it was cut off.',
  alteredUnknown: 'Not known. Parts of its files are gone, or are not the ones that Sotto wrote.',
  keepHint: 'Keeping takes it off this list. Everyone who was there is still asked again.',
  kept: 'Kept. It stays with its session.',
} as const;
