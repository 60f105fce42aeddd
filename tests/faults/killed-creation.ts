import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openVaultRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { isVaultIn } from '../../main/vault/find-vault.ts';
import { killedAt, oneFileThread } from '../support/killed-at.ts';
import { clock, passphrase, temporaryFolder } from '../support/vault-setting.ts';
import type { FoundVault } from './held-sessions.ts';

const childFile = fileURLToPath(new URL('children/create-vault.ts', import.meta.url));

/**
 * A vault's creation is killed at its `when`-th call to the disk. Then there is none and one can be created, or there is one
 * and it opens. Null if creating came to its end before.
 */
export async function createKilledAt(when: number): Promise<FoundVault | null> {
  await using folder = await temporaryFolder();
  const [strace, ...traced] = killedAt(when);
  const given = [process.execPath, childFile, folder.path, passphrase];
  const child = spawn(strace, [...traced, ...given], { env: oneFileThread, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (child.exitCode === 0) return null;
  const isThere = await isVaultIn(folder.path);
  const beganAt = performance.now();
  const { vault, catalog, notices } = await openVaultRooms({
    kind: isThere ? 'unlock' : 'create',
    folder: folder.path,
    passphrase,
    onDeriving: () => undefined,
    clock,
    progress: [],
  });
  const openedInMs = performance.now() - beganAt;
  catalog.close();
  vault.close();
  const objections = notices.map((told) => `told: ${told}`);
  if (said === 'created' && !isThere) objections.push('a vault that was said to be created is gone');
  return { openedInMs, lostMs: 0, objections };
}
