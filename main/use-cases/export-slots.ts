import { toHex } from '../crypto/bytes.ts';
import type { Unlocked } from './unlocked.ts';

/** The slots file of the vault as it is, logged before it is given out: it opens nothing without what its slots ask for. */
export async function exportSlots({
  vault,
  log,
}: Pick<Unlocked, 'vault' | 'log'>): Promise<{ readonly slots: string }> {
  await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'slots.exported' });
  return { slots: toHex(vault.slotsFile) };
}
