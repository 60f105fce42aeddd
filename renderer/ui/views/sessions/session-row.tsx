import { ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { SessionSummary } from '../../../../contract/session.ts';
import { en } from '../../text/en.ts';

function recordingsText({ recordings }: SessionSummary): string {
  if (recordings.length === 0) return en.sessions.notRecorded;
  return en.common.beside(
    recordings.map(({ state, durationMs }) => {
      const word = en.sessions.stateBriefly[state];
      if (state === 'recording') return word;
      return word === '' ? en.sessions.length(durationMs) : `${en.sessions.length(durationMs)}, ${word}`;
    }),
  );
}

interface SessionRowProps {
  readonly session: SessionSummary;
  readonly onOpen: () => void;
}

/** One session: its codes, when it was, and what was recorded, in words. */
export function SessionRow({ session, onOpen }: SessionRowProps) {
  const needsLook = session.recordings.some(({ state }) => state === 'recovered' || state === 'altered');
  const isRunning = session.recordings.some(({ state }) => state === 'recording');
  return (
    <li>
      <Button className="session-row" onPress={onOpen}>
        <span className="session-codes">
          {session.codes.length === 0 ? en.sessions.nobody : en.common.beside(session.codes)}
        </span>
        <span className="session-when">{en.sessions.at(session.createdAtMs)}</span>
        <span className="session-recordings" data-needs-look={needsLook} data-running={isRunning}>
          {recordingsText(session)}
        </span>
        <ChevronRight aria-hidden="true" className="session-chevron" />
      </Button>
    </li>
  );
}
