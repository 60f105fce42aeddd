import type { PersonSummary } from '../../contract/person.ts';
import type { Unlocked } from './unlocked.ts';

/** K-2 before K-12. */
const byCode = new Intl.Collator('en', { numeric: true });

/** Everybody who has a code in this vault, or those whose code contains `query`, by code. */
export function listPeople({ catalog }: Pick<Unlocked, 'catalog'>, query: string): PersonSummary[] {
  return catalog.persons.list(query).sort((one, other) => byCode.compare(one.code, other.code));
}
