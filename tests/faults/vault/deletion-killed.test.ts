import { expect, it } from 'vitest';
import { WaitingDeletion } from '../killed-deletion.ts';

const callsBetween = 9;

it('a deletion killed at its calls to the disk is finished at the next unlock, and nothing else is lost', async () => {
  await using waiting = await WaitingDeletion.make();
  let kills = 0;
  for (;;) {
    const found = await waiting.carryOutKilledAt(1 + kills * callsBetween);
    if (found === null) break;
    expect(found).toMatchObject({ lostMs: 0, objections: [] });
    kills += 1;
  }
  expect(kills).toBeGreaterThan(5);
}, 180_000);
