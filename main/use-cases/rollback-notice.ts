import type { OpeningNotice } from '../../contract/app-state.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log'>;

/**
 * A possible rollback is told at every unlock until a person says that they have seen it. The log keeps both, so that neither
 * an unlock nor a file outside ends the telling.
 *
 * @param found what this unlock has found by itself.
 * @returns what is to be told beside it.
 * @throws `storage/*`.
 */
export async function keepRollbackNotice(
  parts: Parts,
  found: readonly OpeningNotice[],
): Promise<readonly OpeningNotice[]> {
  const { vault, log } = parts;
  if (found.includes('possible-rollback')) {
    await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'rollback.noticed' });
  }
  return isUnseen(parts) ? ['possible-rollback'] : [];
}

/** A person has been told, and says so; nothing happens when there is nothing to tell. Durable on return. */
export async function seeRollback(parts: Parts): Promise<void> {
  const { vault, log } = parts;
  if (!isUnseen(parts)) return;
  await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'rollback.seen' });
}

function isUnseen({ vault, log }: Parts): boolean {
  const events = log.events({ kind: 'vault', id: vault.vaultId });
  const last = events.findLast(({ body }) => body.kind === 'rollback.noticed' || body.kind === 'rollback.seen');
  return last?.body.kind === 'rollback.noticed';
}
