import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecordingStatus } from '../../../../contract/recording.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { withdrawingText } from '../../text/withdrawing-text.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

/** Whom: the press of a code stops the recording, and asks the rest on the session's page. */
function Whom({ status, onClose }: { readonly status: RecordingStatus; readonly onClose: () => void }) {
  const { go } = usePage();
  const { sessionId } = status;
  const { value, error } = useLoad(useCallback(() => vault.sessions.get({ sessionId }), [sessionId]));
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.querySelector('button')?.focus(), [value]);
  return (
    <div ref={group} role="group" aria-label={withdrawingText.whom} className="stack-small">
      <p>{withdrawingText.whom}</p>
      {error === null ? null : <Problem code={error.code} />}
      <div className="whom-acts">
        {value?.participants.map(({ personId, code }) => (
          <Button key={personId} onPress={() => go({ name: 'session', sessionId, withdraws: personId })}>
            {code}
          </Button>
        ))}
        <Button look="plain" onPress={onClose}>
          {withdrawingText.goOn}
        </Button>
      </div>
    </div>
  );
}

/** For somebody who no longer wants to be recorded, in sight for as long as the recording runs. */
export function WithdrawWhileRecording({ status }: { readonly status: RecordingStatus }) {
  const [isAsking, setAsking] = useState(false);
  if (isAsking) return <Whom status={status} onClose={() => setAsking(false)} />;
  return (
    <div>
      <Button onPress={() => setAsking(true)}>{withdrawingText.somebody}</Button>
    </div>
  );
}
