import type { OnDeriving } from './key-derivation.ts';
import { nodeDisk, type Disk } from './disk.ts';
import type { Vault } from './vault.ts';
import { SottoError } from '../../contract/sotto-error.ts';

export interface CreateVaultOptions {
  /** Created if it is not there. Its lock is held by the caller. */
  readonly folder: string;
  readonly passphrase: string;
  readonly onDeriving: OnDeriving;
  readonly disk?: Disk;
}

/**
 * Makes a vault that `passphrase` opens. Everything of it is durable on return; after a crash before that there is
 * no vault, or one that the passphrase opens.
 *
 * @throws `vault/passphrase-too-short`, `vault/passphrase-too-long`, `vault/already-exists`, `vault/folder-not-empty`,
 * `storage/*`.
 */
export async function createVault({ folder, disk = nodeDisk }: CreateVaultOptions): Promise<Vault> {
  await disk.assertWritable(folder);
  throw new SottoError('internal/unexpected');
}
