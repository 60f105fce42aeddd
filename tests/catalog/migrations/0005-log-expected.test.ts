import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../../main/catalog/migrate.ts';
import { newFolder, openRaw } from '../catalog-setting.ts';

it('has room for one number', () => {
  const connection = openRaw(join(newFolder(), 'index'));
  migrate(connection);
  connection.exec('INSERT INTO log_expected VALUES (1, 3)');
  expect(() => connection.exec('INSERT INTO log_expected VALUES (2, 3)')).toThrow('CHECK');
  connection.close();
});
