import { basename, dirname, join } from 'node:path';
import { vaultIdSchema } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { toHex } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import { randomBytes } from '../crypto/sodium.ts';
import { sealPassphraseSlot } from '../crypto/v1/slots.ts';
import { idLength } from '../crypto/v1/versions.ts';
import { temporarySuffix } from './atomic-file.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { isVault } from './find-vault.ts';
import { announce, chooseParameters, measureCost, type OnDeriving } from './key-derivation.ts';
import { assertPassphraseLength } from './passphrase-length.ts';
import { Reserve } from './reserve.ts';
import { isTemporary } from './tidy-folder.ts';
import { fileNames, keyTableNames, logName } from './vault-files.ts';
import type { Vault } from './vault.ts';
import { firstGeneration, writeNewVault } from './write-new-vault.ts';

export interface CreateVaultOptions {
  /** Created if it is not there. Its lock is held by the caller. */
  readonly folder: string;
  readonly passphrase: string;
  readonly onDeriving: OnDeriving;
  readonly disk?: Disk;
}

/**
 * Makes a vault that `passphrase` opens, with Argon2id parameters that take this machine about a second. Everything
 * of it is durable on return; after a crash before that there is no vault, or one that the passphrase opens.
 *
 * @throws `vault/passphrase-too-short`, `vault/passphrase-too-long`, `vault/already-exists`, `vault/folder-not-empty`,
 * `storage/*`.
 */
export async function createVault(options: CreateVaultOptions): Promise<Vault> {
  const { folder, passphrase, onDeriving, disk = nodeDisk } = options;
  assertPassphraseLength(passphrase);
  await prepareFolder(disk, folder);
  const cost = measureCost();
  const parameters = chooseParameters(cost);
  await announce(onDeriving, parameters, cost);
  const masterKey = SecretKey.random('vault-master');
  try {
    const vaultId = randomBytes(idLength);
    const slot = sealPassphraseSlot(vaultId, passphrase, parameters, masterKey);
    const id = vaultIdSchema.parse(toHex(vaultId));
    return await writeNewVault(id, [slot], masterKey, new Reserve(disk, folder), folder, disk);
  } catch (error) {
    masterKey.wipe();
    throw error;
  }
}

/** Names that a file manager leaves in a folder that a person calls empty. */
export const invisibleNames: readonly string[] = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

/** The mark of a creation, and the file that a crash leaves before it has its name. */
const marks: readonly string[] = [fileNames.creating, fileNames.creating + temporarySuffix];

/** What a creation that did not finish may leave, besides files half written. */
const unfinishedNames: readonly string[] = [
  fileNames.creating,
  logName(firstGeneration),
  fileNames.recordings,
  fileNames.reserve,
  ...fileNames.slots,
  ...fileNames.state,
  ...keyTableNames(firstGeneration),
];

/**
 * Makes sure that nothing is there but the lock, or what an interrupted creation left, which `writeNewVault` then
 * replaces. The mark `creating` alone is not believed: a vault in use has files that no creation makes.
 */
async function prepareFolder(disk: Disk, folder: string): Promise<void> {
  await disk.makeFolder(folder);
  await disk.assertWritable(folder);
  await disk.syncFolder(dirname(folder));
  const names = (await disk.list(folder)).filter((name) => !isLock(name) && !invisibleNames.includes(name));
  if (names.length === 0) return;
  if (isVault(names)) throw new SottoError('vault/already-exists');
  const isUnfinished =
    names.some((name) => marks.includes(name)) &&
    names.every((name) => unfinishedNames.includes(name) || isTemporary(name));
  if (!isUnfinished) throw new SottoError('vault/folder-not-empty');
  const recordings = names.includes(fileNames.recordings) ? await disk.list(join(folder, fileNames.recordings)) : [];
  if (recordings.length > 0) throw new SottoError('vault/folder-not-empty');
}

/** SQLite may keep a journal beside the lock for a moment. */
export function isLock(name: string): boolean {
  return basename(name, '-journal') === fileNames.lock;
}
