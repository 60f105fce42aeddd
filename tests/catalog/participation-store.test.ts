import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { codeOf, fill, indexKey, newCatalog, newFolder, openRaw, personId, sessionId } from './catalog-setting.ts';

const client = { sessionId: sessionId(1), personId: personId(1), role: 'client', capacity: 'self' } as const;

it('lists who is in a session with their codes, in the order they were added', () => {
  const catalog = newCatalog();
  fill(catalog);
  expect(catalog.participations.ofSession(sessionId(1))).toEqual([
    { personId: personId(2), code: 'CD-34', role: 'therapist', capacity: 'self' },
    { personId: personId(1), code: 'AB-12', role: 'client', capacity: 'self' },
  ]);
  expect(catalog.participations.ofSession(sessionId(2))).toEqual([]);
});

it('takes out the one asked for, who then comes last when added again', () => {
  const catalog = newCatalog();
  fill(catalog);
  expect(catalog.participations.remove(sessionId(1), personId(2))).toBe(true);
  expect(catalog.participations.remove(sessionId(1), personId(2))).toBe(false);
  catalog.participations.add({ ...client, personId: personId(2), role: 'guardian', capacity: 'guardian' });
  expect(catalog.participations.ofSession(sessionId(1)).map(({ role }) => role)).toEqual(['client', 'guardian']);
  expect(catalog.persons.find(personId(2))).not.toBeNull();
});

it('refuses a person twice in a session, and sessions and persons that are not there', () => {
  const catalog = newCatalog();
  fill(catalog);
  expect(codeOf(() => catalog.participations.add(client))).toBe('request/conflict');
  expect(codeOf(() => catalog.participations.add({ ...client, personId: personId(9) }))).toBe('request/not-found');
  expect(codeOf(() => catalog.participations.add({ ...client, sessionId: sessionId(9) }))).toBe('request/not-found');
});

it('takes a row of another shape for damage', () => {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  fill(catalog);
  catalog.close();
  openRaw(path).exec("UPDATE participation SET role = 'spectator'").close();
  const again = openCatalog({ path, key: indexKey() });
  expect(codeOf(() => again.participations.ofSession(sessionId(1)))).toBe('vault/index-damaged');
  again.close();
});
