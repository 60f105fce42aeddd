import { maximumListedKept } from '../../contract/limits.ts';
import type { RecordingRetention, RetentionLists } from '../../contract/retention.ts';

type Kept = Record<keyof RetentionLists['unlisted'], readonly RecordingRetention[]>;

/** As much of each list as one answer names, and how many more there are. */
export function firstOfEach({
  dueNow,
  coming,
  untilUsed,
  held,
}: Kept): Omit<RetentionLists, 'destroyed' | 'isAnyDestroyed'> {
  const first = (items: readonly RecordingRetention[]): RecordingRetention[] => items.slice(0, maximumListedKept);
  const unlisted = ({ length }: readonly RecordingRetention[]): number => Math.max(0, length - maximumListedKept);
  return {
    dueNow: first(dueNow),
    coming: first(coming),
    untilUsed: first(untilUsed),
    held: first(held),
    unlisted: {
      dueNow: unlisted(dueNow),
      coming: unlisted(coming),
      untilUsed: unlisted(untilUsed),
      held: unlisted(held),
    },
  };
}
