import { expect, test } from '@playwright/test';
import { soak } from '../soak/soak.ts';
import { isHeld, renderSoak } from '../soak/soak-table.ts';

const minutes = 2;

/** `npm run test:soak` goes on for half an hour, or for hours. */
test('two minutes of recording keep time, have no gap, and make no process grow', async () => {
  test.setTimeout(minutes * 60_000 + 180_000);
  const figures = await soak(minutes, () => undefined);
  console.log(renderSoak(figures));
  expect(figures.filter((figure) => !isHeld(figure))).toEqual([]);
});
