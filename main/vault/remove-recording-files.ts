import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toStorageError } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';

/** Removes a recording's folder, if it is there; durable on return. @throws `storage/*`. */
export async function removeRecordingFiles(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
    await syncFolder(dirname(folder));
  } catch (error) {
    throw toStorageError(error);
  }
}
