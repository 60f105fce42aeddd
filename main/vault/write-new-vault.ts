import { join } from 'node:path';
import { slotIdSchema, type VaultId } from '../../contract/ids.ts';
import { fromHex, toHex } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { encodeKeyTable, keyTableDigest, sealKeyTableEntry } from '../crypto/v1/key-table.ts';
import { deriveLogKeys, encodeLogHeader, headsDigest } from '../crypto/v1/log-entry.ts';
import { encodeSlots, slotsDigest, type Slot } from '../crypto/v1/slots.ts';
import { encodeState, wrapIndexKey, wrapKeyTableKey, type State } from '../crypto/v1/state.ts';
import { writeAtomically } from './atomic-file.ts';
import { writeCopies } from './copies.ts';
import type { Disk } from './disk.ts';
import { OpenKeyTable } from './key-table-store.ts';
import type { Reserve } from './reserve.ts';
import { SlotStore } from './slot-store.ts';
import { StateStore } from './state-store.ts';
import { fileNames, keyTableNames, logName } from './vault-files.ts';
import { Vault } from './vault.ts';

export const firstGeneration = 1;

/**
 * Writes the files of a new vault, the state last, under the mark `creating`, which goes when all of them are
 * durable. Files of an interrupted creation are replaced.
 *
 * @param masterKey taken over by the vault; stays the caller's when this throws.
 * @throws `storage/*`.
 */
export async function writeNewVault(
  vaultId: VaultId,
  slots: readonly [Slot, ...Slot[]],
  masterKey: SecretKey<'vault-master'>,
  reserve: Reserve,
  folder: string,
  disk: Disk,
): Promise<Vault> {
  const id = fromHex(vaultId);
  await writeAtomically(disk, join(folder, fileNames.creating), new Uint8Array());
  // States of an earlier attempt would otherwise make this one look complete too soon.
  for (const name of [...fileNames.state, ...fileNames.slots]) await disk.remove(join(folder, name));
  await disk.syncFolder(folder);

  const keyTableKey = SecretKey.random('key-table');
  const indexKey = SecretKey.random('index');
  const signingSeed = SecretKey.random('signing');
  const entries = [sealKeyTableEntry(keyTableKey, id, id, signingSeed)];
  signingSeed.wipe();
  const table = { vaultId: id, generation: firstGeneration, entries };
  const tableBytes = encodeKeyTable(table);
  const slotsBytes = encodeSlots(id, slots, masterKey);
  const state: State = {
    vaultId: id,
    sequence: 1,
    slotsDigest: slotsDigest(slotsBytes),
    keyTableGeneration: firstGeneration,
    keyTableDigest: keyTableDigest(tableBytes),
    wrappedKeyTableKey: wrapKeyTableKey(masterKey, keyTableKey, id, firstGeneration),
    indexGeneration: firstGeneration,
    wrappedIndexKey: wrapIndexKey(masterKey, indexKey, id, firstGeneration),
    logCount: 0,
    headsDigest: headsDigest([]),
  };
  await writeCopies(disk, folder, keyTableNames(firstGeneration), tableBytes);
  await writeAtomically(disk, join(folder, logName(firstGeneration)), encodeLogHeader(id));
  await disk.makeFolder(join(folder, fileNames.recordings));
  await writeCopies(disk, folder, fileNames.slots, slotsBytes);
  await writeCopies(disk, folder, fileNames.state, encodeState(state, masterKey));
  await reserve.refill();
  await disk.remove(join(folder, fileNames.creating));
  await disk.syncFolder(folder);

  const states = new StateStore(disk, folder, masterKey, state);
  return new Vault({
    folder,
    disk,
    vaultId,
    masterKey,
    indexKey,
    logKeys: deriveLogKeys(masterKey),
    states,
    keyTable: new OpenKeyTable({
      disk,
      folder,
      masterKey,
      states,
      table,
      keyTableKey,
      lastGeneration: firstGeneration,
    }),
    slots: new SlotStore({ disk, folder, masterKey, states, bytes: slotsBytes }),
    openedBy: slotIdSchema.parse(toHex(slots[0].slotId)),
    reserve,
  });
}
