import { LockKeyhole } from 'lucide-react';
import { useCallback, useContext, type ReactNode } from 'react';
import { lockKeys, useLockShortcut } from './a11y/use-lock-shortcut.ts';
import { Button } from './components/button.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { Notice } from './components/notice.tsx';
import { PendingDeletions } from './components/pending-deletions.tsx';
import { Problem } from './components/problem.tsx';
import { Rail } from './components/rail.tsx';
import { RecordingBar } from './components/recording-bar.tsx';
import { DraftsContext } from './open-drafts.ts';
import { usePage } from './page-context.ts';
import { en } from './text/en.ts';
import { errorTexts } from './text/error-text.ts';
import { useAction } from './use-action.ts';
import { vault } from './vault-client.ts';
import { Broken } from './views/broken/broken.tsx';

function Failure() {
  const { state, dispatch } = usePage();
  if (state.failure === null || state.failure.isDismissed) return null;
  const text = errorTexts[state.failure.code];
  return (
    <section className="shell-notice" aria-label={en.common.noticesLabel}>
      <Notice onDismiss={() => dispatch({ type: 'failure-dismissed' })}>
        <p role="alert">
          <strong>{en.recording.failedTitle}.</strong> {text.happened} {text.safe} {text.todo}
        </p>
      </Notice>
    </section>
  );
}

function LockButton() {
  const drafts = useContext(DraftsContext);
  const lock = useAction(
    useCallback(async () => {
      await drafts.saveAll();
      await vault.app.lock();
    }, [drafts]),
  );
  useLockShortcut(lock.run);
  return (
    <div className="lock">
      <Button
        icon={<LockKeyhole aria-hidden="true" />}
        isBusy={lock.isPending}
        aria-keyshortcuts={lockKeys.name}
        onPress={() => void lock.run()}
      >
        {en.shell.lock}
        <kbd className="keys" aria-hidden="true">
          {lockKeys.isCommand ? en.shell.lockKeysMac : en.shell.lockKeys}
        </kbd>
      </Button>
      {lock.error === null ? null : <Problem code={lock.error.code} />}
    </div>
  );
}

interface ShellProps {
  readonly children: ReactNode;
  /**
   * `places` with the rail, `page` without it, `sign` as well without anything that names somebody, `shut` without a lock as
   * there is nothing open.
   */
  readonly frame: 'places' | 'page' | 'sign' | 'shut';
}

/** What stands round every view: places, lock, and the bar of a running recording. */
export function Shell({ children, frame }: ShellProps) {
  const { state, go } = usePage();
  const isOnRecording = frame === 'sign' || (frame !== 'shut' && state.place.name === 'recording');
  return (
    <div className={`shell shell-${frame}`}>
      {frame === 'places' ? <Rail place={state.place} onGo={go} /> : null}
      <div className="shell-body">
        {frame === 'shut' ? null : (
          <div className="shell-top">
            <LockButton />
          </div>
        )}
        <div className="shell-view">
          <Failure />
          {frame === 'shut' || frame === 'sign' ? null : <PendingDeletions />}
          <main className="shell-main">
            <ErrorBoundary shownFor={state.place} fallback={(retry) => <Broken onRetry={retry} />}>
              {children}
            </ErrorBoundary>
          </main>
        </div>
      </div>
      {state.status === null ? null : (
        <RecordingBar
          status={state.status}
          isLarge={isOnRecording}
          onShow={frame === 'places' && !isOnRecording ? () => go({ name: 'recording' }) : null}
        />
      )}
    </div>
  );
}
