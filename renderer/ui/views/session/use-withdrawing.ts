import { useEffect, useState } from 'react';
import type { PersonId, SessionId } from '../../../../contract/ids.ts';
import type { Participant, SessionDetail } from '../../../../contract/session.ts';
import { usePage } from '../../page-context.ts';
import { useAction } from '../../use-action.ts';
import { vault, type VaultError } from '../../vault-client.ts';

interface Withdrawing {
  /** Who withdraws, and whether a recording was stopped for it; null when nobody does. */
  readonly withdrawing: { readonly participant: Participant; readonly hasStopped: boolean } | null;
  /** Why the recording could not be stopped. */
  readonly error: VaultError | null;
  readonly begin: (participant: Participant) => void;
  readonly end: () => void;
}

/**
 * A withdrawal from its first word: a recording of this session stops at once, and the questions come after that.
 * `withdraws` said so before the page was opened.
 */
export function useWithdrawing(
  detail: SessionDetail | null,
  sessionId: SessionId,
  withdraws: PersonId | null,
): Withdrawing {
  const { state } = usePage();
  const [asked, setAsked] = useState(withdraws === null ? null : { personId: withdraws, hasStopped: true });
  const { run, error } = useAction(async () => {
    await vault.recordings.stop();
  });
  useEffect(() => {
    if (withdraws !== null) void run();
  }, [withdraws, run]);
  const participant = detail?.participants.find(({ personId }) => personId === asked?.personId);
  // Said once it is so: while it ends, or when it could not be ended, there still is one.
  const hasStopped = asked?.hasStopped === true && state.status?.sessionId !== sessionId;
  return {
    withdrawing: asked === null || participant === undefined ? null : { participant, hasStopped },
    error,
    begin: ({ personId }) => {
      const isRunning = state.status?.sessionId === sessionId;
      setAsked({ personId, hasStopped: isRunning });
      if (isRunning) void run();
    },
    end: () => setAsked(null),
  };
}
