import { expect, it } from 'vitest';
import { withSottoErrors } from '../../main/catalog/storage-errors.ts';
import { codeOf } from './catalog-setting.ts';

function failWith(code: string) {
  return () =>
    withSottoErrors(() => {
      throw Object.assign(new Error('a path or a row'), { code });
    });
}

it.each([
  ['SQLITE_NOTADB', 'vault/index-damaged'],
  ['SQLITE_CORRUPT', 'vault/index-damaged'],
  ['SQLITE_CORRUPT_INDEX', 'vault/index-damaged'],
  ['SQLITE_BUSY', 'vault/in-use'],
  ['SQLITE_BUSY_RECOVERY', 'vault/in-use'],
  ['SQLITE_FULL', 'storage/disk-full'],
  ['SQLITE_READONLY_DIRECTORY', 'storage/read-only'],
  ['SQLITE_CANTOPEN', 'storage/permission-denied'],
  ['SQLITE_IOERR_FSYNC', 'storage/io-failed'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'request/conflict'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'request/not-found'],
  ['EACCES', 'storage/permission-denied'],
  ['EIO', 'storage/io-failed'],
])('says of %s that it is %s', (code, meaning) => {
  expect(codeOf(failWith(code))).toBe(meaning);
});

it('leaves a defect what it is', () => {
  expect(failWith('SQLITE_CONSTRAINT_CHECK')).toThrow('a path or a row');
  expect(failWith('SQLITE_ERROR')).toThrow('a path or a row');
  expect(() =>
    withSottoErrors(() => {
      throw new RangeError('ours');
    }),
  ).toThrow(RangeError);
});
