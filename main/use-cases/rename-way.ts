import type { SlotId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Ways } from '../../contract/ways.ts';
import { listWays, slotIdOf } from './list-ways.ts';
import type { Unlocked } from './unlocked.ts';
import { setWayName } from './way-names.ts';

/** Gives a way into the vault a name, or takes it away. @throws `request/not-found`, `storage/*`. */
export function renameWay(
  unlocked: Pick<Unlocked, 'vault' | 'log' | 'catalog'>,
  { slotId, name }: { readonly slotId: SlotId; readonly name: string | null },
): Ways {
  if (!unlocked.vault.slots.some((slot) => slotIdOf(slot) === slotId)) throw new SottoError('request/not-found');
  setWayName(unlocked, slotId, name);
  return listWays(unlocked);
}
