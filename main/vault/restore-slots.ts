import { join } from 'node:path';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import { areSlotsAuthentic, parseSlots, slotsDigest, type SlotsFile } from '../crypto/v1/slots.ts';
import { stateLength } from '../crypto/v1/state.ts';
import { writeAtomically } from './atomic-file.ts';
import { chooseState } from './choose-state.ts';
import { readCopies } from './copies.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { isVault } from './find-vault.ts';
import { assertNotNewer } from './newer-version.ts';
import { mayBeRolledBack } from './rollback.ts';
import { readSlotCopies } from './slot-store.ts';
import { StateStore } from './state-store.ts';
import type { Unlock } from './unlock.ts';
import { fileNames, logName } from './vault-files.ts';

/**
 * Puts a saved copy of the slots in the place of both copies of a vault, when neither of them is the one that its state
 * names (docs/vault-format.md, Saved slots). Who could open the vault when the copy was saved can open it again, also by
 * a passphrase that was changed or removed since. Nothing is written unless `unlock` opens the copy and the copy is of
 * this vault and its present keys. Durable on return; killed at any step it is done again in the same way.
 *
 * @returns whether the state may be an older one, which the opening that follows cannot see any more.
 * @throws `vault/not-found`; `vault/newer-version` when any file is of a later version, before anything is written;
 * `vault/slots-copy-unfit` for a copy of another vault, from before its keys were made new, or that is damaged;
 * `vault/unlock-failed`; `request/conflict` when the vault's own slots are whole; `storage/*`.
 */
export async function restoreSlots(
  folder: string,
  saved: Bytes,
  unlock: Unlock,
  disk: Disk = nodeDisk,
): Promise<{ readonly mayBeOlder: boolean }> {
  const names = await disk.list(folder);
  if (!isVault(names)) throw new SottoError('vault/not-found');
  await assertNotNewer(disk, folder, names);
  const file = parseSaved(saved);
  const opened = await unlock(file);
  if (opened === null) throw new SottoError('vault/unlock-failed');
  const { masterKey } = opened;
  try {
    const stateCopies = await readCopies(disk, folder, fileNames.state, stateLength);
    const chosen = chooseState(stateCopies, masterKey, file.vaultId);
    if (!areSlotsAuthentic(file, masterKey) || chosen === null) throw new SottoError('vault/slots-copy-unfit');
    const isNamed = (bytes: Uint8Array | null): boolean =>
      bytes !== null && arePublicBytesEqual(slotsDigest(bytes), chosen.state.slotsDigest);
    const copies = await readSlotCopies(disk, folder);
    if (copies.some(({ bytes }) => isNamed(bytes))) throw new SottoError('request/conflict');
    const mayBeOlder = await mayBeRolledBack(disk, join(folder, logName(chosen.state.indexGeneration)), names, chosen);
    const [first, second] = fileNames.slots;
    await writeAtomically(disk, join(folder, first), saved);
    await new StateStore(disk, folder, masterKey, chosen.state).commit({ slotsDigest: slotsDigest(saved) });
    await writeAtomically(disk, join(folder, second), saved);
    return { mayBeOlder };
  } finally {
    masterKey.wipe();
  }
}

function parseSaved(saved: Bytes): SlotsFile {
  try {
    return parseSlots(saved);
  } catch (error) {
    if (error instanceof SottoError && error.code === 'integrity/record-malformed') {
      throw new SottoError('vault/slots-copy-unfit');
    }
    throw error;
  }
}
