import { expect, it } from 'vitest';
import { WaitingDeletion } from '../killed-deletion.ts';

const callsBetween = 9;

const whats = [
  ['a deletion', 'session'],
  ['the destruction of several recordings at once', 'several'],
] as const;

it.each(whats)(
  '%s killed at its calls to the disk is finished at the next unlock, and nothing else is lost',
  async (_, what) => {
    await using waiting = await WaitingDeletion.make(what);
    let kills = 0;
    for (;;) {
      const found = await waiting.carryOutKilledAt(1 + kills * callsBetween);
      if (found === null) break;
      expect(found).toMatchObject({ lostMs: 0, objections: [] });
      kills += 1;
    }
    expect(kills).toBeGreaterThan(5);
  },
  180_000,
);
