import type { RecordingStatus } from '../../../../contract/recording.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { LevelHistory } from '../../components/level-history.tsx';
import { SideLevels } from '../../components/side-levels.tsx';
import { SignalWarning } from '../../components/signal-warning.tsx';
import { SourceNotices } from '../../components/source-notices.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { explainPhase } from '../../text/recording-text.ts';
import { RecordingFacts } from './recording-facts.tsx';
import { ThrowAway } from './throw-away.tsx';
import { WithdrawWhileRecording } from './withdraw-while-recording.tsx';

function Phase({ phase }: Pick<RecordingStatus, 'phase'>) {
  return (
    <PageHeading title={en.recording.phases[phase]}>
      <span className="recording-phase">
        <span className="recording-dot" data-phase={phase} aria-hidden="true" />
        {en.recording.phases[phase]}
      </span>
    </PageHeading>
  );
}

function Running({ status }: { readonly status: RecordingStatus }) {
  const { go } = usePage();
  const explanation = explainPhase(status);
  return (
    <div className="recording-view" data-phase={status.phase}>
      <Phase phase={status.phase} />
      <p className="recording-elapsed" role="timer" aria-label={en.recording.elapsed}>
        {en.recording.clock(status.elapsedMs)}
      </p>
      {explanation === null ? null : <p className="recording-explained">{explanation}</p>}
      <div className="recording-level">
        <LevelHistory status={status} />
        <SideLevels status={status} />
      </div>
      <SignalWarning status={status} />
      <RecordingFacts status={status} />
      <SourceNotices status={status} />
      <div>
        <p className="recording-saved">{en.recording.saved(status.savedMs)}</p>
        <p className="quiet">{en.recording.savedExplained}</p>
      </div>
      <div className="recording-acts">
        <WithdrawWhileRecording status={status} />
        <Button onPress={() => go({ name: 'recording-sign' })}>{en.sign.show}</Button>
      </div>
      <ThrowAway status={status} />
    </div>
  );
}

/** Readable from two metres: is it recording, for how long, does it hear us, what is saved. */
export function RecordingView() {
  const { state, go } = usePage();
  if (state.status !== null) return <Running status={state.status} />;
  if (state.starting !== null) {
    return (
      <div className="recording-view" data-phase="starting">
        <Phase phase="starting" />
        <p className="quiet">{en.recording.startingExplained}</p>
      </div>
    );
  }
  return (
    <div className="column">
      <PageHeading title={en.recording.title}>{en.recording.none}</PageHeading>
      <div className="acts">
        <Button onPress={() => go({ name: 'sessions' })}>{en.common.backToSessions}</Button>
      </div>
    </div>
  );
}
