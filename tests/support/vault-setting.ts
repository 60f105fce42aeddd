import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  notesIdSchema,
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  vaultIdSchema,
  type NotesId,
  type PersonId,
  type RecordingId,
  type SessionId,
  type VaultId,
} from '../../contract/ids.ts';
import { toHex, type Bytes } from '../../main/crypto/bytes.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { minimumParameters } from '../../main/crypto/v1/passphrase.ts';
import { sealPassphraseSlot, type PassphraseSlot } from '../../main/crypto/v1/slots.ts';
import { idLength } from '../../main/crypto/v1/versions.ts';
import { nodeDisk, type Disk } from '../../main/vault/disk.ts';
import { openVaultBy, type OpenedVault } from '../../main/vault/open-vault.ts';
import { Reserve } from '../../main/vault/reserve.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { writeNewVault } from '../../main/vault/write-new-vault.ts';

export const passphrase = 'correct horse battery staple';
/** Small, so that tests on real disks are quick. */
export const reserveBytes = 64 * 1024;
export const clock = { nowMs: () => 1_700_000_000_000, monotonicMs: () => 0 };

/** A master key and a slot for it; made once, for a slot costs a key derivation. */
export interface Secrets {
  readonly vaultId: VaultId;
  readonly slot: PassphraseSlot;
  /** A fresh copy each time: vaults wipe theirs. */
  readonly masterKey: () => SecretKey<'vault-master'>;
}

export function newSecrets(): Secrets {
  const id = randomBytes(idLength);
  const bytes = randomBytes(32);
  const masterKey = () => SecretKey.take('vault-master', new Uint8Array(bytes));
  return {
    vaultId: vaultIdSchema.parse(toHex(id)),
    slot: sealPassphraseSlot(id, passphrase, minimumParameters, masterKey()),
    masterKey,
  };
}

/** A vault with the cheapest passphrase slot that the format allows. */
export function writeVault(secrets: Secrets, folder: string, disk: Disk = nodeDisk): Promise<Vault> {
  const reserve = new Reserve(disk, folder, reserveBytes);
  return writeNewVault(secrets.vaultId, [secrets.slot], secrets.masterKey(), reserve, folder, disk);
}

/** Opens without deriving: the master key is known. */
export function openWithMasterKey(secrets: Secrets, folder: string, disk: Disk = nodeDisk): Promise<OpenedVault> {
  const unlock = () => Promise.resolve({ masterKey: secrets.masterKey(), slotId: null });
  return openVaultBy(unlock, new Reserve(disk, folder, reserveBytes), folder, disk);
}

export interface TemporaryFolder {
  readonly path: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'sotto-vault-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

export function newRecordingId(): RecordingId {
  return recordingIdSchema.parse(newHexId());
}

export function newNotesId(): NotesId {
  return notesIdSchema.parse(newHexId());
}

export function newSessionId(): SessionId {
  return sessionIdSchema.parse(newHexId());
}

export function newPersonId(): PersonId {
  return personIdSchema.parse(newHexId());
}

function newHexId(): string {
  return toHex(randomBytes(idLength));
}

/** The key of a recording, to compare; null when it has none. */
export function keyBytes(vault: Vault, recordingId: RecordingId): string | null {
  const key = vault.recordingKey(recordingId);
  if (key === null) return null;
  try {
    return key.use(toHex);
  } finally {
    key.wipe();
  }
}

export function withByteFlipped(bytes: Uint8Array, offset: number): Bytes {
  return Uint8Array.from(bytes, (byte, index) => (index === offset ? byte ^ 1 : byte));
}
