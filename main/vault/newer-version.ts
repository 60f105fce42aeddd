import { join } from 'node:path';
import { SottoError } from '../../contract/sotto-error.ts';
import { ByteReader } from '../crypto/bytes.ts';
import { keyTableMagic, logMagic, readVersion, slotsMagic, stateMagic } from '../crypto/v1/versions.ts';
import type { Disk } from './disk.ts';
import { fileNames, isLogName, keyTableGeneration } from './vault-files.ts';

const prefixLength = slotsMagic.length + 2;

/**
 * Refuses a vault of which any file was written by a later version, before anything in it is touched: a later version
 * may have left off in the middle of a change that this one would mend away.
 *
 * @throws `vault/newer-version`, `storage/*`.
 */
export async function assertNotNewer(disk: Disk, folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const magic = magicOf(name);
    if (magic === null) continue;
    const prefix = await readPrefix(disk, join(folder, name));
    if (prefix !== null) assertPrefixNotNewer(prefix, magic);
  }
}

function magicOf(name: string): Uint8Array | null {
  if (fileNames.slots.some((slots) => slots === name)) return slotsMagic;
  if (fileNames.state.some((state) => state === name)) return stateMagic;
  if (keyTableGeneration(name) !== null) return keyTableMagic;
  return isLogName(name) ? logMagic : null;
}

/** What cannot be read is damaged, not newer. */
async function readPrefix(disk: Disk, path: string): Promise<Uint8Array | null> {
  try {
    return await disk.read(path, prefixLength);
  } catch (error) {
    if (error instanceof SottoError && error.code === 'storage/io-failed') return null;
    throw error;
  }
}

function assertPrefixNotNewer(prefix: Uint8Array, magic: Uint8Array): void {
  try {
    readVersion(new ByteReader(prefix), magic);
  } catch (error) {
    if (!(error instanceof SottoError) || error.code === 'vault/newer-version') throw error;
  }
}
