import { CircleDot, NotebookPen } from 'lucide-react';
import { useState } from 'react';
import type { GateReason } from '../../../../contract/consent.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';
import { GateReasons } from './gate-reasons.tsx';

const nobodyYet: readonly GateReason[] = [{ code: 'no-participants' }];

interface StartRecordingProps {
  readonly session: SessionDetail | null;
  readonly onLookAgain: () => void;
  /** Puts the focus where people are added. */
  readonly onGoToPeople: () => void;
}

/**
 * Start recording, and in words why it may not be pressed yet: the vault decides, this only shows what it says. Beside it,
 * as an equal, the session without a recording.
 */
export function StartRecording({ session, onLookAgain, onGoToPeople }: StartRecordingProps) {
  const { dispatch, go } = usePage();
  const [refusal, setRefusal] = useState<{ session: SessionDetail; reasons: readonly GateReason[] } | null>(null);
  const start = useAction(async () => {
    if (session === null) return;
    setRefusal(null);
    const answer = await vault.recordings.start({ sessionId: session.id });
    if (answer.outcome === 'refused') setRefusal({ session, reasons: answer.reasons });
    else {
      // Without an answer there is no sign, and the recording runs all the same.
      const showsSign = await vault.settings.get().then(
        ({ recordingSign }) => recordingSign,
        () => false,
      );
      dispatch({ type: 'recording-begun', recordingId: answer.recordingId, sessionId: session.id, showsSign });
    }
  });
  const notes = useAction(async () => {
    const { id } = session ?? (await vault.sessions.create());
    await vault.notes.begin({ sessionId: id });
    go({ name: 'session', sessionId: id, opensOn: 'notes' });
  });
  const error = start.error ?? notes.error;
  // A refusal holds until something about the session has changed.
  const refused = refusal !== null && refusal.session === session ? refusal.reasons : [];
  const known = session?.gateReasons ?? nobodyYet;
  const reasons = known.length > 0 ? known : refused;
  const mayStart = known.length === 0;
  return (
    <section className="start" aria-label={en.newSession.start}>
      {reasons.length === 0 ? (
        <p className="start-ready">{en.newSession.mayStart}</p>
      ) : (
        <div className="start-reasons" id="start-reasons" aria-live="polite">
          <p className="start-why">{en.newSession.whyNot}</p>
          <GateReasons
            session={session}
            reasons={reasons}
            isDisabled={start.isPending || notes.isPending}
            onLookAgain={onLookAgain}
            onGoToPeople={onGoToPeople}
          />
        </div>
      )}
      {error === null ? null : <Problem code={error.code} />}
      <div className="start-acts">
        <Button
          look="primary"
          size="large"
          icon={<CircleDot aria-hidden="true" />}
          isDisabled={!mayStart}
          isBusy={start.isPending}
          {...(reasons.length > 0 ? { 'aria-describedby': 'start-reasons' } : {})}
          onPress={() => void start.run()}
        >
          {en.newSession.start}
        </Button>
        <Button
          size="large"
          icon={<NotebookPen aria-hidden="true" />}
          isBusy={notes.isPending}
          onPress={() => void notes.run()}
        >
          {en.newSession.notesOnly}
        </Button>
      </div>
    </section>
  );
}
