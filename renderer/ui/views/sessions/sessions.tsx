import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { SessionSummary } from '../../../../contract/session.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { RecoveredTakes } from '../../components/recovered-takes.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { usePage } from '../../page-context.ts';
import type { Place } from '../../place.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { NoSheet } from './no-sheet.tsx';
import { SessionRow } from './session-row.tsx';

function placeOf(session: SessionSummary): Place {
  const isPrepared = session.recordings.length === 0 && !session.hasNotes;
  return { name: isPrepared ? 'new-session' : 'session', sessionId: session.id };
}

function foundText(count: number, query: string): string {
  return count === 0 ? en.sessions.nothingFound(query) : en.sessions.found(count);
}

function OpeningNotices() {
  const { state, dispatch } = usePage();
  // The list of recovered takes says the one, and says more; the other stays until somebody has seen it.
  const notices = state.notices.filter((notice) => notice !== 'recording-recovered' && notice !== 'possible-rollback');
  if (notices.length === 0) return null;
  return (
    <section aria-label={en.common.noticesLabel}>
      <Notice onDismiss={() => dispatch({ type: 'notices-dismissed' })}>
        {[...new Set(notices)].map((notice) => (
          <p key={notice}>{en.noticeTexts[notice]}</p>
        ))}
      </Notice>
    </section>
  );
}

/** Told at every unlock until somebody says that they have seen it, and not only closed. */
function PossibleRollback() {
  const { state, dispatch } = usePage();
  const see = useAction(async () => {
    await vault.log.seeRollback();
    dispatch({ type: 'rollback-seen' });
    document.querySelector('h1')?.focus();
  });
  if (!state.notices.includes('possible-rollback')) return null;
  return (
    <section aria-label={en.sessions.rollbackLabel}>
      <Notice>
        <p>{en.noticeTexts['possible-rollback']}</p>
        {see.error === null ? null : <Problem code={see.error.code} />}
        <div className="acts">
          <Button isBusy={see.isPending} onPress={() => void see.run()}>
            {en.sessions.rollbackSeen}
          </Button>
        </div>
      </Notice>
    </section>
  );
}

/** Every session, newest first, by code. */
export function Sessions() {
  const { state, go } = usePage();
  const [query, setQuery] = useState('');
  const list = useLoad(useCallback(() => vault.sessions.list({ query }), [query]));
  // A recording that begins or ends changes the list, and so does a deletion.
  const runningId = state.status?.recordingId ?? null;
  const { reload } = list;
  const { deletions } = state;
  useEffect(() => reload(), [reload, runningId, deletions]);
  const sessions = list.value;
  return (
    <div className="column">
      <header className="view-head">
        <PageHeading title={en.sessions.title} takesFocus={false} />
        <Button
          look="primary"
          icon={<Plus aria-hidden="true" />}
          onPress={() => go({ name: 'new-session', sessionId: null })}
        >
          {en.sessions.newSession}
        </Button>
      </header>
      <PossibleRollback />
      <OpeningNotices />
      <NoSheet />
      <RecoveredTakes sessionId={null} />
      <SearchBox value={query} onChange={setQuery} />
      {list.error === null ? null : <Problem code={list.error.code} />}
      {sessions?.length === 0 && query === '' ? (
        <div className="empty">
          <h2>{en.sessions.emptyTitle}</h2>
          <p>{en.sessions.emptyLead}</p>
        </div>
      ) : null}
      <p className={sessions?.length === 0 ? 'quiet' : 'visually-hidden'} aria-live="polite">
        {sessions === null || query === '' ? null : foundText(sessions.length, query)}
      </p>
      <ul className="session-list" aria-label={en.sessions.listLabel}>
        {(sessions ?? []).map((session) => (
          <SessionRow key={session.id} session={session} running={state.status} onOpen={() => go(placeOf(session))} />
        ))}
      </ul>
    </div>
  );
}
