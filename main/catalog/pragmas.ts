import type Database from 'better-sqlite3';

interface Pragma {
  readonly name: string;
  readonly set: string;
  readonly readsBack: string | number;
}

/**
 * Cipher scheme of SQLCipher 4 (https://www.zetetic.net/sqlcipher/design/). Before the key: SQLite3 Multiple Ciphers
 * takes them over when it is given one.
 */
export const cipherPragmas: readonly Pragma[] = [
  { name: 'cipher', set: 'sqlcipher', readsBack: 'sqlcipher' },
  { name: 'legacy', set: '4', readsBack: '4' },
];

/** What is kept by the connection and not by the file; each is also refused or forgotten silently, so it is read back. */
export const connectionPragmas: readonly Pragma[] = [
  // Before the first access, so that there is no shared memory file and no second process.
  { name: 'locking_mode', set: 'EXCLUSIVE', readsBack: 'exclusive' },
  // The library compiles NORMAL for WAL, which loses acknowledged commits at a power cut.
  { name: 'synchronous', set: 'FULL', readsBack: 2 },
  // Does something on macOS only, where fsync leaves data in the drive's cache.
  { name: 'fullfsync', set: 'ON', readsBack: 1 },
  // Temporary files are not encrypted.
  { name: 'temp_store', set: 'MEMORY', readsBack: 2 },
  { name: 'secure_delete', set: 'ON', readsBack: 1 },
  { name: 'foreign_keys', set: 'ON', readsBack: 1 },
  // A hostile file may carry views and triggers.
  { name: 'trusted_schema', set: 'OFF', readsBack: 0 },
  { name: 'cell_size_check', set: 'ON', readsBack: 1 },
  { name: 'mmap_size', set: '0', readsBack: 0 },
];

/** Kept by the file, so only set once its version is known to be ours. */
export const filePragmas: readonly Pragma[] = [{ name: 'journal_mode', set: 'WAL', readsBack: 'wal' }];

/** @throws Error when one did not take: a defect of the library, after which nothing may be written. */
export function applyPragmas(connection: Database.Database, pragmas: readonly Pragma[]): void {
  for (const { name, set } of pragmas) connection.pragma(`${name} = ${set}`);
  assertPragmas(connection, pragmas);
}

function assertPragmas(connection: Database.Database, pragmas: readonly Pragma[]): void {
  for (const { name, readsBack } of pragmas) {
    const value = connection.pragma(name, { simple: true });
    if (value !== readsBack) throw new Error(`PRAGMA ${name} did not take`);
  }
}
