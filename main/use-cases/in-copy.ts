import { SottoError } from '../../contract/sotto-error.ts';
import { openCatalog } from '../catalog/catalog.ts';
import { EventLog } from '../log/event-log.ts';
import type { Disk } from '../vault/disk.ts';
import { openCopy } from '../vault/open-copy.ts';
import { vaultLockPath } from '../vault/vault-files.ts';
import { acquireLock } from '../vault/vault-lock.ts';
import { keepIndexInStep } from './check-index.ts';
import type { Unlocked } from './unlocked.ts';

export type CopyParts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;

/**
 * Opens a copy of the vault by the vault's own keys, lets `act` work in it, and closes it again. Nothing of it is finished,
 * recovered or carried out as at an unlock, and no unlock is logged.
 *
 * @throws `vault/in-use` while somebody has it open; as `openVault`, `EventLog.open`, `openCatalog`; what `act` throws.
 */
export async function inCopy<Value>(
  parts: Pick<Unlocked, 'vault' | 'clock'>,
  folder: string,
  act: (copy: CopyParts) => Promise<Value>,
  disk?: Disk,
): Promise<Value> {
  const lock = acquireLock(vaultLockPath(folder));
  if (lock === null) throw new SottoError('vault/in-use');
  try {
    return await inCopyThatIsHeld(parts, folder, act, disk);
  } finally {
    lock.release();
  }
}

/** The same by whoever holds the lock of the copy. */
export async function inCopyThatIsHeld<Value>(
  { vault, clock }: Pick<Unlocked, 'vault' | 'clock'>,
  folder: string,
  act: (copy: CopyParts) => Promise<Value>,
  disk?: Disk,
): Promise<Value> {
  const copy = await openCopy(vault, folder, disk);
  try {
    const log = await EventLog.open(copy, clock);
    const catalog = openCatalog(copy.index);
    try {
      const parts = { vault: copy, log, catalog };
      keepIndexInStep(parts);
      return await act(parts);
    } finally {
      catalog.close();
    }
  } finally {
    copy.close();
  }
}
