import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../../main/crypto/bytes.ts';
import { isSigned } from '../../../main/crypto/v1/signing-key.ts';
import { openKeyTableEntry, parseKeyTable } from '../../../main/crypto/v1/key-table.ts';
import { openState, unwrapKeyTableKey } from '../../../main/crypto/v1/state.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import {
  keyBytes,
  newNotesId,
  newRecordingId,
  newSecrets,
  openWithMasterKey,
  temporaryFolder,
  writeVault,
} from '../../support/vault-setting.ts';

const secrets = newSecrets();

async function keyTables(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('keys.')).sort();
}

function keysOf(vault: Vault): Record<string, string | null> {
  return Object.fromEntries(vault.recordingIds.map((recordingId) => [recordingId, keyBytes(vault, recordingId)]));
}

describe('recording keys', () => {
  it('are found again after the vault was closed, each its own', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    for (const recordingId of [newRecordingId(), newRecordingId(), newRecordingId()]) {
      await vault.addRecordingKey(recordingId);
    }
    const keys = keysOf(vault);
    expect(new Set(Object.values(keys)).size).toBe(3);
    vault.close();
    const { vault: again } = await openWithMasterKey(secrets, folder.path);
    expect(keysOf(again)).toEqual(keys);
  });

  it('are made once for a recording, and there is none for a recording unknown', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const recordingId = newRecordingId();
    expect(vault.recordingKey(recordingId)).toBeNull();
    await vault.addRecordingKey(recordingId);
    await expect(vault.addRecordingKey(recordingId)).rejects.toMatchObject({ code: 'request/conflict' });
  });

  it('are all there when many were asked for at the same time', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const recordingIds = Array.from({ length: 8 }, newRecordingId);
    const noHeads = vault.committedLog.headsDigest;
    await Promise.all([
      ...recordingIds.map((recordingId) => vault.addRecordingKey(recordingId)),
      vault.commitLog(0, noHeads),
      vault.destroyRecordingKeys(recordingIds.slice(0, 1)),
    ]);
    const { vault: again } = await openWithMasterKey(secrets, folder.path);
    expect([...again.recordingIds].sort()).toEqual(recordingIds.slice(1).sort());
  });

  it('are gone after destruction, and the others stay', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const [gone, kept] = [newRecordingId(), newRecordingId()];
    await vault.addRecordingKey(gone);
    await vault.addRecordingKey(kept);
    const key = keyBytes(vault, kept);
    await vault.destroyRecordingKeys([gone]);
    expect(keysOf(vault)).toEqual({ [kept]: key });
    const { vault: again } = await openWithMasterKey(secrets, folder.path);
    expect(keysOf(again)).toEqual({ [kept]: key });
    await again.destroyRecordingKeys([gone]);
    expect(await keyTables(folder.path)).toEqual(['keys.4.a', 'keys.4.b']);
  });

  it('cannot be had from an old key table kept aside with all that the living vault knows', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const [gone, kept] = [newRecordingId(), newRecordingId()];
    await vault.addRecordingKey(gone);
    await vault.addRecordingKey(kept);
    const oldTable = parseKeyTable(await readFile(join(folder.path, 'keys.3.a')));
    const oldState = await readFile(join(folder.path, 'state.a'));
    await vault.destroyRecordingKeys([gone]);

    const state = openState(await readFile(join(folder.path, 'state.b')), secrets.masterKey());
    const keyTableKey = unwrapKeyTableKey(secrets.masterKey(), state);
    const opens = (table: typeof oldTable) =>
      table.entries.filter((entry) => {
        try {
          openKeyTableEntry(keyTableKey, table.vaultId, entry, 'recording').wipe();
          return true;
        } catch {
          return false;
        }
      }).length;
    // One of them is the vault's own.
    expect(opens(parseKeyTable(await readFile(join(folder.path, 'keys.4.a'))))).toBe(2);
    expect(oldTable.entries).toHaveLength(3);
    expect(opens(oldTable)).toBe(0);

    // What opened it was wrapped in the old state, of which no file is left.
    const oldKey = Buffer.from(openState(oldState, secrets.masterKey()).wrappedKeyTableKey);
    for (const entry of await readdir(folder.path, { withFileTypes: true })) {
      if (entry.isFile()) expect((await readFile(join(folder.path, entry.name))).includes(oldKey)).toBe(false);
    }
  });

  it('are not to be had once the vault is closed', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const recordingId = newRecordingId();
    await vault.addRecordingKey(recordingId);
    vault.close();
    expect(() => vault.recordingKey(recordingId)).toThrow('the key was wiped');
    expect(() => vault.index.key.use(() => null)).toThrow('the key was wiped');
    expect(() => vault.logKeys.sealing.use(() => null)).toThrow('the key was wiped');
  });
});

describe('the key of notes', () => {
  it('is found again, and goes alone when it is destroyed', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const [recordingId, notesId, otherNotesId] = [newRecordingId(), newNotesId(), newNotesId()];
    await vault.addRecordingKey(recordingId);
    await vault.addNotesKey(notesId);
    await vault.addNotesKey(otherNotesId);
    const [recordingKey, notesKey] = [keyBytes(vault, recordingId), vault.notesKey(notesId)?.use(toHex)];
    vault.close();
    const { vault: again } = await openWithMasterKey(secrets, folder.path);
    expect(again.notesKey(notesId)?.use(toHex)).toBe(notesKey);
    await again.destroyNotesKey(notesId);
    const { vault: destroyed } = await openWithMasterKey(secrets, folder.path);
    expect(destroyed.notesKey(notesId)).toBeNull();
    expect([notesId, otherNotesId, recordingId].map((id) => destroyed.hasKey(id))).toEqual([false, true, true]);
    expect(keyBytes(destroyed, recordingId)).toBe(recordingKey);
  });
});

describe('the signing key', () => {
  it('is the same after a key was destroyed and the vault opened again, and is nobody’s recording', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const publicKey = vault.signingPublicKey;
    const recordingId = newRecordingId();
    await vault.addRecordingKey(recordingId);
    await vault.destroyRecordingKeys([recordingId]);
    expect(vault.recordingIds).toEqual([]);
    vault.close();
    const { vault: again } = await openWithMasterKey(secrets, folder.path);
    expect(again.signingPublicKey).toEqual(publicKey);
    const message = utf8('a certificate');
    expect(isSigned(publicKey, again.sign('recovery signature', message), 'recovery signature', message)).toBe(true);
  });
});
