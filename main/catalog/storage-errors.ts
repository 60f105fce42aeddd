import type { ErrorCode } from '../../contract/error-codes.ts';
import { SottoError } from '../../contract/sotto-error.ts';

/**
 * What the `code` of an exception means to a person: SQLite's result codes (https://sqlite.org/rescode.html), where an
 * extended one such as SQLITE_IOERR_FSYNC falls under its primary one unless it is listed itself, and the system's.
 */
const meanings: readonly (readonly [code: string, meaning: ErrorCode])[] = [
  ['SQLITE_CONSTRAINT_UNIQUE', 'request/conflict'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'request/conflict'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'request/not-found'],
  ['SQLITE_NOTADB', 'vault/index-damaged'],
  ['SQLITE_CORRUPT', 'vault/index-damaged'],
  ['SQLITE_BUSY', 'vault/in-use'],
  ['SQLITE_LOCKED', 'vault/in-use'],
  ['SQLITE_FULL', 'storage/disk-full'],
  ['SQLITE_READONLY', 'storage/read-only'],
  ['SQLITE_PERM', 'storage/permission-denied'],
  ['SQLITE_CANTOPEN', 'storage/permission-denied'],
  ['SQLITE_IOERR', 'storage/io-failed'],
  ['ENOENT', 'vault/index-damaged'],
  ['ENOTDIR', 'vault/index-damaged'],
  ['EISDIR', 'vault/index-damaged'],
  ['EACCES', 'storage/permission-denied'],
  ['EPERM', 'storage/permission-denied'],
  ['EROFS', 'storage/read-only'],
  ['ENOSPC', 'storage/disk-full'],
  ['EIO', 'storage/io-failed'],
];

/** The one place where what SQLite or the system throws becomes a `SottoError`; a defect comes back as it is. */
export function fromStorage(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  const meaning = meanings.find(([known]) => code === known || code.startsWith(`${known}_`));
  return meaning === undefined ? error : new SottoError(meaning[1]);
}

/** Runs `act`; @throws what `fromStorage` makes of its exception. */
export function withSottoErrors<Value>(act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    throw fromStorage(error);
  }
}
