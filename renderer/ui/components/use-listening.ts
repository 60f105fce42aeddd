import { useContext, useEffect, useMemo } from 'react';
import type { RecordingId } from '../../../contract/ids.ts';
import { Listening } from '../listening.ts';
import { DraftsContext } from '../open-drafts.ts';
import { vault } from '../vault-client.ts';

/** Has the vault told for how long the recording plays on this page: also when it is locked, or another is shown. */
export function useListening(recordingId: RecordingId, isPlaying: boolean): void {
  const drafts = useContext(DraftsContext);
  const listening = useMemo(
    () => new Listening((listenedMs) => vault.recordings.noteListening({ recordingId, listenedMs })),
    [recordingId],
  );
  useEffect(() => listening.setPlaying(isPlaying), [listening, isPlaying]);
  useEffect(() => {
    const forget = drafts.beforeLocking(() => listening.tell());
    return () => {
      forget();
      void listening.leave();
    };
  }, [drafts, listening]);
}
