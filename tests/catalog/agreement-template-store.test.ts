import { expect, it } from 'vitest';
import { openCatalog } from '../../main/catalog/catalog.ts';
import { codeOf, filledCatalog, indexKey, openRaw, template } from './catalog-setting.ts';

it('keeps every version of a template and gives the newest of each', () => {
  const catalog = openCatalog({ path: filledCatalog(), key: indexKey() });
  const second = { ...template, version: 2, text: 'I agree for {{retention}} only.' };
  catalog.templates.add(second);
  expect(catalog.templates.versions(template.id)).toEqual([second, template]);
  expect(catalog.templates.newest()).toEqual([second]);
  catalog.close();
});

it('refuses a version that is there already, and leaves it as it was', () => {
  const catalog = openCatalog({ path: filledCatalog(), key: indexKey() });
  expect(codeOf(() => catalog.templates.add({ ...template, text: 'other words' }))).toBe('request/conflict');
  expect(catalog.templates.versions(template.id)).toEqual([template]);
  catalog.close();
});

it('has no way to change the words of a version', () => {
  const path = filledCatalog();
  const raw = openRaw(path);
  expect(() => raw.exec("UPDATE agreement_template SET text = 'other words'")).toThrow(/immutable/);
  raw.close();
});
