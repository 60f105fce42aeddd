import { Pause, Play, RotateCcw, RotateCw } from 'lucide-react';
import { useId } from 'react';
import { en } from '../text/en.ts';
import { Button } from './button.tsx';
import { PositionSlider } from './position-slider.tsx';
import { ProblemText } from './problem.tsx';
import { SelectField } from './select-field.tsx';
import type { Playback } from './use-playback.ts';

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2];
const speedOptions = speeds.map((speed) => ({ value: String(speed), text: en.player.speedOf(speed) }));
const skipMs = 15_000;

/** The controls of what plays. */
export function Player({ playback }: { readonly playback: Playback }) {
  const hintId = useId();
  const { positionMs, lengthMs, isPlaying, seek, toggle } = playback;
  return (
    <section className="player" aria-label={en.player.label}>
      <PositionSlider
        positionMs={positionMs}
        spokenMs={playback.spokenMs}
        lengthMs={lengthMs}
        onSeek={seek}
        onToggle={toggle}
        describedBy={hintId}
      />
      <div className="player-row">
        <div className="player-times">
          <span>{en.player.clock(positionMs)}</span>
          <span className="quiet">{en.player.clock(lengthMs)}</span>
        </div>
        <div className="player-acts">
          <Button look="plain" icon={<RotateCcw aria-hidden="true" />} onPress={() => seek(positionMs - skipMs)}>
            {en.player.skipBack}
          </Button>
          <Button
            look="primary"
            size="large"
            icon={isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
            onPress={toggle}
          >
            {isPlaying ? en.player.pause : en.player.play}
          </Button>
          <Button look="plain" icon={<RotateCw aria-hidden="true" />} onPress={() => seek(positionMs + skipMs)}>
            {en.player.skipForward}
          </Button>
        </div>
        <div className="player-speed">
          <SelectField
            label={en.player.speed}
            value={String(playback.speed)}
            options={speedOptions}
            onChange={(value) => playback.setSpeed(Number(value))}
          />
        </div>
      </div>
      {playback.hasFailed ? <ProblemText text={en.player.failed} /> : null}
      <div className="field-hint">
        <p id={hintId}>{en.player.keys}</p>
        <p>{en.player.memoryOnly}</p>
      </div>
    </section>
  );
}
