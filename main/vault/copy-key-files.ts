import type { SecretKey } from '../crypto/secret-key.ts';
import { encodeState } from '../crypto/v1/state.ts';
import { writeCopies } from './copies.ts';
import type { Disk } from './disk.ts';
import { loadKeyTable } from './load-key-table.ts';
import type { SlotStore } from './slot-store.ts';
import type { StateStore } from './state-store.ts';
import { fileNames, keyTableNames } from './vault-files.ts';

interface KeyFiles {
  readonly disk: Disk;
  readonly folder: string;
  readonly masterKey: SecretKey<'vault-master'>;
  readonly states: StateStore;
  readonly slots: SlotStore;
}

/**
 * Writes key table, slots and state of an open vault to another folder, each twice, as the open vault goes by them: a
 * damaged copy is not copied. The state comes last.
 *
 * @param writeOthers what the state names besides; all of it is durable on return.
 * @throws `vault/key-table-damaged` when neither copy is whole, what `writeOthers` throws, `storage/*`.
 */
export async function copyKeyFiles(
  { disk, folder, masterKey, states, slots }: KeyFiles,
  to: string,
  writeOthers: () => Promise<void>,
): Promise<void> {
  const state = states.current;
  const { bytes } = await loadKeyTable(disk, folder, state);
  await writeCopies(disk, to, keyTableNames(state.keyTableGeneration), bytes);
  await writeOthers();
  await writeCopies(disk, to, fileNames.slots, slots.file);
  await writeCopies(disk, to, fileNames.state, encodeState(state, masterKey));
}
