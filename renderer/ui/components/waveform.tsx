import { useCallback } from 'react';
import type { RecordingSummary, Waveform as Drawn } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { useLoad } from '../use-load.ts';
import { vault } from '../vault-client.ts';

const bars = 220;
const barWidth = 4;
const width = bars * barWidth;
const height = 100;
/** A recording whose loudest sound is below this is drawn as quiet as it is; a louder one fills the height. */
const faintest = 0.1;

/** The waveform of a recording, with its gaps and bookmarks. */
export function useWaveform(recording: RecordingSummary) {
  return useLoad(useCallback(() => vault.recordings.waveform({ recordingId: recording.id, bars }), [recording.id]));
}

interface WaveformProps {
  readonly recording: RecordingSummary;
  readonly waveform: ReturnType<typeof useWaveform>;
  /** Up to where it has been played, in milliseconds. */
  readonly playedMs: number;
  /** A click goes there; the Position slider does the same for the keyboard. */
  readonly onSeek: (atMs: number) => void;
}

/** The whole recording at a glance. */
export function Waveform({ recording, waveform, playedMs, onSeek }: WaveformProps) {
  if (waveform.error !== null) return <p className="waveform-missing">{en.session.noWaveform}</p>;
  const peaks = waveform.value?.bars ?? [];
  const loudest = peaks.reduce<number>((most, peak) => Math.max(most, peak ?? 0), faintest);
  const lengthMs = Math.max(1, waveform.value?.durationMs ?? recording.durationMs);
  const step = width / Math.max(1, peaks.length);
  return (
    <div className="waveform">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={en.session.waveform(lengthMs)}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onSeek(((event.clientX - box.left) / Math.max(1, box.width)) * lengthMs);
        }}
      >
        <Gaps gaps={waveform.value?.gaps ?? []} lengthMs={lengthMs} />
        {peaks.map((peak, index) => {
          const barHeight = Math.max(2, ((peak ?? 0) / loudest) ** 0.8 * height);
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
        {(waveform.value?.bookmarksMs ?? []).map((atMs) => (
          <rect key={atMs} data-bookmark x={(atMs / lengthMs) * width - 1.5} y={0} width={3} height={height} />
        ))}
      </svg>
    </div>
  );
}

function Gaps({ gaps, lengthMs }: { readonly gaps: Drawn['gaps']; readonly lengthMs: number }) {
  return gaps.map(({ fromMs, durationMs }) => (
    <rect
      key={fromMs}
      data-gap
      x={(fromMs / lengthMs) * width}
      y={0}
      width={Math.max(1, (durationMs / lengthMs) * width)}
      height={height}
    />
  ));
}
