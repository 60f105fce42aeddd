import { useCallback, useState } from 'react';
import type { RecordingId, SessionId } from '../../../../contract/ids.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SecondAsking } from '../../components/second-asking.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

function Destroyed({ atMs }: { readonly atMs: number }) {
  const { go } = usePage();
  return (
    <div className="column column-narrow">
      <PageHeading title={en.after.destroyedTitle} />
      <p className="lead">{en.after.destroyedText(atMs)}</p>
      <p className="quiet">{en.after.destroyCopies}</p>
      <Button look="primary" onPress={() => go({ name: 'sessions' })}>
        {en.common.backToSessions}
      </Button>
    </div>
  );
}

interface AfterProps {
  readonly sessionId: SessionId;
  readonly recordingId: RecordingId;
}

/** The second asking, right after the session. */
export function After({ sessionId, recordingId }: AfterProps) {
  const { go } = usePage();
  const [destroyedAtMs, setDestroyedAtMs] = useState<number | null>(null);
  const session = useLoad(useCallback(() => vault.sessions.get({ sessionId }), [sessionId]));
  if (destroyedAtMs !== null) return <Destroyed atMs={destroyedAtMs} />;
  const askings = session.value?.secondAskings.filter((line) => line.recordingId === recordingId) ?? [];
  const recording = session.value?.recordings.find(({ id }) => id === recordingId);
  const isSettled = askings.length > 0 && askings.every(({ answer }) => answer === 'keep' || answer === 'part-erased');
  const isPartErased = askings.some(({ answer }) => answer === 'part-erased');
  return (
    <div className="column">
      <PageHeading title={en.after.title}>{en.after.heading}</PageHeading>
      {recording === undefined ? null : (
        <p className="quiet">{en.after.summary(recording.beganAtMs, recording.durationMs)}</p>
      )}
      <p className="lead">{en.after.lead}</p>
      <section className="card stack">
        <h2>{en.after.question}</h2>
        {session.value === null ? null : (
          <SecondAsking
            sessionId={sessionId}
            askings={askings}
            onKept={session.reload}
            onDestroyed={setDestroyedAtMs}
          />
        )}
        {session.error === null ? null : <Problem code={session.error.code} />}
        <p className="quiet" aria-live="polite">
          {isSettled ? (isPartErased ? erasingText.restKept : en.after.allKept) : en.after.later}
        </p>
      </section>
      <div className="acts">
        <Button look={isSettled ? 'primary' : 'quiet'} onPress={() => go({ name: 'sessions' })}>
          {en.after.done}
        </Button>
        <Button look="plain" onPress={() => go({ name: 'session', sessionId })}>
          {en.after.goToSession}
        </Button>
      </div>
    </div>
  );
}
