import { SottoError } from '../../contract/sotto-error.ts';
import type { Disk } from './disk.ts';
import { openVaultBy } from './open-vault.ts';
import { Reserve } from './reserve.ts';
import type { Vault } from './vault.ts';

/**
 * Opens a copy of an open vault in another folder by the vault's own keys. Its lock is held by the caller, who closes it.
 *
 * @throws as `openVault`: `vault/slots-damaged` also where the copy has other keys, `vault/state-damaged` also for one that may
 * have been set back: what is destroyed in it could take the table of keys along that holds what was made later.
 */
export async function openCopy(vault: Vault, folder: string, disk: Disk = vault.disk): Promise<Vault> {
  const { vault: copy, notices } = await openVaultBy(vault.unlockCopy, new Reserve(disk, folder), folder, disk);
  if (!notices.includes('possible-rollback')) return copy;
  copy.close();
  throw new SottoError('vault/state-damaged');
}
