import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Catalog } from '../../main/catalog/catalog.ts';
import { createDatabase, type CatalogDatabase } from '../../main/catalog/database.ts';
import { Query } from '../../main/catalog/statements.ts';
import { indexKey, newFolder, notesId, personId, recordingId, sessionId } from './catalog-setting.ts';

const sessionCount = 10_000;

/** Of the ids asked for; of the codes, because a search looks into them; of indexes that hold no more than is wanted. */
const necessaryScans = [
  'SCAN agreement_template',
  'SCAN json_each VIRTUAL TABLE INDEX 1:',
  'SCAN json_each VIRTUAL TABLE INDEX 1:',
  'SCAN person USING INDEX sqlite_autoindex_person_2',
  'SCAN person USING INDEX sqlite_autoindex_person_2',
  'SCAN recording USING INDEX recording_unfinished',
  'SCAN session USING COVERING INDEX session_newest',
  'SCAN wanted VIRTUAL TABLE INDEX 1:',
];

/** Ten thousand sessions of 500 persons, each with a recording and notes. */
function fillLarge(catalog: Catalog): void {
  catalog.transaction(() => {
    for (let person = 0; person < 500; person += 1) {
      catalog.persons.add({ id: personId(person), code: `P-${person}`, createdAtMs: person });
    }
    for (let number = 0; number < sessionCount; number += 1) {
      const id = sessionId(number);
      catalog.sessions.add({ id, createdAtMs: number });
      catalog.participations.add({ sessionId: id, personId: personId(number % 500), role: 'client', capacity: 'self' });
      catalog.recordings.add({ id: recordingId(number), sessionId: id, beganAtMs: number, bitrateBps: 48_000 });
      catalog.notes.add({ id: notesId(number), sessionId: id, beganAtMs: number });
    }
  });
}

function plan(database: CatalogDatabase, sql: string): string[] {
  const steps = database.query(`EXPLAIN QUERY PLAN ${sql}`, z.object({ detail: z.string() }));
  const unbound = Array.from(sql.matchAll(/\?/g), () => null);
  return steps.all(...unbound).map(({ detail }) => detail);
}

it('looks everything up by an index, and scans only what it must, in a large catalog', () => {
  const database = createDatabase(join(newFolder(), 'index'), indexKey());
  const queries = vi.spyOn(database, 'query');
  const commands = vi.spyOn(database, 'command');
  const catalog = new Catalog(database);
  const statements = [...queries.mock.calls, ...commands.mock.calls].map(([sql]) => sql);
  queries.mockRestore();
  commands.mockRestore();
  fillLarge(catalog);

  expect(statements.length).toBeGreaterThan(20);
  const scans = statements.flatMap((sql) => plan(database, sql).filter((step) => step.startsWith('SCAN')));
  expect(scans.sort()).toEqual(necessaryScans);

  const all = vi.spyOn(Query.prototype, 'all');
  expect(catalog.sessions.list('')).toHaveLength(sessionCount);
  expect(all).toHaveBeenCalledTimes(4);
  expect(catalog.sessions.list('P-499')).toHaveLength(sessionCount / 500);
  expect(all).toHaveBeenCalledTimes(8);
  expect(catalog.persons.list('P-499')).toMatchObject([{ sessionCount: sessionCount / 500 }]);
  expect(all).toHaveBeenCalledTimes(9);
  all.mockRestore();
  database.close();
});
