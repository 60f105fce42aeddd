import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { LevelHistory } from '../../components/level-history.tsx';
import { LevelMeter } from '../../components/level-meter.tsx';
import { levelWord } from '../../components/level-scale.ts';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { ThrowAway } from './throw-away.tsx';

/** Readable from two metres: is it recording, for how long, does it hear us, what is saved. */
export function RecordingView() {
  const { state, go } = usePage();
  const { status } = state;
  if (status === null) {
    return (
      <div className="column">
        <PageHeading title={en.recording.title} />
        <p>{en.recording.none}</p>
        <Button onPress={() => go({ name: 'sessions' })}>{en.common.backToSessions}</Button>
      </div>
    );
  }
  const isPaused = status.phase === 'paused';
  return (
    <div className="recording-view" data-phase={status.phase}>
      <PageHeading title={en.recording.title}>
        <span className="recording-phase">
          <span className="recording-dot" data-phase={status.phase} aria-hidden="true" />
          {en.recording.phases[status.phase]}
        </span>
      </PageHeading>
      <p className="recording-elapsed" role="timer" aria-label={en.recording.elapsed}>
        {en.recording.clock(status.elapsedMs)}
      </p>
      {isPaused ? <p className="recording-paused">{en.recording.pausedExplained}</p> : null}
      {status.phase === 'stalled' ? <p className="recording-paused">{en.recording.stalledExplained}</p> : null}
      <div className="recording-level">
        <LevelHistory status={status} />
        <div className="recording-level-now">
          <LevelMeter level={status.level} size="large" />
          <span className="recording-level-word">{isPaused ? '' : levelWord(status.level)}</span>
        </div>
      </div>
      <p className="recording-saved">{en.recording.saved(status.savedMs)}</p>
      <p className="quiet">{en.recording.savedExplained}</p>
      <ThrowAway status={status} />
    </div>
  );
}
