import type { PersonId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Gives a person a name, another name, or none. It is kept in the index only, where nothing of the one before is left
 * when this returns; the log never hears of it.
 *
 * @throws `request/not-found`.
 */
export function namePerson(
  { catalog }: Pick<Unlocked, 'catalog'>,
  { personId, name }: { readonly personId: PersonId; readonly name: string | null },
): { name: string | null } {
  if (!catalog.persons.setName(personId, name)) throw new SottoError('request/not-found');
  catalog.checkpoint();
  return { name };
}
