import { describe, expect, test } from 'vitest';
import { SottoError } from '../../../contract/sotto-error.ts';
import { toStorageError } from '../../../main/vault/storage-error.ts';

describe('a failure of the file system', () => {
  test.each([
    ['ENOSPC', 'storage/disk-full'],
    ['EDQUOT', 'storage/disk-full'],
    ['EROFS', 'storage/read-only'],
    ['EACCES', 'storage/permission-denied'],
    ['EPERM', 'storage/permission-denied'],
    ['ENOENT', 'storage/folder-gone'],
    ['ENOTDIR', 'storage/folder-gone'],
    ['EIO', 'storage/io-failed'],
    ['EMFILE', 'storage/io-failed'],
  ])('%s becomes %s and loses its path', (system, code) => {
    const error = toStorageError(Object.assign(new Error(`${system}: open '/home/someone'`), { code: system }));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('someone');
    expect(error.details).toEqual({});
  });

  test('of no known kind is an input or output failure', () => {
    expect(toStorageError('text').code).toBe('storage/io-failed');
  });

  test('that is already ours stays what it is', () => {
    const ours = new SottoError('integrity/final-missing');
    expect(toStorageError(ours)).toBe(ours);
  });
});
