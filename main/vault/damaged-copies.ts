import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import { keyTableDigest } from '../crypto/v1/key-table.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { maximumSlots, slotLength, slotsDigest } from '../crypto/v1/slots.ts';
import { encodeState, stateLength, type State } from '../crypto/v1/state.ts';
import { readCopies, type Copy } from './copies.ts';
import type { Disk } from './disk.ts';
import { maximumKeyTableBytes } from './load-key-table.ts';
import { fileNames, keyTableNames } from './vault-files.ts';

/**
 * The names of copies of slots, state and key table that are missing, unreadable, or other than `state` and what it names.
 *
 * @throws `storage/*` for anything but a failed read.
 */
export async function findDamagedCopies(
  disk: Disk,
  folder: string,
  state: State,
  masterKey: SecretKey<'vault-master'>,
): Promise<string[]> {
  const differing = (copies: readonly Copy[], isRight: (bytes: Bytes) => boolean): string[] =>
    copies.filter(({ bytes }) => bytes === null || !isRight(bytes)).map(({ name }) => name);
  const encoded = encodeState(state, masterKey);
  const keyTables = keyTableNames(state.keyTableGeneration);
  return [
    ...differing(await readCopies(disk, folder, fileNames.slots, (maximumSlots + 1) * slotLength), (bytes) =>
      arePublicBytesEqual(slotsDigest(bytes), state.slotsDigest),
    ),
    ...differing(await readCopies(disk, folder, fileNames.state, stateLength), (bytes) =>
      arePublicBytesEqual(bytes, encoded),
    ),
    ...differing(await readCopies(disk, folder, keyTables, maximumKeyTableBytes), (bytes) =>
      arePublicBytesEqual(keyTableDigest(bytes), state.keyTableDigest),
    ),
  ];
}
