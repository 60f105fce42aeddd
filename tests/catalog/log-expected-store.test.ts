import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { indexKey, newCatalog, newFolder } from './catalog-setting.ts';

it('expects nothing of the log before it was told', () => {
  expect(newCatalog().logExpected.find()).toBeNull();
});

it('keeps the last number that it was told, also once it was closed', () => {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  for (const entries of [1, 2, 7]) catalog.logExpected.set(entries);
  catalog.close();
  const again = openCatalog({ path, key: indexKey() });
  expect(again.logExpected.find()).toBe(7);
  again.close();
});
