import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newSecrets, openWithMasterKey, temporaryFolder, writeVault } from '../../support/vault-setting.ts';

const secrets = newSecrets();

async function readAll(folder: string): Promise<Map<string, string>> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      entries.map(async ({ name }) => [name, (await readFile(join(folder, name))).toString('hex')] as const),
    ),
  );
}

/** Of no use to root, who may write everywhere: tests run as a normal user. */
describe('in a folder that this user may only read', () => {
  it('the vault says so, and is left as it was', async () => {
    await using folder = await temporaryFolder();
    await writeVault(secrets, folder.path);
    await writeFile(join(folder.path, 'state.a'), 'damaged');
    const before = await readAll(folder.path);
    await chmod(folder.path, 0o500);
    const opening = openWithMasterKey(secrets, folder.path);
    await expect(opening).rejects.toMatchObject({ code: 'storage/permission-denied' });
    await chmod(folder.path, 0o700);
    expect(await readAll(folder.path)).toEqual(before);
  });
});
