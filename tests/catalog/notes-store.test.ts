import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { utf8 } from '../../main/crypto/bytes.ts';
import { codeOf, fill, indexKey, newCatalog, newFolder, notesId, openRaw, sessionId } from './catalog-setting.ts';

const notes = { id: notesId(1), sessionId: sessionId(1), beganAtMs: 5 };

function withNotes() {
  const catalog = newCatalog();
  catalog.sessions.add({ id: sessionId(1), createdAtMs: 1 });
  catalog.notes.add(notes);
  return catalog;
}

it('finds the notes that a session has', () => {
  const catalog = withNotes();
  expect(catalog.notes.find(notesId(1))).toEqual(notes);
  expect(catalog.notes.find(notesId(2))).toBeNull();
});

it('refuses second notes of a session, and notes of none', () => {
  const { notes: store } = withNotes();
  expect(codeOf(() => store.add({ ...notes, id: notesId(2) }))).toBe('request/conflict');
  expect(codeOf(() => store.add({ ...notes, id: notesId(2), sessionId: sessionId(2) }))).toBe('request/not-found');
});

it('keeps each version, newest first, and its sealed text as it is', () => {
  const { notes: store } = withNotes();
  store.addVersion(notesId(1), { version: 1, savedAtMs: 10 }, utf8('one'));
  store.addVersion(notesId(1), { version: 2, savedAtMs: 20 }, utf8('two'));
  expect(store.versions(notesId(1))).toEqual([
    { version: 2, savedAtMs: 20 },
    { version: 1, savedAtMs: 10 },
  ]);
  expect(store.sealed(notesId(1), 1)).toEqual(utf8('one'));
  expect(store.sealed(notesId(1), 3)).toBeNull();
});

it('never takes one version for another, nor a version of notes that are not there', () => {
  const { notes: store } = withNotes();
  store.addVersion(notesId(1), { version: 1, savedAtMs: 10 }, utf8('one'));
  const other = () => store.addVersion(notesId(1), { version: 1, savedAtMs: 11 }, utf8('other'));
  expect(codeOf(other)).toBe('request/conflict');
  const nowhere = () => store.addVersion(notesId(2), { version: 1, savedAtMs: 11 }, utf8('other'));
  expect(codeOf(nowhere)).toBe('request/not-found');
});

it('drops one version alone', () => {
  const { notes: store } = withNotes();
  store.addVersion(notesId(1), { version: 1, savedAtMs: 10 }, utf8('one'));
  store.addVersion(notesId(1), { version: 2, savedAtMs: 20 }, utf8('two'));
  store.removeVersion(notesId(1), 1);
  expect(store.versions(notesId(1))).toEqual([{ version: 2, savedAtMs: 20 }]);
});

it('removes the notes with every version, so that no page of the file holds one', () => {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  fill(catalog);
  catalog.notes.addVersion(notesId(1), { version: 2, savedAtMs: 2000 }, utf8('canary of a sealed text'));
  catalog.close();
  const again = openCatalog({ path, key: indexKey() });
  expect(again.notes.remove(notesId(1))).toBe(true);
  expect(again.notes.remove(notesId(1))).toBe(false);
  expect(again.notes.versions(notesId(1))).toEqual([]);
  again.close();
  const raw = openRaw(path);
  const pages = raw.serialize();
  raw.close();
  expect(pages.includes('canary of a sealed text')).toBe(false);
});
