import { join } from 'node:path';
import { reservedBytes } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { aeadSeal, keyLength, nonceLength, randomBytes, tagLength } from '../crypto/sodium.ts';
import { writeAtomically } from './atomic-file.ts';
import type { Disk } from './disk.ts';
import { fileNames } from './vault-files.ts';

/**
 * Room for the steps of a deletion on a full disk. A deletion adds before it takes away: a tombstone to the log, a
 * new key table, two state copies. So the vault keeps a file of random-looking bytes (a file system that compresses
 * would give zeros no room), which is removed before those steps when there is less room than it takes, and made again
 * after them as soon as it fits. Nothing but a deletion may use it. Its size is for the files of about 20,000
 * recordings.
 *
 * It is asked of the system beforehand how much is free, instead of waiting for a write to fail, because a failed
 * write may show only in fsync, and after that the file cannot be trusted.
 */
export class Reserve {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #bytes: number;
  #users = 0;

  constructor(disk: Disk, folder: string, bytes = reservedBytes) {
    this.#disk = disk;
    this.#folder = folder;
    this.#bytes = bytes;
  }

  /** Runs `act` with at least the reserved room free, if the disk has it at all. May be nested. */
  async using<Value>(act: () => Promise<Value>): Promise<Value> {
    this.#users += 1;
    try {
      if ((await this.#disk.freeBytes(this.#folder)) < this.#bytes) await this.#release();
      return await act();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) await this.refill();
    }
  }

  /** Takes the room unless it is taken. A disk without that much room is no failure: the next call tries again. */
  async refill(): Promise<void> {
    try {
      if ((await this.#disk.size(this.#path)) === this.#bytes) return;
      if ((await this.#disk.freeBytes(this.#folder)) <= this.#bytes) return;
      await writeAtomically(this.#disk, this.#path, incompressible(this.#bytes));
    } catch (error) {
      // What was acknowledged does not depend on the reserve; a failing disk shows in the writes that do matter.
      if (!(error instanceof SottoError)) throw error;
    }
  }

  get #path(): string {
    return join(this.#folder, fileNames.reserve);
  }

  async #release(): Promise<void> {
    await this.#disk.remove(this.#path);
    await this.#disk.syncFolder(this.#folder);
  }
}

/** Zeros sealed under a key that nobody keeps: libsodium's own randomness takes seconds for so much. */
function incompressible(length: number): Uint8Array {
  const zeros = new Uint8Array(length - tagLength);
  return aeadSeal(randomBytes(keyLength), randomBytes(nonceLength), zeros, new Uint8Array());
}
