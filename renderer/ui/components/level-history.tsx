import { useState } from 'react';
import type { RecordingStatus } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';

const bars = 120;
const barWidth = 8;
const height = 100;

interface LevelHistoryProps {
  readonly status: RecordingStatus;
}

/** The last half minute of sound, drawn as the waveform of it will be, newest at the right, four bars a second. Moves only while sound comes in. */
export function LevelHistory({ status }: LevelHistoryProps) {
  const [seen, setSeen] = useState<{ readonly elapsedMs: number; readonly peaks: readonly number[] }>({
    elapsedMs: -1,
    peaks: [],
  });
  if (status.elapsedMs !== seen.elapsedMs) {
    setSeen({ elapsedMs: status.elapsedMs, peaks: [...seen.peaks, Math.sqrt(status.level.peak)].slice(-bars) });
  }
  const offset = bars - seen.peaks.length;
  return (
    <svg
      className="level-history"
      viewBox={`0 0 ${bars * barWidth} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={en.level.history}
    >
      {Array.from({ length: bars }, (_, index) => {
        const peak = seen.peaks[index - offset];
        const barHeight = Math.max(3, (peak ?? 0) * height);
        return (
          <rect
            key={index}
            data-heard={peak !== undefined}
            x={index * barWidth + 2}
            y={(height - barHeight) / 2}
            width={barWidth - 4}
            height={barHeight}
            rx={2}
          />
        );
      })}
    </svg>
  );
}
