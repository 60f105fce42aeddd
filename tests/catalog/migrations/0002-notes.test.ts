import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { migrate } from '../../../main/catalog/migrate.ts';
import { firstForm } from '../../../main/catalog/migrations/0001-first-form.ts';
import { notes } from '../../../main/catalog/migrations/0002-notes.ts';
import { newFolder, notesId, openRaw, sessionId } from '../catalog-setting.ts';

let connection: Database.Database;
beforeEach(() => {
  connection = openRaw(join(newFolder(), 'index'));
  connection.pragma('foreign_keys = ON');
  migrate(connection, [firstForm]);
  connection.exec(`INSERT INTO session VALUES ('${sessionId(1)}', 1), ('${sessionId(2)}', 2)`);
  migrate(connection, [firstForm, notes]);
  return () => connection.close();
});

it('makes strict tables beside those that were there, and keeps what is in them', () => {
  const tables = connection
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict")
    .pluck()
    .all();
  expect(tables).toEqual(expect.arrayContaining(['notes', 'notes_version', 'session']));
  expect(connection.prepare('SELECT created_at_ms FROM session ORDER BY id').pluck().all()).toEqual([1, 2]);
});

it('lets a session have notes once, and no session that is not there', () => {
  const add = connection.prepare('INSERT INTO notes VALUES (?, ?, 1)');
  add.run(notesId(1), sessionId(1));
  expect(() => add.run(notesId(2), sessionId(1))).toThrow('UNIQUE');
  expect(() => add.run(notesId(2), sessionId(3))).toThrow('FOREIGN KEY');
});

it('gives each version of notes once, counted from 1', () => {
  connection.prepare('INSERT INTO notes VALUES (?, ?, 1)').run(notesId(1), sessionId(1));
  const add = connection.prepare("INSERT INTO notes_version VALUES (?, ?, 1, x'00')");
  add.run(notesId(1), 1);
  expect(() => add.run(notesId(1), 1)).toThrow('UNIQUE');
  expect(() => add.run(notesId(1), 0)).toThrow('CHECK');
  expect(() => add.run(notesId(2), 1)).toThrow('FOREIGN KEY');
});
