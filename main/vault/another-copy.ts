import type { VaultId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, toHex, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { areSlotsAuthentic, parseSlots, slotsDigest, type SlotsFile } from '../crypto/v1/slots.ts';
import { stateLength } from '../crypto/v1/state.ts';
import { chooseState } from './choose-state.ts';
import { readCopies, type Copy } from './copies.ts';
import type { Disk } from './disk.ts';
import { isVault } from './find-vault.ts';
import { loadKeyTable } from './load-key-table.ts';
import { assertNotNewer } from './newer-version.ts';
import { readSlotCopies } from './slot-store.ts';
import { fileNames } from './vault-files.ts';

/** What a folder is to an open vault. */
export type LookedAtCopy =
  /** No vault, or another one. */
  | { readonly kind: 'foreign' }
  /** A copy from before the vault was given new keys, or after. */
  | { readonly kind: 'other-keys' }
  /** Damaged, or of a newer version. */
  | { readonly kind: 'unreadable' }
  /** `ownerIds`: whoever has a key in it. */
  | { readonly kind: 'opens'; readonly ownerIds: ReadonlySet<string> };

/** Reads a copy of an open vault by the vault's own keys; nothing is written. @throws `storage/*`. */
export async function lookAtCopy(
  disk: Disk,
  folder: string,
  masterKey: SecretKey<'vault-master'>,
  vaultId: VaultId,
): Promise<LookedAtCopy> {
  const names = await disk.list(folder);
  if (!isVault(names)) return { kind: 'foreign' };
  const slots = (await readSlotCopies(disk, folder)).flatMap(parsed);
  const ours = slots.filter(({ file }) => toHex(file.vaultId) === vaultId);
  if (slots.length === 0) return { kind: 'unreadable' };
  if (ours.length === 0) return { kind: 'foreign' };
  const authentic = ours.filter(({ file }) => areSlotsAuthentic(file, masterKey));
  const [first] = authentic;
  if (first === undefined) return { kind: 'other-keys' };
  try {
    await assertNotNewer(disk, folder, names);
    const states = await readCopies(disk, folder, fileNames.state, stateLength);
    const chosen = chooseState(states, masterKey, first.file.vaultId);
    const isNamed = authentic.some(
      ({ bytes }) => chosen !== null && arePublicBytesEqual(slotsDigest(bytes), chosen.state.slotsDigest),
    );
    if (chosen === null || !isNamed) return { kind: 'unreadable' };
    const { table } = await loadKeyTable(disk, folder, chosen.state);
    return { kind: 'opens', ownerIds: new Set(table.entries.map(({ ownerId }) => toHex(ownerId))) };
  } catch (error) {
    if (error instanceof SottoError && !error.code.startsWith('storage/')) return { kind: 'unreadable' };
    throw error;
  }
}

/** One that is damaged is left to the other. */
function parsed({ bytes }: Copy): { readonly bytes: Bytes; readonly file: SlotsFile }[] {
  if (bytes === null) return [];
  try {
    return [{ bytes, file: parseSlots(bytes) }];
  } catch (error) {
    if (error instanceof SottoError) return [];
    throw error;
  }
}
