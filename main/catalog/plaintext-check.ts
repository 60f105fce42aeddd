import { closeSync, openSync, readSync } from 'node:fs';
import { SottoError } from '../../contract/sotto-error.ts';

/** First bytes of an SQLite file that is not encrypted (https://sqlite.org/fileformat2.html, 1.3). */
const plaintextMagic = 'SQLite format 3\0';

/**
 * Only before opening and after closing. While SQLite of this process has the file open, closing any other descriptor
 * of it drops SQLite's lock (POSIX fcntl), and a second process could then write rows that are lost.
 *
 * @throws `vault/index-damaged` when the file at `path` is an SQLite file without encryption.
 */
export function assertNotPlaintext(path: string): void {
  const head = Buffer.alloc(plaintextMagic.length);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, head, 0, head.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if (head.toString('latin1') === plaintextMagic) throw new SottoError('vault/index-damaged');
}
