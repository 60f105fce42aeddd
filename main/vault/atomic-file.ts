import { dirname } from 'node:path';
import type { Disk } from './disk.ts';

/** Ends the name of a file that is being written; one left behind by a crash is removed at the next opening. */
export const temporarySuffix = '.tmp';

/**
 * Replaces the file at `path` as one step: after a crash at any moment it has either its old bytes or the new ones.
 * File and name are durable on return. On failure what was there is still there.
 *
 * @throws `storage/*`.
 */
export async function writeAtomically(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = path + temporarySuffix;
  try {
    const file = await disk.open(temporary, 'new');
    try {
      await file.write(bytes, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await disk.rename(temporary, path);
  } catch (error) {
    // A full disk gets its room back at once; if even this fails the next opening removes the file.
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
  await disk.syncFolder(dirname(path));
}
