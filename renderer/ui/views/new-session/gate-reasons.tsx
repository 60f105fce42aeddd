import { Button } from 'react-aria-components';
import type { GateReason } from '../../../../contract/consent.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { usePage } from '../../page-context.ts';
import { termsText } from '../../text/agreement-terms-text.ts';
import { gateText } from '../../text/gate-text.ts';
import { presenceText } from '../../text/presence-text.ts';
import { placeSectionId } from './place-section.tsx';

interface GateReasonsProps {
  readonly session: SessionDetail | null;
  readonly reasons: readonly GateReason[];
  readonly isDisabled: boolean;
  readonly onLookAgain: () => void;
  readonly onGoToPeople: () => void;
}

interface Remedy {
  readonly name: string;
  readonly act: () => void;
}

/** Why recording waits, a sentence each, and beside it the button that leads to where it can be mended. */
export function GateReasons({ session, reasons, isDisabled, onLookAgain, onGoToPeople }: GateReasonsProps) {
  const { go } = usePage();
  const participants = session?.participants ?? [];
  const ask = (personId: string): Remedy => {
    const asked = participants.find((participant) => participant.personId === personId);
    if (session === null || asked === undefined) return { name: presenceText.gate.toWho, act: onGoToPeople };
    const place = { name: 'agreement', sessionId: session.id, personId: asked.personId } as const;
    return { name: presenceText.gate.ask(asked.code), act: () => go(place) };
  };
  const chooseTerms = (): void => {
    if (session !== null) go({ name: 'terms', sessionId: session.id });
  };
  const remedyOf = (reason: GateReason): Remedy => {
    switch (reason.code) {
      case 'no-participants':
      case 'capacity-uncovered':
        return { name: presenceText.gate.toWho, act: onGoToPeople };
      case 'consent-missing':
      case 'remote-consent-missing':
      case 'consent-refused':
      case 'consent-withdrawn':
        return ask(reason.personId);
      case 'agreement-missing':
        return { name: termsText.choose, act: chooseTerms };
      case 'consent-expired':
      case 'terms-exceed-duty':
        return { name: termsText.change, act: chooseTerms };
      case 'no-common-purpose':
        return {
          name: presenceText.gate.toAgreed,
          act: () => (session === null ? undefined : go({ name: 'session', sessionId: session.id })),
        };
      case 'place-missing':
        return { name: presenceText.gate.toPlace, act: () => focusFirst('[role="combobox"]') };
      case 'duty-unconfirmed':
        return { name: presenceText.gate.toDuties, act: () => focusFirst('input:not(:checked)') };
      case 'already-recording':
        return { name: presenceText.gate.toRecording, act: () => go({ name: 'recording' }) };
      case 'disk-space':
        return { name: presenceText.gate.lookAgain, act: onLookAgain };
    }
  };
  // However many duties wait, they are one line here: each is named where it is confirmed.
  const lines = new Map(reasons.map((reason) => [gateText(reason, participants), remedyOf(reason)]));
  return (
    <ul>
      {[...lines].map(([sentence, { name, act }]) => (
        <li key={sentence}>
          <span className="start-reason">
            {sentence}
            <Button className="link" isDisabled={isDisabled} onPress={act}>
              {name}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

function focusFirst(selector: string): void {
  document.querySelector<HTMLElement>(`#${placeSectionId} ${selector}`)?.focus();
}
