import { expect, it } from 'vitest';
import { codeOf, fill, newCatalog, personId, sessionId } from './catalog-setting.ts';

it('does all of a transaction or nothing of it', () => {
  const catalog = newCatalog();
  fill(catalog);
  const conflict = () =>
    catalog.transaction(() => {
      catalog.sessions.add({ id: sessionId(2), createdAtMs: 1 });
      catalog.persons.add({ id: personId(3), code: 'ab-12', createdAtMs: 1 });
    });
  expect(codeOf(conflict)).toBe('request/conflict');
  expect(catalog.sessions.find(sessionId(2))).toBeNull();
});

it('answers what a transaction answers, and undoes an inner one alone', () => {
  const catalog = newCatalog();
  fill(catalog);
  const answer = catalog.transaction(() => {
    catalog.sessions.add({ id: sessionId(2), createdAtMs: 1 });
    const inner = codeOf(() =>
      catalog.transaction(() => {
        catalog.sessions.add({ id: sessionId(3), createdAtMs: 1 });
        catalog.sessions.add({ id: sessionId(3), createdAtMs: 1 });
      }),
    );
    return inner;
  });
  expect(answer).toBe('request/conflict');
  expect([catalog.sessions.find(sessionId(2)) !== null, catalog.sessions.find(sessionId(3))]).toEqual([true, null]);
});

it('may be closed twice', () => {
  const catalog = newCatalog();
  catalog.close();
  expect(() => catalog.close()).not.toThrow();
});
