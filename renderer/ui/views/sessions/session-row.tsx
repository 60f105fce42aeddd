import { ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import type { SessionSummary } from '../../../../contract/session.ts';
import { en } from '../../text/en.ts';

function recordingText({ state, durationMs }: RecordingSummary): string {
  const word = en.sessions.stateBriefly[state];
  if (state === 'recording') return word;
  return word === '' ? en.sessions.length(durationMs) : `${en.sessions.length(durationMs)}, ${word}`;
}

interface SessionRowProps {
  readonly session: SessionSummary;
  readonly onOpen: () => void;
}

/** One session: its codes, when it was, and what was recorded, in words. */
export function SessionRow({ session, onOpen }: SessionRowProps) {
  return (
    <li>
      <Button className="session-row" onPress={onOpen}>
        <span className="session-codes">
          {session.codes.length === 0 ? en.sessions.nobody : en.common.beside(session.codes)}
        </span>
        <span className="session-when">{en.sessions.brieflyAt(session.createdAtMs)}</span>
        <span className="session-recordings">
          {session.recordings.length === 0 ? en.sessions.notRecorded : null}
          {session.recordings.map((recording) => (
            <span key={recording.id} className="session-recording" data-state={recording.state}>
              {recordingText(recording)}
            </span>
          ))}
        </span>
        <ChevronRight aria-hidden="true" className="session-chevron" />
      </Button>
    </li>
  );
}
