import { useCallback, useEffect } from 'react';
import type { RetentionLists } from '../../contract/retention.ts';
import { usePage } from './page-context.ts';
import { useLoad, type Loaded } from './use-load.ts';
import { vault } from './vault-client.ts';

/** What is due, held and destroyed; loaded anew when a recording ends, or is answered, deleted or had back. */
export function useRetention(): Loaded<RetentionLists> {
  const { status, deletions, answerRound } = usePage().state;
  const lists = useLoad(useCallback(() => vault.retention.list(), []));
  const runningId = status?.recordingId ?? null;
  const { reload } = lists;
  useEffect(() => reload(), [reload, runningId, deletions, answerRound]);
  return lists;
}
