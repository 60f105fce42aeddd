import type { LogLine } from '../../../../contract/event-log.ts';
import { Button } from '../../components/button.tsx';
import { usePage } from '../../page-context.ts';
import { formatDay, formatTime } from '../../text/format.ts';
import { logSentences, logText } from '../../text/log-text.ts';

interface Day {
  readonly day: string;
  readonly lines: readonly LogLine[];
}

/** Lines that follow one another on one day; a clock that was set back makes a day come again. */
function byDay(lines: readonly LogLine[]): Day[] {
  const days: { day: string; lines: LogLine[] }[] = [];
  for (const line of lines) {
    const day = formatDay(line.atMs);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

function Links({ line }: { readonly line: LogLine }) {
  const { go } = usePage();
  const { person, session, recordingId } = line;
  return (
    <span className="log-links">
      {person === null ? null : (
        <Button
          look="plain"
          aria-label={logText.toPersonLabel(person.code)}
          onPress={() => go({ name: 'person', personId: person.id })}
        >
          {logText.toPerson(person.code)}
        </Button>
      )}
      {session === null ? null : (
        <Button
          look="plain"
          aria-label={recordingId === null ? logText.toSessionLabel(session.codes) : logText.toRecordingLabel}
          onPress={() =>
            go({ name: 'session', sessionId: session.id, ...(recordingId === null ? {} : { hears: recordingId }) })
          }
        >
          {recordingId === null ? logText.toSession : logText.toRecording}
        </Button>
      )}
    </span>
  );
}

/** Entries under their days. `isOnPaper`: nothing leads anywhere. */
export function LogDays({
  lines,
  isOnPaper = false,
}: {
  readonly lines: readonly LogLine[];
  readonly isOnPaper?: boolean;
}) {
  return byDay(lines).map(({ day, lines: ofDay }) => (
    <section key={`${day} ${ofDay[0]?.sequence ?? 0}`} className="log-day">
      <h2>{day}</h2>
      <ul className="log-lines" aria-label={logText.listLabel(day)}>
        {ofDay.map((line) => (
          <li key={line.sequence} className="log-line">
            <span className="log-time">{formatTime(line.atMs)}</span>
            <span>{logSentences[line.kind](line)}</span>
            {isOnPaper ? null : <Links line={line} />}
          </li>
        ))}
      </ul>
    </section>
  ));
}
