import { Button } from 'react-aria-components';
import type { GivenConsent, GivenSecondAnswer, GivenWithdrawal, PersonInSession } from '../../../../contract/person.ts';
import { PersonState } from '../../components/person-state.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { waysText } from '../../text/ways-to-consent-text.ts';
import { savingText, withdrawingText } from '../../text/withdrawing-text.ts';
import { AgreedWords } from './agreed-words.tsx';

function Consent({ consent }: { readonly consent: GivenConsent }) {
  if (consent.state === 'refused') {
    return (
      <li className="stack-small">
        <PersonState state="refused" text={en.session.refusedOn(consent.atMs)} />
        <AgreedWords textHash={consent.textHash} act={en.person.refusedText} />
      </li>
    );
  }
  const isOtherForm = consent.paper?.words === 'other-form';
  return (
    <li className="stack-small">
      <PersonState state="granted" text={en.session.agreedOn(consent.atMs)} />
      <dl className="facts">
        <dt>{en.session.purposes}</dt>
        <dd>{en.common.listOf(consent.purposes.map((purpose) => en.purposeTexts[purpose].name))}</dd>
        <dt>{en.agreement.signatureTitle}</dt>
        <dd>{en.session.methods[consent.method]}</dd>
        <dt>{en.newSession.role}</dt>
        <dd>{en.common.beside([en.roleNames[consent.role], en.capacityNames[consent.capacity]])}</dd>
        {isOtherForm ? null : (
          <>
            <dt>{en.session.fingerprint}</dt>
            <dd className="fingerprint">{consent.textHash}</dd>
          </>
        )}
      </dl>
      {isOtherForm ? (
        <p className="quiet">{waysText.otherForm}</p>
      ) : (
        <AgreedWords textHash={consent.textHash} act={en.person.readText} />
      )}
    </li>
  );
}

const answeredOn = {
  keep: en.person.keptOn,
  'part-erased': erasingText.partErasedOn,
  destroy: en.person.destroyOn,
} as const;

function Afterwards({ given }: { readonly given: GivenSecondAnswer }) {
  const { answer, atMs, recordingBeganAtMs } = given;
  return (
    <li>
      <p className="quiet">{en.person.afterwards(recordingBeganAtMs)}</p>
      <PersonState state={answer} text={answeredOn[answer](atMs)} />
    </li>
  );
}

function Withdrew({ given }: { readonly given: GivenWithdrawal }) {
  const what =
    given.scope === 'recording' || given.scope === 'passage'
      ? withdrawingText.what[given.scope](given.recordingBeganAtMs)
      : withdrawingText.what[given.scope]();
  return (
    <li>
      <PersonState state="refused" text={withdrawingText.withdrewOn(given.atMs)} />
      <p className="quiet">
        {en.common.beside(given.effect === null ? [what] : [what, withdrawingText.effects[given.effect]])}
      </p>
    </li>
  );
}

/** What one person was, and said, in one session. */
export function InSession({ session }: { readonly session: PersonInSession }) {
  const { go } = usePage();
  return (
    <article className="card stack in-session">
      <header>
        <h3>
          <Button className="link" onPress={() => go({ name: 'session', sessionId: session.sessionId })}>
            {en.sessions.at(session.createdAtMs)}
          </Button>
        </h3>
        <p className="quiet">{en.common.beside([en.roleNames[session.role], en.capacityNames[session.capacity]])}</p>
      </header>
      <ul className="stack">
        {session.consents.length > 0 ? null : (
          <li>
            <PersonState state="not-asked" text={en.person.notAsked} />
          </li>
        )}
        {session.consents.map((consent) => (
          <Consent key={consent.atMs} consent={consent} />
        ))}
        {session.secondAnswers.map((given) => (
          <Afterwards key={`${given.recordingId} ${given.atMs}`} given={given} />
        ))}
        {session.withdrawals.map((given) => (
          <Withdrew key={given.atMs} given={given} />
        ))}
        {session.receiptsGiven.map(({ atMs, format }) => (
          <li key={`receipt ${atMs}`} className="quiet">
            {savingText.given(format, atMs)}
          </li>
        ))}
      </ul>
    </article>
  );
}
