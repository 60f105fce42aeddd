import { ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { RecordingStatus, RecordingSummary } from '../../../../contract/recording.ts';
import type { SessionSummary } from '../../../../contract/session.ts';
import { en } from '../../text/en.ts';

function recordingText({ id, state, durationMs }: RecordingSummary, running: RecordingStatus | null): string {
  if (state === 'recording') {
    return running?.recordingId === id ? en.recording.phases[running.phase] : en.sessions.notRecoveredYet;
  }
  const word = en.sessions.stateBriefly[state];
  return word === '' ? en.sessions.length(durationMs) : `${en.sessions.length(durationMs)}, ${word}`;
}

interface SessionRowProps {
  readonly session: SessionSummary;
  readonly running: RecordingStatus | null;
  readonly onOpen: () => void;
}

/** One session: its codes, when it was, and what there is of it, in words. */
export function SessionRow({ session, running, onOpen }: SessionRowProps) {
  return (
    <li>
      <Button className="session-row" onPress={onOpen}>
        <span className="session-codes">
          {session.codes.length === 0 ? en.sessions.nobody : en.common.beside(session.codes)}
        </span>
        <span className="session-when">{en.sessions.brieflyAt(session.createdAtMs)}</span>
        <span className="session-recordings">
          {session.recordings.length > 0 ? null : session.hasNotes ? en.sessions.notesOnly : en.sessions.notRecorded}
          {session.recordings.map((recording) => (
            <span
              key={recording.id}
              className="session-recording"
              data-state={recording.state}
              data-phase={recording.id === running?.recordingId ? running.phase : null}
            >
              {recordingText(recording, running)}
            </span>
          ))}
          {session.recordings.length > 0 && session.hasNotes ? en.sessions.withNotes : null}
        </span>
        <ChevronRight aria-hidden="true" className="session-chevron" />
      </Button>
    </li>
  );
}
