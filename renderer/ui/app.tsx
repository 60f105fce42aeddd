import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { Announcer, useAnnounce } from './a11y/announcer.tsx';
import { initialPageState, reducePage } from './app-reducer.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { Problem } from './components/problem.tsx';
import { RecordingTones } from './components/recording-tones.tsx';
import { SignalAnnouncements } from './components/signal-warning.tsx';
import { SourceAnnouncements } from './components/source-notices.tsx';
import { DraftsContext, OpenDrafts } from './open-drafts.ts';
import { PageContext, usePage } from './page-context.ts';
import type { Place } from './place.ts';
import { Shell } from './shell.tsx';
import { en } from './text/en.ts';
import { onEvent, toVaultError, vault } from './vault-client.ts';
import { After } from './views/after/after.tsx';
import { AgreementView } from './views/agreement/agreement.tsx';
import { Broken } from './views/broken/broken.tsx';
import { BySheet } from './views/by-sheet/by-sheet.tsx';
import { CheckVault } from './views/check-vault/check-vault.tsx';
import { Due } from './views/due/due.tsx';
import { ErasePart } from './views/erase-part/erase-part.tsx';
import { FirstRun } from './views/first-run/first-run.tsx';
import { Locked } from './views/locked/locked.tsx';
import { LogView } from './views/log/log.tsx';
import { NewSession } from './views/new-session/new-session.tsx';
import { People } from './views/people/people.tsx';
import { PersonView } from './views/person/person.tsx';
import { ReceiptsView } from './views/receipts/receipts.tsx';
import { RecordingView } from './views/recording/recording.tsx';
import { RecordingSign } from './views/recording-sign/recording-sign.tsx';
import { SessionView } from './views/session/session.tsx';
import { CertificateView } from './views/certificate/certificate.tsx';
import { Sessions } from './views/sessions/sessions.tsx';
import { SettingsView } from './views/settings/settings.tsx';
import { TemplateView } from './views/templates/template.tsx';
import { TermsView } from './views/terms/terms.tsx';
import { WayView } from './views/ways/way-view.tsx';

function View() {
  const { place } = usePage().state;
  switch (place.name) {
    case 'sessions':
      return <Sessions />;
    case 'people':
      return <People />;
    case 'person':
      return <PersonView personId={place.personId} />;
    case 'due':
      return <Due />;
    case 'log':
      return <LogView personId={place.personId ?? null} sessionId={place.sessionId ?? null} />;
    case 'settings':
      return <SettingsView />;
    case 'way':
      return <WayView change={place.change} />;
    case 'check-vault':
      return <CheckVault />;
    case 'new-session':
      return <NewSession sessionId={place.sessionId} />;
    case 'agreement':
      return <AgreementView sessionId={place.sessionId} personId={place.personId} />;
    case 'terms':
      return <TermsView sessionId={place.sessionId} />;
    case 'template':
      return <TemplateView templateId={place.templateId} />;
    case 'recording':
      return <RecordingView />;
    case 'recording-sign':
      return <RecordingSign />;
    case 'after':
      return <After sessionId={place.sessionId} recordingId={place.recordingId} />;
    case 'erase-part':
      return <ErasePart sessionId={place.sessionId} recordingId={place.recordingId} wish={place.wish} />;
    case 'certificate':
      return <CertificateView recordingId={place.recordingId} />;
    case 'receipts':
      return <ReceiptsView sessionId={place.sessionId} personId={place.personId} />;
    case 'session':
      return (
        <SessionView
          sessionId={place.sessionId}
          opensOn={place.opensOn ?? null}
          withdraws={place.withdraws ?? null}
          hears={place.hears ?? null}
        />
      );
  }
}

/**
 * Says when a recording starts, pauses, stalls or ends; time and level are never spoken. A failure is an alert of its
 * own, and what is thrown away is not called saved.
 */
function PhaseAnnouncements() {
  const { status, failure, isThrowingAway } = usePage().state;
  const announce = useAnnounce();
  const phase = status?.phase ?? null;
  const recordingId = status?.recordingId ?? null;
  const before = useRef({ phase, recordingId });
  useEffect(() => {
    const last = before.current;
    if (last.phase === phase) return;
    before.current = { phase, recordingId };
    if (phase !== null) announce(en.recording.phases[phase]);
    else if (!isThrowingAway && failure?.recordingId !== last.recordingId) announce(en.recording.endedWell);
  }, [phase, recordingId, failure, isThrowingAway, announce]);
  return null;
}

function frameOf({ name }: Place): 'sign' | 'page' | 'places' {
  if (name === 'recording-sign') return 'sign';
  return name === 'agreement' ? 'page' : 'places';
}

function Frames() {
  const { state } = usePage();
  if (state.app === null) return null;
  if (state.isSettingUp) {
    return (
      <Shell frame={state.app.phase === 'unlocked' ? 'page' : 'shut'}>
        <FirstRun />
      </Shell>
    );
  }
  if (state.isOpeningBySheet) {
    return (
      <Shell frame={state.app.phase === 'unlocked' ? 'page' : 'shut'}>
        <BySheet />
      </Shell>
    );
  }
  if (state.app.phase !== 'unlocked') {
    return (
      <Shell frame="shut">
        <Locked />
      </Shell>
    );
  }
  return (
    <Shell frame={frameOf(state.place)}>
      <View />
    </Shell>
  );
}

/** The whole page of the app window. */
export function App() {
  const [state, dispatch] = useReducer(reducePage, initialPageState);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [drafts] = useState(() => new OpenDrafts());
  const page = useMemo(() => ({ state, dispatch }), [state]);
  useEffect(() => {
    const stopState = onEvent('appState', (app) => dispatch({ type: 'app-state', app }));
    const stopStatus = onEvent('recordingStatus', (status) => dispatch({ type: 'recording-status', status }));
    const stopSaving = onEvent('aboutToLock', () => void drafts.saveAll());
    vault.app.getState().then(
      (app) => dispatch({ type: 'app-state', app }),
      (error: unknown) => setProblem(toVaultError(error).code),
    );
    return () => {
      stopState();
      stopStatus();
      stopSaving();
    };
  }, [drafts]);
  return (
    <PageContext value={page}>
      <DraftsContext value={drafts}>
        <Announcer>
          <PhaseAnnouncements />
          <SignalAnnouncements status={state.status} />
          <RecordingTones />
          <SourceAnnouncements status={state.status} />
          <ErrorBoundary fallback={(retry) => <Broken onRetry={retry} />}>
            {problem === null ? <Frames /> : <Problem code={problem} />}
          </ErrorBoundary>
        </Announcer>
      </DraftsContext>
    </PageContext>
  );
}
