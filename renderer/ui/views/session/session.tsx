import { ArrowLeft, Eraser } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PersonId, RecordingId, SessionId } from '../../../../contract/ids.ts';
import type { SessionRetention } from '../../../../contract/retention.ts';
import type { Participant, SessionDetail } from '../../../../contract/session.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { RecoveredTakes } from '../../components/recovered-takes.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { retentionText } from '../../text/retention-text.ts';
import { useLoad, type Loaded } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { ConsentTab } from './consent-tab.tsx';
import { DeleteRecording, DeleteSession } from './deleting.tsx';
import { RecordingHeard, SessionTabs, type SessionTab } from './recording-heard.tsx';
import { NotToBeUsed } from './not-to-be-used.tsx';
import { NotesPart } from './notes-part.tsx';
import { passagesOf, RecordingList } from './recording-list.tsx';
import { KeptHowLong } from './kept-how-long.tsx';
import { useWithdrawing } from './use-withdrawing.ts';
import { recordingsWith, WithdrawConsent } from './withdraw-consent.tsx';

/** How many people have not been asked again about a recording that has ended and of which nothing is settled yet. */
function countUnasked({ recordings, secondAskings }: SessionDetail, isSettled: (id: string) => boolean): number {
  const ended = recordings.filter(({ id, state }) => state !== 'recording' && !isSettled(id)).map(({ id }) => id);
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

/** Where the page opens: on the notes when they were asked for, or when they are all there is. */
function firstTab({ recordings, hasNotes }: SessionDetail, opensOn: 'notes' | null): SessionTab {
  if (opensOn !== null) return opensOn;
  if (recordings.length > 0) return 'listen';
  return hasNotes ? 'notes' : 'consent';
}

interface SessionBodyProps {
  readonly session: SessionDetail;
  readonly retention: Loaded<SessionRetention>;
  readonly opensOn: 'notes' | null;
  readonly hears: RecordingId | null;
  readonly onKept: () => void;
  readonly onDestroyed: (atMs: number) => void;
  readonly onWithdraw: (participant: Participant) => void;
}

function SessionBody({ session, retention, opensOn, hears, onKept, onDestroyed, onWithdraw }: SessionBodyProps) {
  const { state, go } = usePage();
  const [tab, setTab] = useState(() => firstTab(session, opensOn));
  const passages = passagesOf(session);
  const [chosenId, setChosenId] = useState(hears);
  const [sentRound, setSentRound] = useState(0);
  const last = passages.findLast(({ isOfSession }) => isOfSession) ?? passages.at(-1);
  const passage = passages.find(({ recording }) => recording.id === chosenId) ?? last;
  const chosen = passage?.recording;
  const hear = (recordingId: RecordingId): void => {
    setChosenId(recordingId);
    setTab('listen');
    setSentRound((round) => round + 1);
  };
  const consent = (
    <>
      <ConsentTab session={session} onKept={onKept} onDestroyed={onDestroyed} onWithdraw={onWithdraw} onHear={hear} />
      {retention.error === null ? null : <Problem code={retention.error.code} />}
      {retention.value === null ? null : (
        <KeptHowLong sessionId={session.id} retention={retention.value} onChanged={onKept} />
      )}
    </>
  );
  const notes = <NotesPart sessionId={session.id} takesFocus={opensOn === 'notes'} />;
  /** To be destroyed, unless that is undone. */
  const isWaiting = (id: string) => state.deletions.some(({ subject }) => subject.id === id);
  const isWithdrawn = (id: string) => session.withdrawals.some(({ recordingId }) => recordingId === id);
  /** Somebody wants it destroyed, and a hold stands against that. */
  const isHeldBack = (id: string) =>
    retention.value?.recordings.some(({ recording, isToBeDestroyed }) => recording.id === id && isToBeDestroyed) ===
    true;
  const isSettled = (id: string) => isWaiting(id) || isWithdrawn(id) || isHeldBack(id);
  const asking = <StillAsking count={countUnasked(session, isSettled)} onAsk={() => setTab('consent')} />;
  if (chosen === undefined) {
    const nothing = <p>{en.session.noRecordings}</p>;
    return <SessionTabs tab={tab} onTab={setTab} listen={nothing} notes={notes} consent={consent} />;
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
  const erased = session.erasedPassages.filter(({ recordingId }) => recordingId === chosen.id);
  return (
    <>
      {passages.length > 1 || passage?.isOfSession === false ? (
        <RecordingList
          passages={passages}
          chosen={chosen}
          sentRound={sentRound}
          onChoose={({ id }) => setChosenId(id)}
        />
      ) : null}
      {chosen.state === 'recording' || isSettled(chosen.id) ? (
        <SessionTabs
          tab={tab}
          onTab={setTab}
          listen={
            isWaiting(chosen.id) ? (
              <p>{en.deletion.recordingWaits}</p>
            ) : isWithdrawn(chosen.id) ? (
              <NotToBeUsed
                recording={chosen}
                withdrawals={session.withdrawals}
                mayDelete={passage?.isOfSession === true}
              />
            ) : isHeldBack(chosen.id) ? (
              <Notice>
                <p>{retentionText.waitsForHold}</p>
              </Notice>
            ) : (
              unheard
            )
          }
          notes={notes}
          consent={consent}
        />
      ) : (
        <RecordingHeard
          key={`${chosen.id} ${erased.length}`}
          recording={chosen}
          erased={erased}
          tab={tab}
          onTab={setTab}
          listen={
            <>
              {asking}
              {passage?.isOfSession === true ? (
                <div className="delete">
                  <Button
                    look="plain"
                    icon={<Eraser aria-hidden="true" />}
                    onPress={() =>
                      go({ name: 'erase-part', sessionId: session.id, recordingId: chosen.id, wish: null })
                    }
                  >
                    {erasingText.act}
                  </Button>
                  <DeleteRecording recording={chosen} />
                </div>
              ) : null}
            </>
          }
          notes={notes}
          consent={consent}
        />
      )}
    </>
  );
}

interface SessionViewProps {
  readonly sessionId: SessionId;
  readonly opensOn: 'notes' | null;
  /** Who has just said that they withdraw from the recording that runs. */
  readonly withdraws: PersonId | null;
  /** Which recording is on at first; null: the last. */
  readonly hears: RecordingId | null;
}

/** One session: its sound, its notes, and who agreed to what. */
export function SessionView({ sessionId, opensOn, withdraws, hears }: SessionViewProps) {
  const { state, go } = usePage();
  const session = useLoad(useCallback(() => vault.sessions.get({ sessionId }), [sessionId]));
  const [destroyedAtMs, setDestroyedAtMs] = useState<number | null>(null);
  const runningId = state.status?.recordingId ?? null;
  const retention = useLoad(useCallback(() => vault.retention.ofSession({ sessionId }), [sessionId]));
  const { reload: reloadRetention } = retention;
  const { reload: reloadSession } = session;
  const reload = useCallback(() => {
    reloadSession();
    reloadRetention();
  }, [reloadSession, reloadRetention]);
  const { deletions } = state;
  useEffect(() => reload(), [reload, runningId, deletions]);
  const detail = session.value;
  const { withdrawing, error: stopError, begin, end } = useWithdrawing(detail, sessionId, withdraws);
  const endWithdrawal = () => {
    end();
    reload();
  };
  return (
    <div className="column column-wide">
      <div className="back">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'sessions' })}>
          {en.common.backToSessions}
        </Button>
      </div>
      <header className="view-head">
        <div>
          <PageHeading title={en.session.title} takesFocus={opensOn === null}>
            {en.session.heading(en.common.beside(detail?.participants.map(({ code }) => code) ?? []))}
          </PageHeading>
          {detail === null ? null : <p className="quiet">{en.sessions.at(detail.createdAtMs)}</p>}
        </div>
        <div className="acts">
          {deletions.some(({ subject }) => subject.id === sessionId) ? null : <DeleteSession sessionId={sessionId} />}
          <Button onPress={() => go({ name: 'new-session', sessionId })}>
            {detail?.recordings.length === 0 ? en.session.record : en.session.recordAgain}
          </Button>
        </div>
      </header>
      {session.error === null ? null : <Problem code={session.error.code} />}
      {stopError === null ? null : <Problem code={stopError.code} />}
      {detail === null || withdrawing === null ? null : (
        <WithdrawConsent
          sessionId={sessionId}
          participant={withdrawing.participant}
          recordings={recordingsWith(detail, withdrawing.participant)}
          hasStopped={withdrawing.hasStopped}
          onClose={endWithdrawal}
          onWithdrawn={endWithdrawal}
        />
      )}
      {destroyedAtMs === null ? null : <Destroyed atMs={destroyedAtMs} />}
      <RecoveredTakes sessionId={sessionId} />
      {detail === null ? null : (
        <SessionBody
          session={detail}
          retention={retention}
          opensOn={opensOn}
          hears={hears}
          onKept={reload}
          onWithdraw={begin}
          onDestroyed={(atMs) => {
            setDestroyedAtMs(atMs);
            reload();
          }}
        />
      )}
    </div>
  );
}
