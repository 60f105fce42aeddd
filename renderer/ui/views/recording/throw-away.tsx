import { useState } from 'react';
import { throwAwayWindowMs } from '../../../../contract/limits.ts';
import type { RecordingStatus } from '../../../../contract/recording.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

/** For a recording started by mistake: offered in its first minute, and asked once more. */
export function ThrowAway({ status }: { readonly status: RecordingStatus }) {
  const { dispatch } = usePage();
  const announce = useAnnounce();
  const [isAsking, setAsking] = useState(false);
  const [isTooLate, setTooLate] = useState(false);
  const { recordingId, sessionId } = status;
  const throwAway = useAction(async () => {
    dispatch({ type: 'throw-away-begun' });
    let isDeleting = false;
    try {
      const { outcome } = await vault.recordings.throwAway({ recordingId });
      isDeleting = outcome === 'deleting';
      setTooLate(!isDeleting);
      if (isDeleting) announce(en.recording.thrownAway);
    } finally {
      dispatch({ type: 'throw-away-ended', isDeleting, sessionId });
    }
  });
  return (
    <div className="throw-away">
      {status.elapsedMs < throwAwayWindowMs && !isTooLate ? (
        <>
          <p className="quiet">{en.recording.throwAwayHint}</p>
          <Button look="plain" isBusy={throwAway.isPending} onPress={() => setAsking(true)}>
            {en.recording.throwAway}
          </Button>
        </>
      ) : null}
      {isTooLate ? <p role="alert">{en.recording.tooLate}</p> : null}
      {throwAway.error === null ? null : <Problem code={throwAway.error.code} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={en.recording.throwAwayTitle}
        confirm={en.recording.throwAwayConfirm}
        cancel={en.recording.goOn}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void throwAway.run();
        }}
      >
        <p>{en.recording.throwAwayText}</p>
        <p>{en.deletion.undoHint}</p>
      </ConfirmDialog>
    </div>
  );
}
