import { SottoError } from '../../contract/sotto-error.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import type { Vault } from '../vault/vault.ts';
import { readLog } from './read-log.ts';

/** Copies the log, once all of it has been verified. Durable on return. @throws `vault/log-damaged`, `storage/*`. */
export async function copyLog(vault: Vault, path: string): Promise<void> {
  const { endBytes } = await readLog(vault);
  const bytes = await vault.disk.read(vault.logPath, endBytes);
  if (bytes?.length !== endBytes) throw new SottoError('vault/log-damaged');
  await writeAtomically(vault.disk, path, bytes);
}
