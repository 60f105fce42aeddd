import type { ConsentState } from '../../../../contract/consent.ts';
import type { RecordingId } from '../../../../contract/ids.ts';
import type { Participant, SessionDetail } from '../../../../contract/session.ts';
import { PersonButton } from '../../components/person-button.tsx';
import { Button } from '../../components/button.tsx';
import { SecondAsking } from '../../components/second-asking.tsx';
import { usePage } from '../../page-context.ts';
import { termsText } from '../../text/agreement-terms-text.ts';
import { en } from '../../text/en.ts';
import { logText } from '../../text/log-text.ts';
import { spokenText } from '../../text/spoken-consent-text.ts';
import { waysText } from '../../text/ways-to-consent-text.ts';

function consentText(consent: ConsentState): string {
  switch (consent.state) {
    case 'not-asked':
      if (consent.why === undefined) return en.session.notAsked;
      return consent.why === 'agreement-changed' ? termsText.changedSince : spokenText.wordsDestroyed;
    case 'expired':
      return termsText.expiredOn(consent.validUntilMs);
    case 'granted':
      return en.session.agreedOn(consent.atMs);
    case 'refused':
      return en.session.refusedOn(consent.atMs);
    case 'withdrawn':
      return en.session.withdrewOn(consent.atMs);
  }
}

interface PersonConsentProps {
  readonly session: SessionDetail;
  readonly participant: Participant;
  readonly onWithdraw: (participant: Participant) => void;
  readonly onHear: (recordingId: RecordingId) => void;
}

function PersonConsent({ session, participant, onWithdraw, onHear }: PersonConsentProps) {
  const { go } = usePage();
  const { consent, personId } = participant;
  const spoken = session.spokenConsents.filter((one) => one.personId === personId);
  const isRecorded = session.secondAskings.some((line) => line.personId === personId);
  return (
    <li className="consent">
      <div className="person-who">
        <PersonButton personId={participant.personId} code={participant.code} />
        <span className="quiet">
          {en.common.beside([en.roleNames[participant.role], en.capacityNames[participant.capacity]])}
        </span>
      </div>
      <div className="stack-small">
        <p>{consentText(consent)}</p>
        {consent.state === 'granted' || consent.state === 'expired' ? (
          <dl className="facts">
            <dt>{en.session.purposes}</dt>
            <dd>{en.common.listOf(consent.purposes.map((purpose) => en.purposeTexts[purpose].name))}</dd>
            <dt>{en.agreement.signatureTitle}</dt>
            <dd>
              <p>{en.session.methods[consent.method]}</p>
              {consent.paper === null ? null : <p>{waysText.onPaperOn(consent.paper.signedOn)}</p>}
              {consent.isWitnessed ? <p>{waysText.witnessed}</p> : null}
            </dd>
            {consent.paper?.words === 'other-form' ? (
              <>
                <dt>{en.session.language}</dt>
                <dd>{waysText.otherForm}</dd>
              </>
            ) : (
              <>
                <dt>{en.session.language}</dt>
                <dd>{en.languageNames[consent.language]}</dd>
                <dt>{en.session.fingerprint}</dt>
                <dd className="fingerprint">{consent.textHash}</dd>
              </>
            )}
          </dl>
        ) : null}
        <div role="group" aria-label={participant.code} className="consent-acts">
          {consent.state === 'granted' || isRecorded ? (
            <Button onPress={() => onWithdraw(participant)}>{en.withdrawal.act}</Button>
          ) : null}
          {spoken.map(({ recording }) => (
            <Button key={recording.id} look="plain" onPress={() => onHear(recording.id)}>
              {spokenText.hear}
            </Button>
          ))}
          {consent.state === 'not-asked' ? null : (
            <Button look="plain" onPress={() => go({ name: 'receipts', sessionId: session.id, personId })}>
              {en.receipts.act}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

interface ConsentTabProps {
  readonly session: SessionDetail;
  readonly onKept: () => void;
  readonly onDestroyed: (atMs: number) => void;
  readonly onWithdraw: (participant: Participant) => void;
  /** Shows the passage in which somebody agreed aloud. */
  readonly onHear: (recordingId: RecordingId) => void;
}

/** Who agreed to what and may withdraw it, and the second asking about each recording that may be used. */
export function ConsentTab({ session, onKept, onDestroyed, onWithdraw, onHear }: ConsentTabProps) {
  const { go } = usePage();
  const withdrawn = new Set(session.withdrawals.map(({ recordingId }) => recordingId));
  const ended = session.recordings
    .filter(({ id, state }) => state !== 'recording' && !withdrawn.has(id))
    .toSorted((one, other) => one.beganAtMs - other.beganAtMs);
  return (
    <div className="stack-large">
      <ul className="consents">
        {session.participants.map((participant) => (
          <PersonConsent
            key={participant.personId}
            session={session}
            participant={participant}
            onWithdraw={onWithdraw}
            onHear={onHear}
          />
        ))}
      </ul>
      {ended.map((recording) => (
        <section key={recording.id} className="card stack">
          <h2>{en.session.afterwards}</h2>
          <p className="quiet">{en.after.summary(recording.beganAtMs, recording.durationMs)}</p>
          <SecondAsking
            sessionId={session.id}
            askings={session.secondAskings.filter(({ recordingId }) => recordingId === recording.id)}
            onKept={onKept}
            onDestroyed={onDestroyed}
          />
        </section>
      ))}
      <div className="acts">
        <Button look="plain" onPress={() => go({ name: 'log', sessionId: session.id })}>
          {logText.ofSession}
        </Button>
      </div>
    </div>
  );
}
