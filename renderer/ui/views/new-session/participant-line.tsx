import { Trash2 } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { ConsentState } from '../../../../contract/consent.ts';
import type { EarlierConsent, Participant } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { PersonState } from '../../components/person-state.tsx';
import { termsText } from '../../text/agreement-terms-text.ts';
import { en } from '../../text/en.ts';
import { presenceText } from '../../text/presence-text.ts';
import { spokenText } from '../../text/spoken-consent-text.ts';
import { participationWords } from './participation-words.ts';

function consentText(consent: ConsentState): string {
  switch (consent.state) {
    case 'not-asked':
      if (consent.why === undefined) return en.newSession.consentNotAsked;
      return consent.why === 'agreement-changed' ? termsText.changedSince : spokenText.wordsDestroyed;
    case 'expired':
      return termsText.consentExpired;
    case 'refused':
      return en.newSession.consentRefused;
    case 'withdrawn':
      return en.newSession.consentWithdrawn;
    case 'granted':
      return en.newSession.consentGranted(
        en.common.listOf(consent.purposes.map((purpose) => en.purposeTexts[purpose].name)),
      );
  }
}

interface ParticipantLineProps {
  readonly participant: Participant;
  /** Until the terms of the agreement are chosen there is nothing to ask for. */
  readonly hasTerms: boolean;
  /** Everybody in the session. */
  readonly participants: readonly Participant[];
  readonly isDisabled: boolean;
  readonly onAsk: () => void;
  /** What they agreed to before holds today too. */
  readonly onConfirm: (earlier: EarlierConsent) => void;
  readonly onRemove: () => void;
}

/** One participant, with their consent and what is missing as a button beside it. */
export function ParticipantLine(props: ParticipantLineProps) {
  const { participant, participants, hasTerms, isDisabled, onAsk, onConfirm, onRemove } = props;
  const { code, role, capacity, consent, earlierConsent } = participant;
  const isSpokenFor = consent.state === 'not-asked' && participant.decision !== 'own';
  return (
    <li className="person">
      <div className="person-who">
        <span className="code">{code}</span>
        <span className="quiet">
          {en.common.beside([
            en.roleNames[role],
            ...(capacity === 'self' ? [] : [en.capacityNames[capacity]]),
            ...participationWords(participant, participants),
          ])}
        </span>
      </div>
      <div className="person-consent">
        <PersonState
          state={consent.state}
          text={isSpokenFor ? presenceText.notAskedButDecided : consentText(consent)}
        />
        {earlierConsent === null ? null : (
          <span className="field-hint">{presenceText.earlier(code, earlierConsent.atMs)}</span>
        )}
        {consent.state === 'refused' ? <span className="field-hint">{en.newSession.refusedHint}</span> : null}
      </div>
      <div className="person-acts" role="group" aria-label={code}>
        {earlierConsent === null ? null : (
          <Button look="primary" isDisabled={isDisabled} onPress={() => onConfirm(earlierConsent)}>
            {presenceText.confirmToday}
          </Button>
        )}
        {consent.state === 'not-asked' ? (
          <Button isDisabled={isDisabled || !hasTerms} onPress={onAsk}>
            {en.newSession.ask}
          </Button>
        ) : null}
        {consent.state === 'refused' || consent.state === 'withdrawn' || consent.state === 'expired' ? (
          <Button look="plain" isDisabled={isDisabled || !hasTerms} onPress={onAsk}>
            {en.newSession.askAgain}
          </Button>
        ) : null}
        <AriaButton
          className="icon-button"
          aria-label={en.newSession.removeWho(code)}
          isDisabled={isDisabled}
          onPress={onRemove}
        >
          <Trash2 aria-hidden="true" />
        </AriaButton>
      </div>
    </li>
  );
}
