import type { GateReason } from '../../../contract/consent.ts';
import type { Participant } from '../../../contract/session.ts';
import { exceededText, termsText } from './agreement-terms-text.ts';
import { en } from './en.ts';
import { presenceText } from './presence-text.ts';
import { jurisdictionText } from './jurisdiction-text.ts';

/** The sentence for one reason why recording may not start. */
export function gateText(reason: GateReason, participants: readonly Participant[]): string {
  const codeOf = (personId: string): string =>
    participants.find((participant) => participant.personId === personId)?.code ?? en.gate.someone;
  switch (reason.code) {
    case 'no-participants':
      return en.gate.noParticipants;
    case 'consent-missing':
      return en.gate.consentMissing(codeOf(reason.personId));
    case 'remote-consent-missing':
      return presenceText.gate.remoteMissing(codeOf(reason.personId));
    case 'capacity-uncovered':
      return presenceText.gate.uncovered(codeOf(reason.personId));
    case 'place-missing':
      return presenceText.gate.placeMissing;
    case 'consent-refused':
      return en.gate.consentRefused(codeOf(reason.personId));
    case 'consent-withdrawn':
      return en.gate.consentWithdrawn(codeOf(reason.personId));
    case 'consent-expired':
      return termsText.expired(codeOf(reason.personId));
    case 'agreement-missing':
      return termsText.agreementMissing;
    case 'terms-exceed-duty':
      return exceededText(reason.duty);
    case 'no-common-purpose':
      return en.gate.noCommonPurpose;
    case 'already-recording':
      return en.gate.alreadyRecording;
    case 'disk-space':
      return en.gate.diskSpace(reason.freeMinutes);
    case 'duty-unconfirmed':
      return jurisdictionText.unconfirmed;
  }
}
