import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { en } from '../text/en.ts';

const smallStepMs = 5_000;
const largeStepMs = 60_000;

/** How far a key moves from here, or null for a key that does not. Home and End go to the ends. */
function target(key: string, positionMs: number, lengthMs: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return positionMs + smallStepMs;
    case 'ArrowLeft':
    case 'ArrowDown':
      return positionMs - smallStepMs;
    case 'PageUp':
      return positionMs + largeStepMs;
    case 'PageDown':
      return positionMs - largeStepMs;
    case 'Home':
      return 0;
    case 'End':
      return lengthMs;
    default:
      return null;
  }
}

interface PositionSliderProps {
  readonly positionMs: number;
  /** The time in the slider's text for screen readers: it stands still while sound plays. */
  readonly spokenMs: number;
  readonly lengthMs: number;
  readonly onSeek: (atMs: number) => void;
  readonly onToggle: () => void;
  /** Id of the text that says which keys work it. */
  readonly describedBy: string;
}

/** A native slider in whole seconds, so that every assistive technology knows it. */
export function PositionSlider(props: PositionSliderProps) {
  const { positionMs, spokenMs, lengthMs, onSeek, onToggle } = props;
  const slider = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    slider.current?.style.setProperty('--played', `${(positionMs / Math.max(1, lengthMs)) * 100}%`);
  }, [positionMs, lengthMs]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === ' ') {
      event.preventDefault();
      onToggle();
      return;
    }
    const atMs = target(event.key, positionMs, lengthMs);
    if (atMs === null) return;
    event.preventDefault();
    onSeek(atMs);
  };
  return (
    <input
      ref={slider}
      className="position"
      type="range"
      aria-label={en.player.position}
      aria-describedby={props.describedBy}
      aria-valuetext={en.player.positionSpoken(spokenMs, lengthMs)}
      min={0}
      max={Math.max(1, Math.floor(lengthMs / 1000))}
      step={1}
      value={Math.floor(positionMs / 1000)}
      onChange={(event) => onSeek(Number(event.currentTarget.value) * 1000)}
      onKeyDown={onKeyDown}
    />
  );
}
