import { useCallback, useState } from 'react';
import type { LogFilter as Wanted, LogPage } from '../../../../contract/event-log.ts';
import type { PersonId, SessionId } from '../../../../contract/ids.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { logText } from '../../text/log-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { LogDays } from './log-days.tsx';
import { LogFilter, type Chosen } from './log-filter.tsx';
import { SaveLog } from './save-log.tsx';

/** Midnight of a day as a field has it (`2026-11-28`), here and now; null for none. */
function midnight(day: string, more: number): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return match === null ? null : new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + more).getTime();
}

function wantedBy({ group, personId, sessionId, from, until }: Chosen): Wanted {
  const groups = group === 'all' ? null : [group];
  return { groups, personId, sessionId, fromMs: midnight(from, 0), untilMs: midnight(until, 1) };
}

interface Earlier extends LogPage {
  readonly follows: LogPage;
}

interface LogViewProps {
  /** Of whom, and of which session; null for all. */
  readonly personId: PersonId | null;
  readonly sessionId: SessionId | null;
}

/** What was done in this vault. */
export function LogView({ personId, sessionId }: LogViewProps) {
  const [chosen, setChosen] = useState<Chosen>({ group: 'all', personId, sessionId, from: '', until: '' });
  const page = useLoad(useCallback(() => vault.log.list({ before: null, filter: wantedBy(chosen) }), [chosen]));
  const [kept, setKept] = useState<Earlier | null>(null);
  const firstPage = page.value;
  // What belongs to another first page is of another choice, or of a log that was shorter.
  const earlier = kept !== null && kept.follows === firstPage ? kept : null;
  const before = earlier === null ? (firstPage?.before ?? null) : earlier.before;
  const more = useAction(async () => {
    const next = await vault.log.list({ before, filter: wantedBy(chosen) });
    if (firstPage === null) return;
    setKept({ follows: firstPage, lines: [...(earlier?.lines ?? []), ...next.lines], before: next.before });
  });
  const lines = [...(firstPage?.lines ?? []), ...(earlier?.lines ?? [])];
  const error = page.error ?? more.error;
  return (
    <div className="column">
      <PageHeading title={logText.title} />
      <p className="lead">{logText.lead}</p>
      <LogFilter chosen={chosen} onChange={setChosen} />
      {error === null ? null : <Problem code={error.code} />}
      <p className={lines.length === 0 && firstPage !== null ? 'quiet' : 'visually-hidden'} aria-live="polite">
        {lines.length === 0 && firstPage !== null ? logText.nothing : null}
      </p>
      <LogDays lines={lines} />
      {before === null ? null : (
        <div>
          <Button isBusy={more.isPending} onPress={() => void more.run()}>
            {logText.earlier}
          </Button>
        </div>
      )}
      <SaveLog lines={lines} onSaved={page.reload} />
    </div>
  );
}
