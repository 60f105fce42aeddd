import { useCallback, useEffect } from 'react';
import type { DueList } from '../../contract/due.ts';
import { usePage } from './page-context.ts';
import { useLoad, type Loaded } from './use-load.ts';
import { vault } from './vault-client.ts';

/** What waits for the second asking; loaded anew when a recording ends, or is answered, deleted or had back. */
export function useDue(): Loaded<DueList> {
  const { status, deletions, answerRound } = usePage().state;
  const due = useLoad(useCallback(() => vault.due.list(), []));
  const runningId = status?.recordingId ?? null;
  const { reload } = due;
  useEffect(() => reload(), [reload, runningId, deletions, answerRound]);
  return due;
}
