import type { RecordingStatus } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { signalTexts } from '../text/signal-text.ts';
import { soundText } from '../text/sound-text.ts';
import { Button } from './button.tsx';
import { KeepElsewhere } from './keep-elsewhere.tsx';
import { LevelMeter } from './level-meter.tsx';
import { RecordingControls } from './recording-controls.tsx';

interface RecordingBarProps {
  readonly status: RecordingStatus;
  /** On the recording view itself the bar holds only the controls, larger: the view shows the rest. */
  readonly isLarge: boolean;
  /** Goes to the recording view; null where there is no way there. */
  readonly onShow: (() => void) | null;
}

/**
 * Stands across the bottom of every place while something is recorded, the lock screen too. A status that is not
 * spoken by itself: time passes in it, and the changes that matter are announced by the page.
 */
export function RecordingBar({ status, isLarge, onShow }: RecordingBarProps) {
  return (
    <div
      className={`recording-bar ${isLarge ? 'recording-bar-large' : ''}`}
      role="status"
      aria-live="off"
      aria-label={en.recording.status}
      data-phase={status.phase}
    >
      {isLarge ? null : (
        <div className="recording-bar-state">
          <span className="recording-dot" data-phase={status.phase} aria-hidden="true" />
          <span className="recording-bar-phase">{en.recording.phases[status.phase]}</span>
          <span className="recording-bar-elapsed">{en.recording.clock(status.elapsedMs)}</span>
          <LevelMeter level={status.level} />
          {status.warning === null ? null : (
            <span className="recording-bar-warning">{signalTexts[status.warning].word}</span>
          )}
          {status.computerLevel === null ? (
            <span className="recording-bar-warning">{soundText.computerMissingWord}</span>
          ) : null}
        </div>
      )}
      <KeepElsewhere status={status} />
      <div className="recording-bar-acts">
        {onShow === null ? null : (
          <Button look="plain" onPress={onShow}>
            {en.recording.show}
          </Button>
        )}
        <RecordingControls status={status} size={isLarge ? 'large' : 'normal'} />
      </div>
    </div>
  );
}
