import { useCallback, useEffect, useRef } from 'react';
import type { SessionId, TextHash } from '../../../../contract/ids.ts';
import type { Participant, SessionDetail } from '../../../../contract/session.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { AddParticipant, type Added } from './add-participant.tsx';
import { AgreementSection } from './agreement-section.tsx';
import { MicrophoneSection } from './microphone-section.tsx';
import { ParticipantLine } from './participant-line.tsx';
import { PlaceSection } from './place-section.tsx';
import { StartRecording } from './start-recording.tsx';

/** Who is here, have they agreed, is the microphone heard: all on one page, then Start recording. */
export function NewSession({ sessionId }: { readonly sessionId: SessionId | null }) {
  const { state, go } = usePage();
  const who = useRef<HTMLElement>(null);
  const session = useLoad<SessionDetail | null>(
    useCallback(async () => (sessionId === null ? null : vault.sessions.get({ sessionId })), [sessionId]),
  );
  // Another recording that ends opens this gate.
  const runningId = state.status?.recordingId ?? null;
  const { reload, setValue } = session;
  useEffect(() => reload(), [reload, runningId]);

  const show = (detail: SessionDetail): void => {
    setValue(detail);
    if (sessionId === null) go({ name: 'new-session', sessionId: detail.id });
  };
  const add = useAction(async (added: Added, done: () => void) => {
    const into = session.value ?? (await vault.sessions.create());
    setValue(into);
    show(await vault.sessions.addParticipant({ sessionId: into.id, ...added }));
    done();
  });
  const remove = useAction(async ({ personId }: Participant) => {
    if (session.value === null) return;
    show(await vault.sessions.removeParticipant({ sessionId: session.value.id, personId }));
    // The line goes with its button; the focus stays in this part of the page.
    who.current?.focus();
  });
  const confirm = useAction(async ({ personId }: Participant, textHash: TextHash) => {
    if (session.value === null) return;
    show(await vault.consent.reconfirm({ sessionId: session.value.id, personId, textHash }));
    // The button goes with the question it answered.
    who.current?.focus();
  });
  const participants = session.value?.participants ?? [];
  const isAnyoneAsked = participants.some(({ consent }) => consent.state !== 'not-asked');
  const hasRecordings = (session.value?.recordings.length ?? 0) > 0;
  const isBusy = add.isPending || remove.isPending || confirm.isPending;
  const error = session.error ?? add.error ?? remove.error ?? confirm.error;

  return (
    <div className="column">
      <header className="view-head">
        <div>
          <PageHeading title={en.newSession.title}>{hasRecordings ? en.newSession.titleAgain : null}</PageHeading>
          <p className="lead">{en.newSession.lead}</p>
        </div>
        {sessionId !== null && isAnyoneAsked ? (
          <Button look="plain" onPress={() => go({ name: 'session', sessionId })}>
            {en.newSession.seeAgreed}
          </Button>
        ) : null}
      </header>
      <section className="card stack" ref={who} tabIndex={-1} aria-label={en.newSession.whoTitle}>
        <h2>{en.newSession.whoTitle}</h2>
        {participants.length === 0 ? <p className="quiet">{en.newSession.nobody}</p> : null}
        {participants.length === 0 ? null : (
          <ul className="people">
            {participants.map((participant) => (
              <ParticipantLine
                key={participant.personId}
                participant={participant}
                hasTerms={session.value?.gateReasons.every(({ code }) => code !== 'agreement-missing') ?? false}
                participants={participants}
                isDisabled={isBusy}
                onAsk={() => {
                  const id = session.value?.id;
                  if (id !== undefined) go({ name: 'agreement', sessionId: id, personId: participant.personId });
                }}
                onConfirm={({ textHash }) => void confirm.run(participant, textHash)}
                onRemove={() => void remove.run(participant)}
              />
            ))}
          </ul>
        )}
        <AddParticipant
          participants={participants}
          isDisabled={isBusy}
          onAdd={async (added) => {
            let isAdded = false;
            await add.run(added, () => (isAdded = true));
            return isAdded;
          }}
        />
        {error === null ? null : <Problem code={error.code} />}
      </section>
      <AgreementSection session={session.value} onChange={show} />
      <PlaceSection session={session.value} onChange={show} />
      <MicrophoneSection />
      <StartRecording session={session.value} onLookAgain={reload} onGoToPeople={() => who.current?.focus()} />
    </div>
  );
}
