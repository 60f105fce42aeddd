import { Pause, Play, RotateCcw, RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RecordingSummary } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { Button } from './button.tsx';
import { PositionSlider } from './position-slider.tsx';
import { SelectField } from './select-field.tsx';
import { Waveform } from './waveform.tsx';

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2];
const speedOptions = speeds.map((speed) => ({ value: String(speed), text: en.player.speedOf(speed) }));
const skipMs = 15_000;

interface PlayerProps {
  readonly recording: RecordingSummary;
}

/** Plays one recording through the recording:// scheme; the sound is opened in memory and nowhere else. */
export function Player({ recording }: PlayerProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [positionMs, setPositionMs] = useState(0);
  const [lengthMs, setLengthMs] = useState(recording.durationMs);
  const [isPlaying, setPlaying] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [speed, setSpeed] = useState('1');
  /** Where a screen reader is told we are: moves when the person moves, not while time passes. */
  const [spokenMs, setSpokenMs] = useState(0);

  useEffect(() => {
    if (audio.current !== null) audio.current.playbackRate = Number(speed);
  }, [speed]);

  const seek = (atMs: number): void => {
    const bounded = Math.min(lengthMs, Math.max(0, atMs));
    if (audio.current !== null) audio.current.currentTime = bounded / 1000;
    setPositionMs(bounded);
    setSpokenMs(bounded);
  };
  const toggle = (): void => {
    const element = audio.current;
    if (element === null) return;
    setFailed(false);
    if (isPlaying) element.pause();
    else void element.play().catch(() => setFailed(true));
  };

  return (
    <section className="player" aria-label={en.player.label}>
      <Waveform recording={recording} playedMs={positionMs} onSeek={seek} />
      <audio
        ref={audio}
        src={`recording://${recording.id}/`}
        preload="metadata"
        onTimeUpdate={(event) => setPositionMs(event.currentTarget.currentTime * 1000)}
        onDurationChange={(event) => {
          const seconds = event.currentTarget.duration;
          if (Number.isFinite(seconds)) setLengthMs(seconds * 1000);
        }}
        onPlay={() => setPlaying(true)}
        onPause={(event) => {
          setPlaying(false);
          setSpokenMs(event.currentTarget.currentTime * 1000);
        }}
        onEnded={() => setPlaying(false)}
        onError={() => setFailed(true)}
      />
      <PositionSlider positionMs={positionMs} spokenMs={spokenMs} lengthMs={lengthMs} onSeek={seek} onToggle={toggle} />
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
          <SelectField label={en.player.speed} value={speed} options={speedOptions} onChange={setSpeed} />
        </div>
      </div>
      {hasFailed ? (
        <p role="alert" className="player-problem">
          {en.player.failed}
        </p>
      ) : null}
    </section>
  );
}
