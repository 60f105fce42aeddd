import type { RecordingStatus } from '../../../contract/recording.ts';
import { soundText } from '../text/sound-text.ts';
import { LevelMeter } from './level-meter.tsx';
import { levelWord, noLevel } from './level-scale.ts';

/** How loud each side is now: the microphone, and the computer's sound where it is recorded too. */
export function SideLevels({ status }: { readonly status: RecordingStatus }) {
  const { level, computerLevel } = status;
  const isRecording = status.phase === 'recording';
  const hasTwo = computerLevel !== undefined;
  const computer = computerLevel ?? noLevel;
  return (
    <>
      <div className="recording-level-now" data-sides={hasTwo}>
        {hasTwo ? <span className="recording-level-side">{soundText.microphoneSide}</span> : null}
        <LevelMeter level={level} size="large" />
        <span className="recording-level-word" data-silent={level.peak === 0}>
          {isRecording ? levelWord(level) : null}
        </span>
      </div>
      {hasTwo ? (
        <div className="recording-level-now" data-sides="true">
          <span className="recording-level-side">{soundText.computerSide}</span>
          {/* An input that has gone takes its highest peak with it. */}
          <LevelMeter
            key={computerLevel === null ? 'missing' : 'there'}
            label={soundText.computerLevel}
            level={computer}
            size="large"
          />
          {/* Silence is nothing amiss here: the other side listens. */}
          <span className="recording-level-word" data-silent={computerLevel === null}>
            {computerLevel === null ? soundText.missing : isRecording ? levelWord(computer) : null}
          </span>
        </div>
      ) : null}
    </>
  );
}
