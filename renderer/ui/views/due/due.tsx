import { useEffect, useRef } from 'react';
import type { DueAsking } from '../../../../contract/due.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SecondAsking } from '../../components/second-asking.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { retentionText } from '../../text/retention-text.ts';
import { useDue } from '../../use-due.ts';
import { useRetention } from '../../use-retention.ts';
import { RetentionSections } from './retention-sections.tsx';

function AskingCard({ due }: { readonly due: DueAsking }) {
  const { go } = usePage();
  const announce = useAnnounce();
  const { recording, askings, sinceMs } = due;
  return (
    <li className="card stack">
      <div>
        <h2>{en.common.beside(askings.map(({ code }) => code))}</h2>
        <p>{en.after.summary(recording.beganAtMs, recording.durationMs)}</p>
        <p className="due-since">{en.due.since(sinceMs)}</p>
      </div>
      <SecondAsking
        sessionId={recording.sessionId}
        askings={askings}
        onKept={() => announce(en.agreement.noted)}
        onDestroyed={(atMs) => announce(en.after.destroyedText(atMs))}
      />
      <div className="due-session">
        <Button look="plain" onPress={() => go({ name: 'session', sessionId: recording.sessionId })}>
          {en.after.goToSession}
        </Button>
      </div>
    </li>
  );
}

function Nothing({ isDeleting }: { readonly isDeleting: boolean }) {
  return (
    <div className="empty">
      <h2>{en.due.emptyTitle}</h2>
      <p>{isDeleting ? en.due.deleting : en.due.emptyLead}</p>
    </div>
  );
}

/** What needs the person: whom to ask again. */
export function Due() {
  const { deletions } = usePage().state;
  const { value: due, error } = useDue();
  const { value: lists, error: listError, reload } = useRetention();
  const countBefore = useRef(0);
  useEffect(() => {
    const count = due === null ? 0 : due.first.length + due.unlisted;
    // Who answered last took the card, and the focus in it, along.
    if (count < countBefore.current && document.activeElement === document.body) document.querySelector('h1')?.focus();
    countBefore.current = count;
  }, [due]);
  return (
    <div className="column">
      <PageHeading title={en.due.title} />
      {error === null ? null : <Problem code={error.code} />}
      {listError === null ? null : <Problem code={listError.code} />}
      {due === null ? null : due.first.length === 0 ? (
        (lists?.dueNow.length ?? 0) > 0 ? null : (
          <Nothing isDeleting={deletions.length > 0} />
        )
      ) : (
        <>
          <p className="lead">{en.due.lead}</p>
          {deletions.length === 0 ? null : <p className="quiet">{en.due.deleting}</p>}
          <ul className="stack" aria-label={en.due.listLabel}>
            {due.first.map((one) => (
              <AskingCard key={one.recording.id} due={one} />
            ))}
          </ul>
          {due.unlisted === 0 ? null : <p>{retentionText.unlisted(due.unlisted)}</p>}
        </>
      )}
      {lists === null ? null : <RetentionSections lists={lists} onChanged={reload} />}
    </div>
  );
}
