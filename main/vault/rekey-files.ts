import { join } from 'node:path';
import type { VaultId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, type Bytes } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { deriveLogKeys, type LogKeys } from '../crypto/v1/log-entry.ts';
import { encodeSlots, slotsDigest, type Slot } from '../crypto/v1/slots.ts';
import { wrapIndexKey } from '../crypto/v1/state.ts';
import { writeAtomically } from './atomic-file.ts';
import { writeCopies } from './copies.ts';
import type { Disk } from './disk.ts';
import type { OpenKeyTable } from './key-table-store.ts';
import type { StateStore } from './state-store.ts';
import { isOfOtherGeneration, type Generations } from './tidy-folder.ts';
import { fileNames, indexGeneration, indexPath, logName } from './vault-files.ts';

/** Of an open vault. */
interface RekeyParts {
  readonly folder: string;
  readonly disk: Disk;
  readonly vaultId: VaultId;
  readonly states: StateStore;
  readonly keyTable: OpenKeyTable;
}

/** What others write of a vault that is given new keys. All of it is durable on return, and none of it counts yet. */
export interface Renewal {
  /** The slots that stay, for the new master key. */
  readonly makeSlots: (masterKey: SecretKey<'vault-master'>) => readonly Slot[] | Promise<readonly Slot[]>;
  /** Answers how many entries it wrote, and the digest of their heads. */
  readonly writeLog: (path: string, keys: LogKeys) => Promise<{ readonly count: number; readonly headsDigest: Bytes }>;
  readonly writeIndex: (place: { readonly path: string; readonly key: SecretKey<'index'> }, logCount: number) => void;
  /** The new keys hold: lets go of the old index, whose file is removed after this. */
  readonly onCommitted: () => void;
}

/**
 * A new master key, and under it everything that hung on the old one: slots, state, key-table key, log and index. First
 * what has a generation in its name is written beside the old; then the first copy of the slots, both states, the second
 * copy of the slots; then the old generations are removed. Until the first state is there the old slots open the vault
 * as it was, from the second on only the new ones do, in between each opens a whole vault.
 *
 * @param onCommitting called before anything that counts is written over.
 */
export async function rekeyFiles(
  { folder, disk, vaultId, states, keyTable }: RekeyParts,
  renewal: Renewal,
  onCommitting: () => void,
): Promise<void> {
  const id = fromHex(vaultId);
  const masterKey = SecretKey.random('vault-master');
  const indexKey = SecretKey.random('index');
  const logKeys = deriveLogKeys(masterKey);
  try {
    const slots = encodeSlots(id, await renewal.makeSlots(masterKey), masterKey);
    // Never one that was tried before: SQLite may have left something of it.
    const generation = Math.max(...(await disk.list(folder)).map((name) => indexGeneration(name) ?? 0)) + 1;
    const keys = await keyTable.writeRekeyed(masterKey);
    const log = await renewal.writeLog(join(folder, logName(generation)), logKeys);
    renewal.writeIndex({ path: indexPath(folder, generation), key: indexKey }, log.count);
    const state = states.rekeyed(
      {
        ...keys,
        slotsDigest: slotsDigest(slots),
        indexGeneration: generation,
        wrappedIndexKey: wrapIndexKey(masterKey, indexKey, id, generation),
        logCount: log.count,
        headsDigest: log.headsDigest,
      },
      masterKey,
    );
    onCommitting();
    await writeAtomically(disk, join(folder, fileNames.slots[0]), slots);
    await writeCopies(disk, folder, fileNames.state, state);
    await writeAtomically(disk, join(folder, fileNames.slots[1]), slots);
    renewal.onCommitted();
    await removeOtherGenerations({ folder, disk }, { ...keys, indexGeneration: generation });
  } finally {
    for (const key of [masterKey, indexKey, logKeys.sealing, logKeys.heads]) key.wipe();
  }
}

/** What cannot be removed now goes at the next opening. */
async function removeOtherGenerations(
  { folder, disk }: Pick<RekeyParts, 'folder' | 'disk'>,
  generations: Generations,
): Promise<void> {
  try {
    const others = (await disk.list(folder)).filter((name) => isOfOtherGeneration(name, generations));
    for (const name of others) await disk.remove(join(folder, name));
    await disk.syncFolder(folder);
  } catch (error) {
    if (!(error instanceof SottoError)) throw error;
  }
}
