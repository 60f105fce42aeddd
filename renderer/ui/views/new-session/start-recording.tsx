import { CircleDot, NotebookPen } from 'lucide-react';
import { useState } from 'react';
import type { GateReason } from '../../../../contract/consent.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { termsText } from '../../text/agreement-terms-text.ts';
import { en } from '../../text/en.ts';
import { gateText } from '../../text/gate-text.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

/** Reasons that other terms would mend. */
const isAboutTerms: ReadonlySet<GateReason['code']> = new Set([
  'agreement-missing',
  'consent-expired',
  'terms-exceed-duty',
]);

const nobodyYet: readonly GateReason[] = [{ code: 'no-participants' }];

/**
 * Start recording, and in words why it may not be pressed yet: the vault decides, this only shows what it says. Beside it,
 * as an equal, the session without a recording.
 */
export function StartRecording({ session }: { readonly session: SessionDetail | null }) {
  const { dispatch, go } = usePage();
  const [refusal, setRefusal] = useState<{ session: SessionDetail; reasons: readonly GateReason[] } | null>(null);
  const start = useAction(async () => {
    if (session === null) return;
    setRefusal(null);
    const answer = await vault.recordings.start({ sessionId: session.id });
    if (answer.outcome === 'refused') setRefusal({ session, reasons: answer.reasons });
    else dispatch({ type: 'recording-begun', recordingId: answer.recordingId, sessionId: session.id });
  });
  const notes = useAction(async () => {
    const { id } = session ?? (await vault.sessions.create());
    await vault.notes.begin({ sessionId: id });
    go({ name: 'session', sessionId: id, opensOn: 'notes' });
  });
  const error = start.error ?? notes.error;
  // A refusal holds until something about the session has changed.
  const refused = refusal !== null && refusal.session === session ? refusal.reasons : [];
  const known = session?.gateReasons ?? nobodyYet;
  const reasons = known.length > 0 ? known : refused;
  // However many duties wait, they are one line here: each is named where it is confirmed.
  const sentences = [...new Set(reasons.map((reason) => gateText(reason, session?.participants ?? [])))];
  const mayStart = known.length === 0;
  return (
    <section className="start" aria-label={en.newSession.start}>
      {reasons.length === 0 ? (
        <p className="start-ready">{en.newSession.mayStart}</p>
      ) : (
        <div className="start-reasons" id="start-reasons" aria-live="polite">
          <p className="start-why">{en.newSession.whyNot}</p>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {session !== null && reasons.some(({ code }) => isAboutTerms.has(code)) ? (
        <div className="acts">
          <Button onPress={() => go({ name: 'terms', sessionId: session.id })}>
            {reasons.some(({ code }) => code === 'agreement-missing') ? termsText.choose : termsText.change}
          </Button>
        </div>
      ) : null}
      {error === null ? null : <Problem code={error.code} />}
      <div className="start-acts">
        <Button
          look="primary"
          size="large"
          icon={<CircleDot aria-hidden="true" />}
          isDisabled={!mayStart}
          isBusy={start.isPending}
          {...(reasons.length > 0 ? { 'aria-describedby': 'start-reasons' } : {})}
          onPress={() => void start.run()}
        >
          {en.newSession.start}
        </Button>
        <Button
          size="large"
          icon={<NotebookPen aria-hidden="true" />}
          isBusy={notes.isPending}
          onPress={() => void notes.run()}
        >
          {en.newSession.notesOnly}
        </Button>
      </div>
    </section>
  );
}
