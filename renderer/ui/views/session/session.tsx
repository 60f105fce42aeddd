import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionId } from '../../../../contract/ids.ts';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { DeleteButton } from '../../components/delete-button.tsx';
import { ConsentTab } from './consent-tab.tsx';
import { RecordingHeard, SessionTabs, type SessionTab } from './recording-heard.tsx';
import { RecordingList } from './recording-list.tsx';

/** How many people have not been asked again about a recording that has ended and is to stay. */
function countUnasked({ recordings, secondAskings }: SessionDetail, isWaiting: (id: string) => boolean): number {
  const ended = recordings.filter(({ id, state }) => state !== 'recording' && !isWaiting(id)).map(({ id }) => id);
  const open = secondAskings.filter(({ recordingId, answer }) => answer === null && ended.includes(recordingId));
  return new Set(open.map(({ personId }) => personId)).size;
}

function StillAsking({ count, onAsk }: { readonly count: number; readonly onAsk: () => void }) {
  if (count === 0) return null;
  return (
    <div className="still-asking">
      <p>{en.session.stillAsking(count)}</p>
      <Button onPress={onAsk}>{en.session.askNow}</Button>
    </div>
  );
}

/** Takes the focus, as the button that was pressed goes with the recording. */
function Destroyed({ atMs }: { readonly atMs: number }) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => said.current?.focus(), [atMs]);
  return (
    <div ref={said} tabIndex={-1}>
      <Notice>
        <p>
          {en.after.destroyedText(atMs)} {en.after.destroyCopies}
        </p>
      </Notice>
    </div>
  );
}

function DeleteRecording({ recording }: { readonly recording: RecordingSummary }) {
  return (
    <div className="delete">
      <DeleteButton
        act={en.deletion.recording}
        title={en.deletion.recordingTitle}
        onDelete={() => vault.recordings.delete({ recordingId: recording.id })}
      >
        <p>{en.deletion.recordingText}</p>
      </DeleteButton>
    </div>
  );
}

function DeleteSession({ sessionId }: { readonly sessionId: SessionId }) {
  const { go } = usePage();
  return (
    <DeleteButton
      act={en.deletion.session}
      title={en.deletion.sessionTitle}
      onDelete={async () => {
        await vault.sessions.delete({ sessionId });
        go({ name: 'sessions' });
      }}
    >
      <p>{en.deletion.sessionText}</p>
    </DeleteButton>
  );
}

interface SessionBodyProps {
  readonly session: SessionDetail;
  readonly onKept: () => void;
  readonly onDestroyed: (atMs: number) => void;
}

function SessionBody({ session, onKept, onDestroyed }: SessionBodyProps) {
  const { state, go } = usePage();
  const [tab, setTab] = useState<SessionTab>(session.recordings.length === 0 ? 'consent' : 'listen');
  const recordings = session.recordings.toSorted((one, other) => one.beganAtMs - other.beganAtMs);
  const [chosenId, setChosenId] = useState(recordings.at(-1)?.id ?? null);
  const chosen = recordings.find(({ id }) => id === chosenId) ?? recordings.at(-1);
  const consent = <ConsentTab session={session} onKept={onKept} onDestroyed={onDestroyed} />;
  /** To be destroyed, unless that is undone. */
  const isWaiting = (id: string) => state.deletions.some(({ subject }) => subject.id === id);
  const asking = <StillAsking count={countUnasked(session, isWaiting)} onAsk={() => setTab('consent')} />;
  if (chosen === undefined) {
    return <SessionTabs tab={tab} onTab={setTab} listen={<p>{en.session.noRecordings}</p>} consent={consent} />;
  }
  const unheard =
    state.status?.recordingId === chosen.id ? (
      <div className="card stack-small">
        <p>{en.session.runningNow}</p>
        <div className="acts">
          <Button onPress={() => go({ name: 'recording' })}>{en.recording.goTo}</Button>
        </div>
      </div>
    ) : (
      <Notice>
        <p>{en.session.notRecoveredYet}</p>
      </Notice>
    );
  return (
    <>
      {recordings.length > 1 ? (
        <RecordingList recordings={recordings} chosen={chosen} onChoose={({ id }) => setChosenId(id)} />
      ) : null}
      {chosen.state === 'recording' || isWaiting(chosen.id) ? (
        <SessionTabs
          tab={tab}
          onTab={setTab}
          listen={isWaiting(chosen.id) ? <p>{en.deletion.recordingWaits}</p> : unheard}
          consent={consent}
        />
      ) : (
        <RecordingHeard
          key={chosen.id}
          recording={chosen}
          tab={tab}
          onTab={setTab}
          listen={
            <>
              {asking}
              <DeleteRecording recording={chosen} />
            </>
          }
          consent={consent}
        />
      )}
    </>
  );
}

/** One session: its sound, and who agreed to what. */
export function SessionView({ sessionId }: { readonly sessionId: SessionId }) {
  const { state, go } = usePage();
  const session = useLoad(useCallback(() => vault.sessions.get({ sessionId }), [sessionId]));
  const [destroyedAtMs, setDestroyedAtMs] = useState<number | null>(null);
  const runningId = state.status?.recordingId ?? null;
  const { reload } = session;
  const { deletions } = state;
  useEffect(() => reload(), [reload, runningId, deletions]);
  const detail = session.value;
  return (
    <div className="column column-wide">
      <div className="back">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'sessions' })}>
          {en.common.backToSessions}
        </Button>
      </div>
      <header className="view-head">
        <div>
          <PageHeading title={en.session.title}>
            {en.session.heading(en.common.beside(detail?.participants.map(({ code }) => code) ?? []))}
          </PageHeading>
          {detail === null ? null : <p className="quiet">{en.sessions.at(detail.createdAtMs)}</p>}
        </div>
        <div className="acts">
          <DeleteSession sessionId={sessionId} />
          <Button onPress={() => go({ name: 'new-session', sessionId })}>{en.session.recordAgain}</Button>
        </div>
      </header>
      {session.error === null ? null : <Problem code={session.error.code} />}
      {destroyedAtMs === null ? null : <Destroyed atMs={destroyedAtMs} />}
      {detail === null ? null : (
        <SessionBody
          session={detail}
          onKept={reload}
          onDestroyed={(atMs) => {
            setDestroyedAtMs(atMs);
            reload();
          }}
        />
      )}
    </div>
  );
}
