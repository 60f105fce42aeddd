import type { Participation } from '../../contract/participation.ts';
import type { Capacity, Role } from '../../contract/session.ts';

/** As what somebody answers, and for whom beside or instead of themselves. */
export interface Standing extends Pick<Participation, 'forPersonIds'> {
  readonly role: Role;
  readonly capacity: Capacity;
}

/** Whether what was said in the one standing holds in the other: who agreed for one child has not agreed for another. */
export function isSameStanding(one: Standing, other: Standing): boolean {
  const isForThem = one.forPersonIds.every((id) => other.forPersonIds.includes(id));
  const isForNoMore = other.forPersonIds.every((id) => one.forPersonIds.includes(id));
  return one.role === other.role && one.capacity === other.capacity && isForThem && isForNoMore;
}
