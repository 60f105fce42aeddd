import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../main/crypto/bytes.ts';
import { createVault } from '../../../main/vault/create-vault.ts';
import { isVaultIn } from '../../../main/vault/find-vault.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { unlockByPassphrase } from '../../../main/vault/unlock.ts';
import { acquireLock } from '../../../main/vault/vault-lock.ts';
import { vaultLockPath } from '../../../main/vault/vault-files.ts';
import { newSecrets, passphrase, temporaryFolder, writeVault } from '../../support/vault-setting.ts';

function create(folder: string, words = passphrase) {
  return createVault({ folder, passphrase: words, onDeriving: () => undefined });
}

describe('creating a vault', () => {
  it('makes one under a lock, in a folder made for it, that its passphrase opens however it is typed', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'made', 'for it');
    await mkdir(path, { recursive: true });
    const lock = acquireLock(vaultLockPath(path));
    expect(lock).not.toBeNull();

    const heard: number[] = [];
    const onDeriving = (expectedMs: number) => heard.push(expectedMs);
    const made = await createVault({ folder: path, passphrase: 'caf\u00e9 au lait, s.v.p.', onDeriving });
    expect(await isVaultIn(path)).toBe(true);
    const indexKey = made.index.key.use(toHex);
    made.close();

    const { vault, notices } = await openVault(unlockByPassphrase('cafe\u0301 au lait, s.v.p.', onDeriving), path);
    expect(notices).toEqual([]);
    expect(vault.vaultId).toBe(made.vaultId);
    expect(vault.index).toMatchObject({ path: made.index.path });
    expect(vault.index.key.use(toHex)).toBe(indexKey);
    expect(heard).toHaveLength(2);
    lock?.release();
  });

  it('refuses a passphrase that is too short or too long, counted as a person counts', async () => {
    await using folder = await temporaryFolder();
    for (const short of ['', 'eleven char', 'e\u0301'.repeat(11), '\u{1f600}'.repeat(11)]) {
      await expect(create(folder.path, short)).rejects.toMatchObject({ code: 'vault/passphrase-too-short' });
    }
    const long = create(folder.path, 'x'.repeat(1025));
    await expect(long).rejects.toMatchObject({ code: 'vault/passphrase-too-long' });
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('refuses a folder that holds anything, and leaves it as it was', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'letter.txt'), '');
    await expect(create(folder.path)).rejects.toMatchObject({ code: 'vault/folder-not-empty' });
    expect(await readdir(folder.path)).toEqual(['letter.txt']);
  });

  it('refuses a folder that holds a vault', async () => {
    await using folder = await temporaryFolder();
    await writeVault(newSecrets(), folder.path);
    await expect(create(folder.path)).rejects.toMatchObject({ code: 'vault/already-exists' });
  });

  it('goes on where a crash left nothing but the mark, not yet with its name', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'creating.tmp'), '');
    (await create(folder.path)).close();
    expect(await readdir(folder.path)).not.toContain('creating.tmp');
  });

  it('does not take a vault in use for an unfinished one, whatever mark lies in it', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'creating'), '');
    await writeFile(join(folder.path, 'keys.1.a'), '');
    await mkdir(join(folder.path, 'recordings', 'one'), { recursive: true });
    await expect(create(folder.path)).rejects.toMatchObject({ code: 'vault/folder-not-empty' });
    await writeFile(join(folder.path, 'index.1'), '');
    await expect(create(folder.path)).rejects.toMatchObject({ code: 'vault/folder-not-empty' });
  });
});
