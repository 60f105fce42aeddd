import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { SottoError } from '../../contract/sotto-error.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { copyRows } from './copy-rows.ts';
import { giveKey } from './index-key.ts';
import { migrate, readVersion } from './migrate.ts';
import { assertNotPlaintext } from './plaintext-check.ts';
import { applyPragmas, cipherPragmas, connectionPragmas, filePragmas } from './pragmas.ts';
import { Command, Query } from './statements.ts';
import { withSottoErrors } from './storage-errors.ts';

/** Files that this process has open; looking into one of them again would drop its lock (plaintext-check.ts). */
const openFiles = new Set<string>();

const checkpointSchema = z.object({ busy: z.number() });

/** An open index file, which no other process can open while it is. */
export class CatalogDatabase {
  readonly #connection: Database.Database;
  readonly #path: string;
  readonly #identity: string;

  constructor(connection: Database.Database, path: string, identity: string) {
    this.#connection = connection;
    this.#path = path;
    this.#identity = identity;
  }

  /** Prepares a statement whose rows fit `row`. */
  query<Row extends z.ZodType>(sql: string, row: Row): Query<Row> {
    return new Query(
      withSottoErrors(() => this.#connection.prepare(sql)),
      row,
    );
  }

  /** Prepares a statement that answers no rows. */
  command(sql: string): Command {
    return new Command(withSottoErrors(() => this.#connection.prepare(sql)));
  }

  /** All of `act` or nothing of it, durable on return; inside another transaction, with that one. */
  transaction<Value>(act: () => Value): Value {
    return withSottoErrors(() => this.#connection.transaction(act).immediate());
  }

  /** Moves the write-ahead log into the main file, fsyncs it, and cuts the log to nothing. */
  checkpoint(): void {
    const row = this.query('PRAGMA wal_checkpoint(TRUNCATE)', checkpointSchema).first();
    if (row?.busy !== 0) throw new SottoError('vault/in-use');
  }

  /** Copies every row into another file of the newest form that has none. */
  copyInto(other: CatalogDatabase): void {
    withSottoErrors(() => copyRows(this.#connection, other.#connection));
  }

  /** Closes and releases the file. @throws `vault/index-damaged` when it is plaintext. A second time does nothing. */
  close(): void {
    if (!this.#connection.open) return;
    withSottoErrors(() => this.#connection.close());
    openFiles.delete(this.#identity);
    withSottoErrors(() => {
      assertNotPlaintext(this.#path);
    });
  }
}

/**
 * Makes a new index file at `path` in its newest form, durable with its folder entry on return, and opens it.
 *
 * @throws `storage/folder-gone`; `vault/already-exists` when there is a file; RangeError for a key of zeros.
 */
export function createDatabase(path: string, key: SecretKey<'index'>): CatalogDatabase {
  if (!existsSync(dirname(path))) throw new SottoError('storage/folder-gone');
  if (existsSync(path)) throw new SottoError('vault/already-exists');
  try {
    connect(path, key, { fileMustExist: false }).close();
    withSottoErrors(() => {
      syncFolder(dirname(path));
    });
    // Closed and opened once more, so that nothing is written before the file has been seen to be encrypted.
    return openDatabase(path, key);
  } catch (error) {
    for (const ending of ['', '-wal', '-journal']) rmSync(path + ending, { force: true });
    throw error;
  }
}

/**
 * Opens the index file at `path`, takes its lock, and brings it to the newest form.
 *
 * @throws `vault/index-damaged` for a wrong key, a damaged, missing, empty or plaintext file; `vault/newer-version`;
 * `vault/in-use` when this or another process has it open; RangeError for a key of zeros. A file that is refused keeps
 * its content.
 */
export function openDatabase(path: string, key: SecretKey<'index'>): CatalogDatabase {
  const identity = withSottoErrors(() => identityOf(path));
  if (openFiles.has(identity)) throw new SottoError('vault/in-use');
  withSottoErrors(() => {
    assertNotPlaintext(path);
  });
  const connection = connect(path, key, { fileMustExist: true });
  openFiles.add(identity);
  return new CatalogDatabase(connection, path, identity);
}

function connect(path: string, key: SecretKey<'index'>, { fileMustExist }: { fileMustExist: boolean }) {
  return withSottoErrors(() => {
    const connection = new Database(path, { fileMustExist, timeout: 0 });
    try {
      applyPragmas(connection, cipherPragmas);
      giveKey(connection, key);
      applyPragmas(connection, connectionPragmas);
      // An index that has been cut to nothing must not be taken for a new one.
      if (fileMustExist && readVersion(connection) === 0) throw new SottoError('vault/index-damaged');
      migrate(connection);
      applyPragmas(connection, filePragmas);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/** Without opening it, whatever name it goes by. */
function identityOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

function syncFolder(folder: string): void {
  // Windows has no handle of a folder to flush; NTFS journals the entry.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
