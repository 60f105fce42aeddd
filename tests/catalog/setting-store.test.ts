import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { indexKey, newCatalog, newFolder } from './catalog-setting.ts';

const schema = z.object({ microphone: z.string().nullable() });

it('gives back what was set last, also after closing', () => {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  catalog.settings.set('recording', { microphone: 'Built-in' });
  catalog.settings.set('recording', { microphone: null });
  catalog.settings.set('other', [1]);
  catalog.close();
  const again = openCatalog({ path, key: indexKey() });
  expect(again.settings.find('recording', schema)).toEqual({ microphone: null });
  again.close();
});

it('has nothing where nothing was set, or where what was set is of another shape', () => {
  const { settings } = newCatalog();
  expect(settings.find('recording', schema)).toBeNull();
  settings.set('recording', { microphone: 3 });
  expect(settings.find('recording', schema)).toBeNull();
});
