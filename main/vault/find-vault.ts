import { SottoError } from '../../contract/sotto-error.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { fileNames } from './vault-files.ts';

const essential: readonly string[] = [...fileNames.slots, ...fileNames.state];

/**
 * Whether these names are those of a vault, whatever its health. While `creating` is there the vault counts only once
 * it is complete: before that nobody was told that it exists.
 */
export function isVault(names: readonly string[]): boolean {
  const present = essential.filter((name) => names.includes(name));
  return names.includes(fileNames.creating) ? present.length === essential.length : present.length > 0;
}

/** Whether there is a vault in `folder`; needs no passphrase. A folder that is not there holds none. @throws `storage/*`. */
export async function isVaultIn(folder: string, disk: Disk = nodeDisk): Promise<boolean> {
  try {
    return isVault(await disk.list(folder));
  } catch (error) {
    if (error instanceof SottoError && error.code === 'storage/folder-gone') return false;
    throw error;
  }
}
