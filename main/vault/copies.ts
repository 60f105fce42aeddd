import { join } from 'node:path';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import { writeAtomically } from './atomic-file.ts';
import type { Disk } from './disk.ts';
import type { Copies } from './vault-files.ts';

/** One of two copies of a file. */
export interface Copy {
  readonly name: string;
  /** Null when it is missing, unreadable or longer than such a file can be: damaged, whatever the cause. */
  readonly bytes: Bytes | null;
}

/**
 * Reads both copies. What a disk cannot read of one is left to the other.
 *
 * @throws `storage/*` for anything but a failed read.
 */
export async function readCopies(
  disk: Disk,
  folder: string,
  names: Copies,
  maximumBytes: number,
): Promise<readonly [Copy, Copy]> {
  return [await readCopy(disk, folder, names[0], maximumBytes), await readCopy(disk, folder, names[1], maximumBytes)];
}

async function readCopy(disk: Disk, folder: string, name: string, maximumBytes: number): Promise<Copy> {
  try {
    const bytes = await disk.read(join(folder, name), maximumBytes + 1);
    return { name, bytes: bytes !== null && bytes.length > maximumBytes ? null : bytes };
  } catch (error) {
    if (error instanceof SottoError && error.code === 'storage/io-failed') return { name, bytes: null };
    throw error;
  }
}

/** Writes the first copy, then the second; both are durable on return. @throws `storage/*`. */
export async function writeCopies(disk: Disk, folder: string, names: Copies, bytes: Uint8Array): Promise<void> {
  for (const name of names) await writeAtomically(disk, join(folder, name), bytes);
}

/** Makes every copy that differs equal to `chosen`. Answers how many did. @throws `storage/*`. */
export async function mendCopies(
  disk: Disk,
  folder: string,
  copies: readonly Copy[],
  chosen: Uint8Array,
): Promise<number> {
  const different = copies.filter(({ bytes }) => bytes === null || !arePublicBytesEqual(bytes, chosen));
  for (const { name } of different) await writeAtomically(disk, join(folder, name), chosen);
  return different.length;
}
