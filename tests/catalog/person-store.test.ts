import { expect, it } from 'vitest';
import { codeOf, newCatalog, personId } from './catalog-setting.ts';

const zoe = { id: personId(1), code: 'Zoë-1', createdAtMs: 17 };

it('finds a person by id, and by their code however it is typed, with the code as first typed', () => {
  const { persons } = newCatalog();
  persons.add(zoe);
  expect(persons.find(personId(1))).toEqual(zoe);
  expect(persons.findByCode('ZOE\u0308-1')).toEqual(zoe);
});

it('finds nobody where there is nobody', () => {
  const { persons } = newCatalog();
  persons.add(zoe);
  expect(persons.find(personId(2))).toBeNull();
  expect(persons.findByCode('Zoë')).toBeNull();
});

it('refuses a code that differs only in case or composition, and an id that is taken', () => {
  const { persons } = newCatalog();
  persons.add(zoe);
  expect(codeOf(() => persons.add({ ...zoe, id: personId(2), code: 'zoe\u0308-1' }))).toBe('request/conflict');
  expect(codeOf(() => persons.add({ ...zoe, code: 'other' }))).toBe('request/conflict');
});

it('takes a code with quotes for what it is', () => {
  const { persons } = newCatalog();
  const odd = { id: personId(3), code: `'; DROP TABLE person; --"%_`, createdAtMs: 1 };
  persons.add(odd);
  expect(persons.findByCode(odd.code)).toEqual(odd);
});
