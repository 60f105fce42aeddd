import { useEffect, useRef } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { en } from '../../text/en.ts';
import { spokenText } from '../../text/spoken-consent-text.ts';

/** Something to listen to, by its name on the page. */
export interface Passage {
  readonly recording: RecordingSummary;
  readonly name: string;
  /** The recording of the session itself, and not how somebody agreed to it. */
  readonly isOfSession: boolean;
}

/** In the order in which they were recorded: how people agreed aloud, then the session itself. */
export function passagesOf({ spokenConsents, recordings }: SessionDetail): Passage[] {
  const byTime = recordings.toSorted((one, other) => one.beganAtMs - other.beganAtMs);
  return [
    ...spokenConsents.map(({ recording, code }) => ({
      recording,
      name: spokenText.consentOf(code),
      isOfSession: false,
    })),
    ...byTime.map((recording, index) => ({
      recording,
      name: en.session.recordingNumber(index + 1),
      isOfSession: true,
    })),
  ].toSorted((one, other) => one.recording.beganAtMs - other.recording.beganAtMs);
}

interface RecordingListProps {
  readonly passages: readonly Passage[];
  readonly chosen: RecordingSummary;
  /** Changes when somebody was sent here: the chosen one takes the focus. */
  readonly sentRound: number;
  readonly onChoose: (recording: RecordingSummary) => void;
}

/** Which one to listen to, where a session has more than one. */
export function RecordingList({ passages, chosen, sentRound, onChoose }: RecordingListProps) {
  const chosenButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (sentRound > 0) chosenButton.current?.focus();
  }, [sentRound]);
  return (
    <ul className="recording-list" aria-label={en.session.recordingsLabel}>
      {passages.map(({ recording, name }) => (
        <li key={recording.id}>
          <ToggleButton
            ref={recording.id === chosen.id ? chosenButton : null}
            className="recording-choice"
            isSelected={recording.id === chosen.id}
            onChange={() => onChoose(recording)}
          >
            <span>{name}</span>
            <span className="quiet">
              {en.common.beside([en.session.beganAt(recording.beganAtMs), en.session.length(recording.durationMs)])}
            </span>
          </ToggleButton>
        </li>
      ))}
    </ul>
  );
}
