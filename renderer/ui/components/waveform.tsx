import { useCallback } from 'react';
import type { RecordingSummary } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { useLoad } from '../use-load.ts';
import { vault } from '../vault-client.ts';

const bars = 220;
const barWidth = 4;
const height = 100;

interface WaveformProps {
  readonly recording: RecordingSummary;
  /** Up to where it has been played, in milliseconds. */
  readonly playedMs: number;
  /** A click goes there; the Position slider does the same for the keyboard. */
  readonly onSeek: (atMs: number) => void;
}

/** The whole recording at a glance. */
export function Waveform({ recording, playedMs, onSeek }: WaveformProps) {
  const waveform = useLoad(
    useCallback(() => vault.recordings.waveform({ recordingId: recording.id, bars }), [recording.id]),
  );
  const peaks = waveform.value?.bars ?? [];
  const lengthMs = Math.max(1, waveform.value?.durationMs ?? recording.durationMs);
  const step = (bars * barWidth) / Math.max(1, peaks.length);
  return (
    <div className="waveform">
      <svg
        viewBox={`0 0 ${bars * barWidth} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={en.session.waveform(lengthMs)}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onSeek(((event.clientX - box.left) / Math.max(1, box.width)) * lengthMs);
        }}
      >
        {peaks.map((peak, index) => {
          const barHeight = Math.max(2, Math.sqrt(peak ?? 0) * height);
          const isPlayed = (index / peaks.length) * lengthMs < playedMs;
          return (
            <rect
              key={index}
              data-played={isPlayed}
              data-unknown={peak === null}
              x={index * step + step * 0.2}
              y={(height - barHeight) / 2}
              width={step * 0.6}
              height={barHeight}
              rx={1}
            />
          );
        })}
      </svg>
    </div>
  );
}
