import { expect, it } from 'vitest';
import { VaultToCopy } from '../killed-copy.ts';

const callsBetween = 11;

it('a copy killed at its calls to the disk leaves the vault whole, and a folder that is none or a whole one', async () => {
  await using vault = await VaultToCopy.make();
  let kills = 0;
  for (;;) {
    const found = await vault.copyKilledAt(1 + kills * callsBetween);
    if (found === null) break;
    expect(found).toMatchObject({ lostMs: 0, objections: [] });
    kills += 1;
  }
  expect(kills).toBeGreaterThan(5);
}, 180_000);
