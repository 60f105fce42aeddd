import { realpath, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, isAbsolute } from 'node:path';
import { SottoError } from '../../contract/sotto-error.ts';
import { writeAtomically } from './atomic-file.ts';
import { isLock, invisibleNames } from './create-vault.ts';
import type { Disk } from './disk.ts';
import { systemCode, toStorageError } from './storage-error.ts';
import { isOfOtherGeneration } from './tidy-folder.ts';
import { fileNames, recordingFolder, vaultLockPath } from './vault-files.ts';
import { acquireLock, type Lock } from './vault-lock.ts';

/** Where a copy of a vault is going to be. */
export interface CopyPlace {
  readonly folder: string;
  /** A folder on the same disk that is there already. */
  readonly there: string;
}

/**
 * Judges a folder for a copy of the vault in `vaultFolder`; nothing is written. It need not be there.
 *
 * @throws `vault/copy-in-vault`, `vault/folder-not-empty`, `storage/*`.
 */
export async function judgeCopyFolder(disk: Disk, vaultFolder: string, wanted: string): Promise<CopyPlace> {
  const place = await resolvePlace(wanted);
  const way = relative(await resolved(vaultFolder), place.folder);
  if (way === '' || !(way.startsWith('..') || isAbsolute(way))) throw new SottoError('vault/copy-in-vault');
  if (place.folder === place.there) {
    const names = await disk.list(place.folder);
    if (!names.every((name) => isLock(name) || invisibleNames.includes(name))) {
      throw new SottoError('vault/folder-not-empty');
    }
    await disk.assertWritable(place.folder);
  }
  return place;
}

/** A folder that is becoming a vault; while the mark `creating` is in it, and not all of a vault is, it is none. */
export class CopyFolder {
  readonly path: string;
  readonly #disk: Disk;
  readonly #lock: Lock;

  private constructor(disk: Disk, path: string, lock: Lock) {
    this.#disk = disk;
    this.path = path;
    this.#lock = lock;
  }

  /** Makes the folder, locks it and marks it. @throws `vault/in-use`, `storage/*`. */
  static async begin(disk: Disk, path: string): Promise<CopyFolder> {
    await disk.makeFolder(path);
    await disk.syncFolder(dirname(path));
    const lock = acquireLock(vaultLockPath(path));
    if (lock === null) throw new SottoError('vault/in-use');
    try {
      await writeAtomically(disk, join(path, fileNames.creating), new Uint8Array());
      await disk.makeFolder(join(path, fileNames.recordings));
      await disk.syncFolder(path);
    } catch (error) {
      lock.release();
      throw error;
    }
    return new CopyFolder(disk, path, lock);
  }

  /** Everything else is there and durable: from here on it is a vault. @throws `storage/*`. */
  async finish(): Promise<void> {
    await this.#disk.syncFolder(this.path);
    await this.#disk.remove(join(this.path, fileNames.creating));
    await this.#disk.syncFolder(this.path);
    this.#lock.release();
  }

  /** Of what is not to be in it. @throws `storage/*`. */
  async removeRecording(id: string): Promise<void> {
    try {
      await rm(recordingFolder(this.path, id), { recursive: true, force: true });
    } catch (error) {
      throw toStorageError(error);
    }
  }

  /**
   * Takes away what a copy makes, and nothing else, as far as the disk lets it; what opens a vault goes first.
   *
   * @returns whether nothing of it is left.
   */
  async remove(): Promise<boolean> {
    const isRemoved = await this.#removeFiles();
    this.#lock.release();
    await rm(vaultLockPath(this.path), { force: true }).catch(() => undefined);
    return isRemoved;
  }

  async #removeFiles(): Promise<boolean> {
    const noGeneration = { keyTableGeneration: -1, indexGeneration: -1 };
    const { state, slots, recordings, creating } = fileNames;
    try {
      const names = await this.#disk.list(this.path);
      const generations = names.filter((name) => isOfOtherGeneration(name, noGeneration));
      for (const name of [...state, ...slots, ...generations]) await this.#disk.remove(join(this.path, name));
      await rm(join(this.path, recordings), { recursive: true, force: true });
      await this.#disk.remove(join(this.path, creating));
      await this.#disk.syncFolder(this.path);
      return true;
    } catch {
      // A stick that was pulled out: nothing of it opens, as far as we know.
      return false;
    }
  }
}

async function resolvePlace(folder: string): Promise<CopyPlace> {
  const there = await realpath(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' && dirname(folder) !== folder) return null;
    throw toStorageError(error);
  });
  if (there !== null) return { folder: there, there };
  const above = await resolvePlace(dirname(folder));
  return { folder: join(above.folder, basename(folder)), there: above.there };
}

async function resolved(folder: string): Promise<string> {
  return (await resolvePlace(folder)).folder;
}
