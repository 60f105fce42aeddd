import { expect, it } from 'vitest';
import { codeOf, newCatalog, personId, sessionId } from './catalog-setting.ts';

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

/** Person 1 in sessions 1 and 2, person 2 in session 2, person 3 in none. */
function withSessions() {
  const catalog = newCatalog();
  [zoe, { ...zoe, id: personId(2), code: 'k 2' }, { ...zoe, id: personId(3), code: 'K%' }].forEach((person) =>
    catalog.persons.add(person),
  );
  [sessionId(1), sessionId(2)].forEach((id, index) => catalog.sessions.add({ id, createdAtMs: 1000 * (index + 1) }));
  const asClient = { role: 'client', capacity: 'self' } as const;
  catalog.participations.add({ sessionId: sessionId(1), personId: personId(1), ...asClient });
  catalog.participations.add({ sessionId: sessionId(2), personId: personId(1), ...asClient });
  catalog.participations.add({ sessionId: sessionId(2), personId: personId(2), ...asClient });
  return catalog;
}

it('lists everybody by code, with how many sessions they are in and the last of them', () => {
  expect(withSessions().persons.list(' ')).toEqual([
    { id: personId(2), code: 'k 2', sessionCount: 1, lastSessionAtMs: 2000 },
    { id: personId(3), code: 'K%', sessionCount: 0, lastSessionAtMs: null },
    { id: personId(1), code: 'Zoë-1', sessionCount: 2, lastSessionAtMs: 2000 },
  ]);
});

it('finds people by part of their code, however it is typed', () => {
  const { persons } = withSessions();
  const found = (search: string) => persons.list(search).map(({ code }) => code);
  expect(found(' oe\u0308 ')).toEqual(['Zoë-1']);
  expect(found('K')).toEqual(['k 2', 'K%']);
  expect(found('%')).toEqual(['K%']);
});

it('keeps a name until it is changed or taken away', () => {
  const { persons } = newCatalog();
  persons.add(zoe);
  const names = [null, 'Zoë Example', 'Z. Example', null].map((name, step) => {
    if (step > 0) persons.setName(zoe.id, name);
    return persons.findName(zoe.id);
  });
  expect(names).toEqual([null, 'Zoë Example', 'Z. Example', null]);
});

it('has no name for nobody', () => {
  expect(newCatalog().persons.setName(personId(1), 'Nobody')).toBe(false);
});
