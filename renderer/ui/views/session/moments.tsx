import { Bookmark, Pause, TriangleAlert } from 'lucide-react';
import type { Waveform } from '../../../../contract/recording.ts';
import { Button } from '../../components/button.tsx';
import { clock } from '../../text/format.ts';
import { recordingText } from '../../text/recording-text.ts';

interface Moment {
  readonly atMs: number;
  readonly what: string;
  readonly icon: typeof Bookmark;
}

/** Shorter ones are what a disk or a device takes to answer, and nobody would hear them. */
const leastGapMs = 250;

function momentsOf({ gaps, bookmarksMs }: Waveform): Moment[] {
  const bookmarks = bookmarksMs.map((atMs, index) => ({
    atMs,
    what: recordingText.bookmarkNumber(index + 1),
    icon: Bookmark,
  }));
  const silences = gaps
    .filter(({ durationMs }) => durationMs >= leastGapMs)
    .map(({ fromMs, durationMs, why }) => ({
      atMs: fromMs,
      what: recordingText.gaps[why](Math.max(1000, durationMs)),
      icon: why === 'missing' ? TriangleAlert : Pause,
    }));
  return [...bookmarks, ...silences].sort((a, b) => a.atMs - b.atMs);
}

interface MomentsProps {
  readonly waveform: Waveform;
  readonly onSeek: (atMs: number) => void;
}

/** What was marked while it was recorded, and where nothing was heard; each leads the player there. */
export function Moments({ waveform, onSeek }: MomentsProps) {
  const moments = momentsOf(waveform);
  if (moments.length === 0) return null;
  return (
    <section className="moments" aria-labelledby="moments-heading">
      <h2 id="moments-heading">{recordingText.moments}</h2>
      <ol>
        {moments.map(({ atMs, what, icon: Icon }) => (
          <li key={`${atMs} ${what}`}>
            <Button
              look="plain"
              icon={<Icon aria-hidden="true" />}
              aria-label={recordingText.playFrom(what, atMs)}
              onPress={() => onSeek(atMs)}
            >
              <span className="moment-time">{clock(atMs)}</span> {what}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}
