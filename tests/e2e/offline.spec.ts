import { expect, test } from '@playwright/test';
import { resolve } from 'node:path';
import { countWithoutGuard } from '../offline/control.ts';
import { judge } from '../offline/judge.ts';
import { observe } from '../offline/observe.ts';
import { firstVisit, secondVisit } from '../offline/visits.ts';

// Two starts and a session take their time, and longer on a busy machine.
test.describe.configure({ timeout: 180_000 });

const tree = resolve(import.meta.dirname, '../..');
/** `npm run prove:offline` leaves the app alone for longer. */
const lingerMs = 1_000;

test('a session recorded, played and locked, and a second start, calls nobody', async () => {
  const { reasons, line } = judge(await observe(tree, [firstVisit, secondVisit], lingerMs));
  expect(reasons, line).toEqual([]);
});

test('the same watch counts a call of an app with one guard less', async () => {
  expect(await countWithoutGuard(tree)).not.toEqual([]);
});
