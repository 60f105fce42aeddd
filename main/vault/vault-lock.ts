import { accessSync, constants } from 'node:fs';
import Database from 'better-sqlite3';
import { SottoError } from '../../contract/sotto-error.ts';
import { systemCode, toStorageError } from './storage-error.ts';

/** A lock that the system itself releases when its holder dies. */
export interface Lock {
  readonly release: () => void;
}

/**
 * An EXCLUSIVE transaction on an empty SQLite file at `path`, which is created: Node has no file lock of its own.
 * While a lock is held nobody may open its file by other means in the same process: closing it would drop the lock.
 *
 * @returns null when somebody, in this process or another, holds it.
 * @throws `storage/folder-gone`, `storage/read-only`, `storage/permission-denied`, `storage/disk-full`,
 * `storage/io-failed`.
 */
export function acquireLock(path: string): Lock | null {
  let database: Database.Database | null = null;
  try {
    const opened = new Database(path, { timeout: 0 });
    database = opened;
    opened.exec('BEGIN EXCLUSIVE');
    // Of a file that it may not write SQLite takes a reader's lock without a word, and a second one could too.
    accessSync(path, constants.W_OK);
    return {
      release: () => {
        opened.close();
      },
    };
  } catch (error) {
    database?.close();
    const code = systemCode(error);
    if (code === 'SQLITE_BUSY') return null;
    throw lockError(error, code);
  }
}

function lockError(error: unknown, code: string | null): SottoError {
  if (error instanceof TypeError) return new SottoError('storage/folder-gone');
  if (code?.startsWith('SQLITE_') !== true) return toStorageError(error);
  if (code.startsWith('SQLITE_READONLY')) return new SottoError('storage/read-only');
  if (code.startsWith('SQLITE_CANTOPEN')) return new SottoError('storage/permission-denied');
  if (code === 'SQLITE_FULL') return new SottoError('storage/disk-full');
  return new SottoError('storage/io-failed');
}
