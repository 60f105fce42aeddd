import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Player } from '../../components/player.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';

function RecordingState({ recording }: { readonly recording: RecordingSummary }) {
  if (recording.state === 'complete' || recording.state === 'recording') return null;
  return (
    <Notice>
      <p>{en.recordingStateTexts[recording.state]}</p>
      {recording.lostMs === null || recording.lostMs === 0 ? null : <p>{en.session.lost(recording.lostMs)}</p>}
    </Notice>
  );
}

interface RecordingListProps {
  readonly recordings: readonly RecordingSummary[];
  readonly chosen: RecordingSummary;
  readonly onChoose: (recording: RecordingSummary) => void;
}

/** Which one to listen to, where a session has more than one. */
function RecordingList({ recordings, chosen, onChoose }: RecordingListProps) {
  return (
    <ul className="recording-list" aria-label={en.session.recordingsLabel}>
      {recordings.map((recording, index) => (
        <li key={recording.id}>
          <ToggleButton
            className="recording-choice"
            isSelected={recording.id === chosen.id}
            onChange={() => onChoose(recording)}
          >
            <span>{en.session.recordingNumber(index + 1)}</span>
            <span className="quiet">
              {en.common.beside([en.session.beganAt(recording.beganAtMs), en.session.length(recording.durationMs)])}
            </span>
          </ToggleButton>
        </li>
      ))}
    </ul>
  );
}

/** The recordings of a session, and the player for one of them. */
export function Listen({ session }: { readonly session: SessionDetail }) {
  const { go } = usePage();
  const recordings = session.recordings.toSorted((one, other) => one.beganAtMs - other.beganAtMs);
  const [chosenId, setChosenId] = useState(recordings.at(-1)?.id ?? null);
  const chosen = recordings.find(({ id }) => id === chosenId) ?? recordings.at(-1);
  if (chosen === undefined) return <p>{en.session.noRecordings}</p>;
  return (
    <div className="stack">
      {recordings.length > 1 ? (
        <RecordingList recordings={recordings} chosen={chosen} onChoose={({ id }) => setChosenId(id)} />
      ) : null}
      <RecordingState recording={chosen} />
      {chosen.state === 'recording' ? (
        <div className="card stack">
          <p>{en.session.runningNow}</p>
          <Button onPress={() => go({ name: 'recording' })}>{en.recording.show}</Button>
        </div>
      ) : (
        <Player key={chosen.id} recording={chosen} />
      )}
    </div>
  );
}
