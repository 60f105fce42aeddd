import { useEffect } from 'react';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { SignalWarning } from '../../components/signal-warning.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';

/**
 * For everyone in the room, from three metres: whether it records, and for how long. Names nobody. Escape or its own
 * button lead back.
 */
export function RecordingSign() {
  const { state, dispatch } = usePage();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') dispatch({ type: 'go', place: { name: 'recording' } });
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [dispatch]);
  const { status } = state;
  const phase = status?.phase ?? 'starting';
  return (
    <div className="recording-sign" data-phase={phase}>
      <PageHeading title={en.recording.phases[phase]}>
        <span className="recording-sign-words">
          {phase === 'paused' ? null : <span className="recording-dot" data-phase={phase} aria-hidden="true" />}
          {phase === 'paused' ? en.sign.paused : en.recording.phases[phase]}
        </span>
      </PageHeading>
      <p className="recording-sign-elapsed" role="timer" aria-label={en.recording.elapsed}>
        {en.recording.clock(status?.elapsedMs ?? 0)}
      </p>
      {status === null ? null : <SignalWarning status={status} />}
      <Button look="plain" onPress={() => dispatch({ type: 'go', place: { name: 'recording' } })}>
        {en.sign.hide}
      </Button>
    </div>
  );
}
