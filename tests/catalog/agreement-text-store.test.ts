import { join } from 'node:path';
import { expect, it } from 'vitest';
import { textHashSchema } from '../../contract/ids.ts';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { agreement, codeOf, fill, indexKey, newCatalog, newFolder, openRaw } from './catalog-setting.ts';

it('keeps a text as it was first used', () => {
  const { agreements } = newCatalog();
  agreements.add(agreement);
  agreements.add({ ...agreement, firstUsedAtMs: 999 });
  expect(agreements.find(agreement.textHash)).toEqual(agreement);
  expect(agreements.find(textHashSchema.parse('0'.repeat(64)))).toBeNull();
});

it('refuses a text under the hash of another', () => {
  const { agreements } = newCatalog();
  expect(codeOf(() => agreements.add({ ...agreement, text: 'I agree to anything.' }))).toBe('request/invalid');
  expect(agreements.find(agreement.textHash)).toBeNull();
});

it('notices a text that was changed by someone with the key', () => {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  fill(catalog);
  catalog.close();
  openRaw(path)
    .exec("DROP TRIGGER agreement_text_is_immutable; UPDATE agreement_text SET text = 'I agree to anything.'")
    .close();
  const again = openCatalog({ path, key: indexKey() });
  expect(codeOf(() => again.agreements.find(agreement.textHash))).toBe('integrity/record-unauthentic');
  again.close();
});
