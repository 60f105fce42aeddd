import { expect, it } from 'vitest';
import { sessionSummarySchema } from '../../contract/session.ts';
import type { Catalog } from '../../main/catalog/catalog.ts';
import { codeOf, newCatalog, notesId, personId, recordingId, sessionId } from './catalog-setting.ts';

/** Sessions 1, 2, ... of these codes, each a second after the one before. */
function withSessions(...codes: readonly (readonly string[])[]): Catalog {
  const catalog = newCatalog();
  codes.forEach((present, index) => {
    catalog.sessions.add({ id: sessionId(index + 1), createdAtMs: 1000 * (index + 1) });
    for (const code of present) {
      const known = catalog.persons.findByCode(code);
      const id = known?.id ?? personId(100 * (index + 1) + code.length);
      if (known === null) catalog.persons.add({ id, code, createdAtMs: 1 });
      catalog.participations.add({ sessionId: sessionId(index + 1), personId: id, role: 'client', capacity: 'self' });
    }
  });
  return catalog;
}

function found(catalog: Catalog, search: string): string[] {
  return catalog.sessions.list(search).map(({ id }) => id);
}

it('lists sessions newest first with codes as added and recordings oldest first, as the contract has them', () => {
  const catalog = withSessions(['Zed', 'B'], ['Zed'], []);
  const recording = { sessionId: sessionId(1), bitrateBps: 32_000 } as const;
  catalog.recordings.add({ ...recording, id: recordingId(1), beganAtMs: 5000 });
  catalog.recordings.add({ ...recording, id: recordingId(2), beganAtMs: 4000 });
  catalog.recordings.finish(recordingId(2), { state: 'recovered', durationMs: 60_000, lostMs: 900 });
  catalog.notes.add({ id: notesId(1), sessionId: sessionId(2), beganAtMs: 6000 });
  const list = catalog.sessions.list('');
  expect(list).toEqual([
    { id: sessionId(3), createdAtMs: 3000, codes: [], recordings: [], hasNotes: false },
    { id: sessionId(2), createdAtMs: 2000, codes: ['Zed'], recordings: [], hasNotes: true },
    {
      id: sessionId(1),
      createdAtMs: 1000,
      codes: ['Zed', 'B'],
      recordings: [
        { ...recording, id: recordingId(2), state: 'recovered', beganAtMs: 4000, durationMs: 60_000, lostMs: 900 },
        { ...recording, id: recordingId(1), state: 'recording', beganAtMs: 5000, durationMs: 0, lostMs: null },
      ],
      hasNotes: false,
    },
  ]);
  expect(list.map((summary) => sessionSummarySchema.parse(summary))).toEqual(list);
});

it('finds sessions by part of a code, however it is typed, once each', () => {
  const catalog = withSessions(['Zo\u00eb-10', 'zoe'], ['Ann'], ['ZO\u00cb-11 b']);
  expect(found(catalog, 'o\u0308-1')).toEqual([]);
  expect(found(catalog, 'oe\u0308-1')).toEqual([sessionId(3), sessionId(1)]);
  expect(found(catalog, ' zo ')).toEqual([sessionId(3), sessionId(1)]);
  expect(found(catalog, 'NN')).toEqual([sessionId(2)]);
  expect(found(catalog, 'nobody')).toEqual([]);
});

it('gives every code of a session that was found by one of them', () => {
  const catalog = withSessions(['Ann', 'Bertha']);
  expect(catalog.sessions.list('ann')[0]?.codes).toEqual(['Ann', 'Bertha']);
});

it('takes wildcards and quotes in a search for what they are', () => {
  const catalog = withSessions(['A%B'], ['A_B_'], ["A'B\\"], ['AxB']);
  expect(found(catalog, '%')).toEqual([sessionId(1)]);
  expect(found(catalog, '_')).toEqual([sessionId(2)]);
  expect(found(catalog, "'")).toEqual([sessionId(3)]);
  expect(found(catalog, '\\')).toEqual([sessionId(3)]);
});

it('finds a session by id and refuses an id that is taken', () => {
  const catalog = withSessions([]);
  expect(catalog.sessions.find(sessionId(1))).toEqual({ id: sessionId(1), createdAtMs: 1000 });
  expect(catalog.sessions.find(sessionId(2))).toBeNull();
  expect(codeOf(() => catalog.sessions.add({ id: sessionId(1), createdAtMs: 2 }))).toBe('request/conflict');
});

it('finds the newest session, or none in an empty index', () => {
  expect(withSessions().sessions.findNewest()).toBeNull();
  expect(withSessions(['A'], ['B']).sessions.findNewest()).toEqual({ id: sessionId(2), createdAtMs: 2000 });
});
