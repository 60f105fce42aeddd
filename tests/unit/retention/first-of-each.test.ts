import { expect, it } from 'vitest';
import { maximumListedKept } from '../../../contract/limits.ts';
import { firstOfEach } from '../../../main/retention/first-of-each.ts';
import { retentionOf } from '../../renderer/support/fake-retention.ts';

it.each([
  [0, 0, 0],
  [maximumListedKept, maximumListedKept, 0],
  [maximumListedKept + 1, maximumListedKept, 1],
])('of %d that are due one answer names %d, and says that there are %d more', (count, listed, unlisted) => {
  const dueNow = Array.from({ length: count }, (_, index) => retentionOf(index + 1));
  const lists = firstOfEach({ dueNow, coming: [], untilUsed: [], held: [] });
  expect(lists.dueNow).toEqual(dueNow.slice(0, listed));
  expect(lists.unlisted).toEqual({ dueNow: unlisted, coming: 0, untilUsed: 0, held: 0 });
});
