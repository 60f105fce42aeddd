import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../../main/catalog/migrate.ts';
import { newFolder, openRaw } from '../catalog-setting.ts';

it('lets nobody change a version of a template', () => {
  const connection = openRaw(join(newFolder(), 'index'));
  migrate(connection);
  connection.exec(`INSERT INTO agreement_template VALUES ('${'a'.repeat(32)}', 1, 'Ours', 'en', 'Text', 7)`);
  expect(() => connection.exec("UPDATE agreement_template SET text = 'Other'")).toThrow('immutable');
  expect(() =>
    connection.exec(`INSERT INTO agreement_template VALUES ('${'a'.repeat(32)}', 1, 'Ours', 'en', 'Other', 8)`),
  ).toThrow('UNIQUE');
  connection.close();
});
