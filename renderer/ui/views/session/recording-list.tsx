import { ToggleButton } from 'react-aria-components';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import { en } from '../../text/en.ts';

interface RecordingListProps {
  readonly recordings: readonly RecordingSummary[];
  readonly chosen: RecordingSummary;
  readonly onChoose: (recording: RecordingSummary) => void;
}

/** Which one to listen to, where a session has more than one. */
export function RecordingList({ recordings, chosen, onChoose }: RecordingListProps) {
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
