import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { migrate } from '../../../main/catalog/migrate.ts';
import { firstForm } from '../../../main/catalog/migrations/0001-first-form.ts';
import { notes } from '../../../main/catalog/migrations/0002-notes.ts';
import { personName } from '../../../main/catalog/migrations/0003-person-name.ts';
import { newFolder, openRaw, personId } from '../catalog-setting.ts';

let connection: Database.Database;
beforeEach(() => {
  connection = openRaw(join(newFolder(), 'index'));
  migrate(connection, [firstForm, notes]);
  connection.exec(`INSERT INTO person VALUES ('${personId(1)}', 'K-1', 'K-1', 7)`);
  migrate(connection, [firstForm, notes, personName]);
  return () => connection.close();
});

it('keeps who was there, without a name', () => {
  const people = connection.prepare('SELECT code, created_at_ms, name FROM person').all();
  expect(people).toEqual([{ code: 'K-1', created_at_ms: 7, name: null }]);
});

it('takes a name of 1 to 120 characters, and that only', () => {
  const name = connection.prepare('UPDATE person SET name = ?');
  expect(name.run('é'.repeat(120)).changes).toBe(1);
  expect(() => name.run('')).toThrow('CHECK');
  expect(() => name.run('é'.repeat(121))).toThrow('CHECK');
});
