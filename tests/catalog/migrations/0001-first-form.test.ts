import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { migrate } from '../../../main/catalog/migrate.ts';
import { firstForm } from '../../../main/catalog/migrations/0001-first-form.ts';
import { newFolder, openRaw, personId, recordingId, sessionId } from '../catalog-setting.ts';

let connection: Database.Database;
beforeEach(() => {
  connection = openRaw(join(newFolder(), 'index'));
  connection.pragma('foreign_keys = ON');
  migrate(connection, [firstForm]);
  return () => connection.close();
});

it('makes strict tables only', () => {
  const tables = connection.prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all();
  const ours = ['agreement_text', 'evidence', 'participation', 'person', 'recording', 'segment', 'session', 'setting'];
  expect(tables).toHaveLength(ours.length + 1);
  expect(tables).toEqual(expect.arrayContaining(ours.map((name) => ({ name, strict: 1 }))));
});

it('takes each code once, as it is folded', () => {
  const add = connection.prepare('INSERT INTO person (id, code, code_folded, created_at_ms) VALUES (?, ?, ?, 1)');
  add.run(personId(1), 'Ab', 'AB');
  expect(() => add.run(personId(2), 'aB', 'AB')).toThrow('UNIQUE');
});

it('refuses participations and recordings of sessions and persons that are not there', () => {
  expect(() =>
    connection.exec(`INSERT INTO participation VALUES ('${sessionId(1)}', '${personId(1)}', 'client', 'self', 1)`),
  ).toThrow('FOREIGN KEY');
  expect(() =>
    connection.exec(`INSERT INTO recording VALUES ('${recordingId(1)}', '${sessionId(1)}', 'complete', 1, 1, 1, 1, 1)`),
  ).toThrow('FOREIGN KEY');
});

it('refuses a state that no recording has', () => {
  connection.exec(`INSERT INTO session VALUES ('${sessionId(1)}', 1)`);
  const add = connection.prepare('INSERT INTO recording VALUES (?, ?, ?, 1, 1, 1, NULL, 1)');
  expect(() => add.run(recordingId(1), sessionId(1), 'lost')).toThrow('CHECK');
});

it('lets nobody change an agreement text', () => {
  connection.exec(`INSERT INTO agreement_text VALUES ('${'a'.repeat(64)}', 'en', 'words', 1)`);
  expect(() => connection.exec("UPDATE agreement_text SET text = 'other words'")).toThrow('immutable');
});

it('removes the segments of a recording with it', () => {
  connection.exec(`INSERT INTO session VALUES ('${sessionId(1)}', 1)`);
  connection.exec(`INSERT INTO recording VALUES ('${recordingId(1)}', '${sessionId(1)}', 'complete', 1, 1, 1, 1, 1)`);
  connection.exec(`INSERT INTO segment VALUES ('${recordingId(1)}', 0, 1, x'', 0, 0)`);
  connection.exec('DELETE FROM recording');
  expect(connection.prepare('SELECT * FROM segment').all()).toEqual([]);
});
