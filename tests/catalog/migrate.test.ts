import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate, migrations, readVersion } from '../../main/catalog/migrate.ts';
import { firstForm } from '../../main/catalog/migrations/0001-first-form.ts';
import { codeOf, newFolder, openRaw, personId } from './catalog-setting.ts';

const addNickname = { version: 2, sql: 'ALTER TABLE person ADD COLUMN nickname TEXT' } as const;
const failing = { version: 2, sql: 'CREATE TABLE halfway (a TEXT) STRICT; SELECT no_such_function()' } as const;

it('counts versions from 1 without a gap', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

it('takes an older file to the newest form and keeps what is in it', () => {
  const connection = openRaw(join(newFolder(), 'index'));
  migrate(connection, [firstForm]);
  const add = connection.prepare('INSERT INTO person (id, code, code_folded, created_at_ms) VALUES (?, ?, ?, 1)');
  add.run(personId(1), 'Old', 'OLD');
  migrate(connection, [firstForm, addNickname]);
  expect(readVersion(connection)).toBe(2);
  expect(connection.prepare('SELECT code, nickname FROM person').all()).toEqual([{ code: 'Old', nickname: null }]);
  connection.close();
});

it('runs each migration once', () => {
  const path = join(newFolder(), 'index');
  const versions = [path, path].map((place) => {
    const connection = openRaw(place);
    migrate(connection, [firstForm, addNickname]);
    const version = readVersion(connection);
    connection.close();
    return version;
  });
  expect(versions).toEqual([2, 2]);
});

it('does all of a migration or nothing of it', () => {
  const connection = openRaw(join(newFolder(), 'index'));
  expect(() => migrate(connection, [firstForm, failing])).toThrow('no_such_function');
  expect(readVersion(connection)).toBe(1);
  expect(connection.prepare("SELECT name FROM sqlite_schema WHERE name = 'halfway'").all()).toEqual([]);
  connection.close();
});

it('refuses a file of a later app', () => {
  const connection = openRaw(join(newFolder(), 'index'));
  migrate(connection, [firstForm, addNickname]);
  expect(codeOf(() => migrate(connection, [firstForm]))).toBe('vault/newer-version');
  expect(readVersion(connection)).toBe(2);
  connection.close();
});
