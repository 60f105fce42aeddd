import { join } from 'node:path';
import type { OpeningNotice } from '../../contract/app-state.ts';
import { slotIdSchema, vaultIdSchema } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { toHex } from '../crypto/bytes.ts';
import { deriveLogKeys } from '../crypto/v1/log-entry.ts';
import { stateLength, unwrapIndexKey, unwrapKeyTableKey } from '../crypto/v1/state.ts';
import { unlockSlots, type UnlockedSlots } from './choose-slots.ts';
import { mendCopies, readCopies, type Copy } from './copies.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { isVault } from './find-vault.ts';
import { OpenKeyTable } from './key-table-store.ts';
import { loadKeyTable } from './load-key-table.ts';
import { assertNotNewer } from './newer-version.ts';
import { Reserve } from './reserve.ts';
import { mayBeRolledBack } from './rollback.ts';
import { readSlotCopies, SlotStore } from './slot-store.ts';
import { StateStore } from './state-store.ts';
import { tidyFolder } from './tidy-folder.ts';
import type { Unlock } from './unlock.ts';
import { fileNames, keyTableGeneration, logName } from './vault-files.ts';
import { Vault } from './vault.ts';

export interface OpenedVault {
  readonly vault: Vault;
  /** What was found and mended, for the person to know. */
  readonly notices: readonly OpeningNotice[];
}

/**
 * Opens a vault: checks everything against its state, finishes what a crash interrupted, and mends a damaged copy
 * from the good one. A vault that does not open is left exactly as it was.
 *
 * @param folder its lock is held by the caller.
 * @param mayBeOlder somebody has seen already that the state may be an older one.
 * @throws `vault/not-found`, `vault/unlock-failed` (a wrong passphrase or a damaged slot: the two cannot be told
 * apart), `vault/slots-damaged`, `vault/state-damaged`, `vault/key-table-damaged`, `vault/newer-version`,
 * `vault/key-derivation-refused`, `storage/*`.
 */
export function openVault(unlock: Unlock, folder: string, mayBeOlder = false): Promise<OpenedVault> {
  return openVaultBy(unlock, new Reserve(nodeDisk, folder), folder, nodeDisk, mayBeOlder);
}

/** `openVault` on another disk, or with another reserve. */
export async function openVaultBy(
  unlock: Unlock,
  reserve: Reserve,
  folder: string,
  disk: Disk = nodeDisk,
  mayBeOlder = false,
): Promise<OpenedVault> {
  const names = await disk.list(folder);
  if (!isVault(names)) throw new SottoError('vault/not-found');
  // A vault that cannot be written cannot log its unlocking; and better said before a second of deriving than after.
  await disk.assertWritable(folder);
  await assertNotNewer(disk, folder, names);
  const slots = await readSlotCopies(disk, folder);
  const states = await readCopies(disk, folder, fileNames.state, stateLength);
  const unlocked = await unlockSlots(slots, states, unlock);
  try {
    return await openUnlocked(unlocked, { folder, disk, reserve, names, slots, states, mayBeOlder });
  } catch (error) {
    unlocked.masterKey.wipe();
    throw error;
  }
}

interface Found {
  readonly folder: string;
  readonly disk: Disk;
  readonly reserve: Reserve;
  readonly names: readonly string[];
  readonly slots: readonly Copy[];
  readonly states: readonly Copy[];
  readonly mayBeOlder: boolean;
}

async function openUnlocked(
  { masterKey, slotId, slotsBytes, chosen }: UnlockedSlots,
  found: Found,
): Promise<OpenedVault> {
  const { folder, disk, reserve, names } = found;
  const { state } = chosen;
  const loaded = await loadKeyTable(disk, folder, state);
  const logPath = join(folder, logName(state.indexGeneration));
  const isDoubtful = found.mayBeOlder || (await mayBeRolledBack(disk, logPath, names, chosen));

  const notices: OpeningNotice[] = [];
  await reserve.using(async () => {
    if ((await mendCopies(disk, folder, found.slots, slotsBytes)) > 0) notices.push('slots-copy-mended');
    if ((await mendCopies(disk, folder, loaded.copies, loaded.bytes)) > 0) notices.push('key-table-copy-mended');
    await mendCopies(disk, folder, found.states, chosen.bytes);
    if (chosen.finding !== 'agree') notices.push('state-copy-mended');
    if (isDoubtful) notices.push('possible-rollback');
    await tidyFolder(disk, folder, names, isDoubtful ? null : state);
  });

  const states = new StateStore(disk, folder, masterKey, state);
  const lastGeneration = Math.max(...names.map((name) => keyTableGeneration(name) ?? 0));
  const keyTable = new OpenKeyTable({
    disk,
    folder,
    masterKey,
    states,
    table: loaded.table,
    keyTableKey: unwrapKeyTableKey(masterKey, state),
    lastGeneration,
  });
  const vault = new Vault({
    folder,
    disk,
    vaultId: vaultIdSchema.parse(toHex(state.vaultId)),
    masterKey,
    indexKey: unwrapIndexKey(masterKey, state),
    logKeys: deriveLogKeys(masterKey),
    states,
    keyTable,
    slots: new SlotStore({ disk, folder, masterKey, states, bytes: slotsBytes }),
    openedBy: slotId === null ? null : slotIdSchema.parse(toHex(slotId)),
    reserve,
  });
  return { vault, notices };
}
