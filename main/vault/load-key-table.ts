import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import { keyTableDigest, parseKeyTable, type KeyTable } from '../crypto/v1/key-table.ts';
import type { State } from '../crypto/v1/state.ts';
import { readCopies, type Copy } from './copies.ts';
import type { Disk } from './disk.ts';
import { keyTableNames } from './vault-files.ts';

/** Room for some 700,000 keys. */
export const maximumKeyTableBytes = 64 * 1024 * 1024;

export interface LoadedKeyTable {
  readonly table: KeyTable;
  readonly bytes: Bytes;
  readonly copies: readonly Copy[];
}

/**
 * Reads the key table that the state names: only a copy with the state's digest counts.
 *
 * @throws `vault/key-table-damaged` when neither copy is it, `vault/newer-version`, `storage/*`.
 */
export async function loadKeyTable(disk: Disk, folder: string, state: State): Promise<LoadedKeyTable> {
  const names = keyTableNames(state.keyTableGeneration);
  const copies = await readCopies(disk, folder, names, maximumKeyTableBytes);
  for (const { bytes } of copies) {
    if (bytes === null || !arePublicBytesEqual(keyTableDigest(bytes), state.keyTableDigest)) continue;
    const table = parseKeyTable(bytes);
    if (table.generation !== state.keyTableGeneration || !arePublicBytesEqual(table.vaultId, state.vaultId)) break;
    return { table, bytes, copies };
  }
  throw new SottoError('vault/key-table-damaged');
}
