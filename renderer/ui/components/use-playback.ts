import { useEffect, useRef, useState, type AudioHTMLAttributes, type RefObject } from 'react';
import type { RecordingSummary } from '../../../contract/recording.ts';
import { useListening } from './use-listening.ts';

/** What an `<audio>` element is doing, and how to work it. Times in milliseconds, speed as a factor. */
export interface Playback {
  readonly positionMs: number;
  /** Where a screen reader is told we are: moves when the person moves, not while time passes. */
  readonly spokenMs: number;
  readonly lengthMs: number;
  readonly isPlaying: boolean;
  readonly hasFailed: boolean;
  readonly speed: number;
  readonly seek: (atMs: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

/** Pausing or loading again while play has not begun yet: asked for, so no failure. */
function isInterrupted(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}

/** Plays one recording; put `audio` and `events` on an `<audio>` element whose source is that recording. */
export function usePlayback(recording: RecordingSummary): {
  readonly playback: Playback;
  readonly audio: RefObject<HTMLAudioElement | null>;
  readonly events: AudioHTMLAttributes<HTMLAudioElement>;
} {
  const audio = useRef<HTMLAudioElement>(null);
  const [positionMs, setPositionMs] = useState(0);
  const [spokenMs, setSpokenMs] = useState(0);
  const [lengthMs, setLengthMs] = useState(recording.durationMs);
  const [isPlaying, setPlaying] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [speed, setSpeed] = useState(1);
  useListening(recording.id, isPlaying);

  useEffect(() => {
    if (audio.current === null) return;
    // The default one too: it is what loading again goes back to.
    audio.current.defaultPlaybackRate = speed;
    audio.current.playbackRate = speed;
  }, [speed]);

  /** An element that has failed plays nothing any more, not even what is sound, until it has been loaded again. */
  const revive = (element: HTMLAudioElement, atMs: number): void => {
    if (!hasFailed) return;
    setFailed(false);
    element.load();
    element.currentTime = atMs / 1000;
  };

  const seek = (atMs: number): void => {
    const bounded = Math.min(lengthMs, Math.max(0, atMs));
    if (audio.current !== null) {
      revive(audio.current, bounded);
      audio.current.currentTime = bounded / 1000;
    }
    setPositionMs(bounded);
    setSpokenMs(bounded);
  };
  const toggle = (): void => {
    if (audio.current === null) return;
    revive(audio.current, positionMs);
    if (isPlaying) audio.current.pause();
    else void audio.current.play().catch((reason: unknown) => setFailed(!isInterrupted(reason)));
  };
  const events: AudioHTMLAttributes<HTMLAudioElement> = {
    onTimeUpdate: (event) => setPositionMs(event.currentTarget.currentTime * 1000),
    onDurationChange: (event) => {
      const seconds = event.currentTarget.duration;
      if (Number.isFinite(seconds)) setLengthMs(seconds * 1000);
    },
    onPlay: () => setPlaying(true),
    onPause: (event) => {
      setPlaying(false);
      setSpokenMs(event.currentTarget.currentTime * 1000);
    },
    onEnded: () => setPlaying(false),
    onError: () => {
      setPlaying(false);
      setFailed(true);
    },
  };
  const playback = { positionMs, spokenMs, lengthMs, isPlaying, hasFailed, speed, seek, toggle, setSpeed };
  return { playback, audio, events };
}
