import type { OpeningNotice } from '../../contract/app-state.ts';
import type { OnDeriving } from './key-derivation.ts';
import { nodeDisk, type Disk } from './disk.ts';
import type { Vault } from './vault.ts';
import { SottoError } from '../../contract/sotto-error.ts';

export interface OpenVaultOptions {
  /** Its lock is held by the caller. */
  readonly folder: string;
  readonly passphrase: string;
  readonly onDeriving: OnDeriving;
  readonly disk?: Disk;
}

export interface OpenedVault {
  readonly vault: Vault;
  /** What was found and mended, for the person to know; never empty when something was. */
  readonly notices: readonly OpeningNotice[];
}

/**
 * Opens a vault: checks everything against its state, finishes what a crash interrupted, and mends a damaged copy
 * from the good one. A vault that does not open is left exactly as it was.
 *
 * @throws `vault/not-found`, `vault/unlock-failed` (a wrong passphrase or a damaged slot: the two cannot be told
 * apart), `vault/slots-damaged`, `vault/state-damaged`, `vault/key-table-damaged`, `vault/newer-version`,
 * `vault/key-derivation-refused`, `storage/*`.
 */
export async function openVault({ folder, disk = nodeDisk }: OpenVaultOptions): Promise<OpenedVault> {
  await disk.assertWritable(folder);
  throw new SottoError('internal/unexpected');
}
