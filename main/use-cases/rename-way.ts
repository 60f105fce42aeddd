import { SottoError } from '../../contract/sotto-error.ts';
import type { SlotId } from '../../contract/ids.ts';
import type { Ways } from '../../contract/ways.ts';
import type { Unlocked } from './unlocked.ts';

/** Gives a way into the vault a name, or takes it away. @throws `request/not-found`. */
export function renameWay(
  _unlocked: Pick<Unlocked, 'vault' | 'log' | 'catalog'>,
  _renaming: { readonly slotId: SlotId; readonly name: string | null },
): Ways {
  throw new SottoError('request/not-found');
}
