import { useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '../../../../contract/error-codes.ts';
import type { Purpose } from '../../../../contract/consent.ts';
import type { PersonId, RecordingId, SessionId, TextHash } from '../../../../contract/ids.ts';
import type { RecordingStatus } from '../../../../contract/recording.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { spokenText } from '../../text/spoken-consent-text.ts';
import { useAction } from '../../use-action.ts';
import { onEvent, vault } from '../../vault-client.ts';

export interface SpokenTake {
  readonly phase: 'none' | 'opening' | 'recording' | 'stalled' | 'stopping' | 'recorded' | 'failed';
  /** Of the last one that was begun. */
  readonly recordingId: RecordingId | null;
  /** What was ticked when it was begun. */
  readonly purposes: readonly Purpose[];
  readonly status: RecordingStatus | null;
  readonly error: ErrorCode | null;
  readonly begin: (purposes: readonly Purpose[]) => void;
  readonly stop: () => void;
  /** Destroys what was said, unless somebody has agreed by it. */
  readonly discard: () => void;
}

interface Whose {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  readonly textHash: TextHash;
}

function phaseOf({ phase }: Pick<RecordingStatus, 'phase'>): SpokenTake['phase'] {
  switch (phase) {
    case 'starting':
      return 'opening';
    case 'recording':
    case 'paused':
      return 'recording';
    case 'ended':
      return 'recorded';
    case 'stalled':
    case 'stopping':
    case 'failed':
      return phase;
  }
}

/** What somebody says to agree, from the press of the button on; it goes when the page is left without an answer. */
export function useSpokenTake({ sessionId, personId, textHash }: Whose): SpokenTake {
  const announce = useAnnounce();
  const [begun, setBegun] = useState<{ recordingId: RecordingId; purposes: readonly Purpose[] } | null>(null);
  const [last, setLast] = useState<RecordingStatus | null>(null);
  const mustDiscard = useRef(false);
  useEffect(
    () =>
      onEvent('recordingStatus', (status) => {
        if (status.takeKind === 'spoken-consent') setLast(status);
      }),
    [],
  );
  const discard = useAction(async () => {
    if (!mustDiscard.current) return;
    mustDiscard.current = false;
    setBegun(null);
    await vault.consent.discardSpoken({ sessionId, personId });
  });
  useEffect(
    () => () => {
      // Nobody is there to be told; what could not be destroyed now goes at the next unlock.
      if (mustDiscard.current) void vault.consent.discardSpoken({ sessionId, personId }).catch(() => undefined);
    },
    [sessionId, personId],
  );
  const begin = useAction(async (purposes: readonly Purpose[]) => {
    setBegun(null);
    mustDiscard.current = true;
    const { recordingId } = await vault.consent.beginSpoken({ sessionId, personId, textHash });
    setBegun({ recordingId, purposes });
  });
  const stop = useAction(() => vault.recordings.stop().then(() => undefined));

  const status = last !== null && last.recordingId === begun?.recordingId ? last : null;
  const phase = begin.isPending ? 'opening' : begun === null ? 'none' : phaseOf(status ?? { phase: 'starting' });
  const isHeard = phase === 'recording';
  const recordedMs = phase === 'recorded' ? (status?.elapsedMs ?? 0) : null;
  useEffect(() => {
    if (isHeard) announce(spokenText.recording);
  }, [isHeard, announce]);
  useEffect(() => {
    if (recordedMs !== null) announce(spokenText.recorded(recordedMs));
  }, [recordedMs, announce]);
  const failure = phase === 'failed' ? (status?.error ?? 'internal/unexpected') : null;
  return {
    phase,
    recordingId: begun?.recordingId ?? null,
    purposes: begun?.purposes ?? [],
    status,
    error: begin.error?.code ?? stop.error?.code ?? discard.error?.code ?? failure,
    begin: (purposes) => void begin.run(purposes),
    stop: () => void stop.run(),
    discard: () => void discard.run(),
  };
}
