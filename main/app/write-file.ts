import { open, rename, rm } from 'node:fs/promises';
import { toStorageError } from '../vault/storage-error.ts';

/**
 * Writes a file that only the person's own account can read, as one step: after a failure there is what was there
 * before, and nothing half. The file's bytes are durable on return.
 *
 * @throws `storage/*`.
 */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  const half = `${path}.sotto-part`;
  try {
    await rm(half, { force: true });
    const file = await open(half, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined);
    throw toStorageError(error);
  }
}
