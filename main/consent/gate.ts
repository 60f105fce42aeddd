import type { ConsentState, GateReason, Purpose } from '../../contract/consent.ts';
import type { PersonId } from '../../contract/ids.ts';
import type { DutyCode } from '../../contract/place-codes.ts';

/** What the gate decides on. Everything about consent in it is projected from the event log, never read from the index. */
export interface GateFacts {
  readonly participants: readonly { readonly personId: PersonId; readonly consent: ConsentState }[];
  /** Duties of the session's places that wait for the therapist. They add to what is asked of everyone, and replace none of it. */
  readonly unconfirmedDuties: readonly DutyCode[];
  /** Whether the terms of the agreement have been chosen: until then nobody can have agreed to them. */
  readonly hasTerms: boolean;
  /** Duties of the session's places that the chosen terms go beyond. */
  readonly exceededDuties: readonly DutyCode[];
  readonly isRecording: boolean;
  /** Minutes of sound that fit on the disk at the chosen rate. */
  readonly freeMinutes: number;
  readonly minimumFreeMinutes: number;
}

/** Why recording may not start, in the order in which a person would mend it; empty when it may. */
export function gateReasons(facts: GateFacts): GateReason[] {
  return [...consentReasons(facts), ...termsReasons(facts), ...dutyReasons(facts), ...circumstanceReasons(facts)];
}

function consentReasons({ participants, hasTerms }: GateFacts): GateReason[] {
  if (participants.length === 0) return [{ code: 'no-participants' }];
  if (!hasTerms) return [{ code: 'agreement-missing' }];
  const missing = participants.flatMap(({ personId, consent }): GateReason[] => {
    switch (consent.state) {
      case 'not-asked':
        return [{ code: 'consent-missing', personId }];
      case 'refused':
        return [{ code: 'consent-refused', personId }];
      case 'withdrawn':
        return [{ code: 'consent-withdrawn', personId }];
      case 'expired':
        return [{ code: 'consent-expired', personId }];
      case 'granted':
        return [];
    }
  });
  if (missing.length > 0) return missing;
  return commonPurposes(participants.map(({ consent }) => consent)).length === 0 ? [{ code: 'no-common-purpose' }] : [];
}

function termsReasons({ exceededDuties }: GateFacts): GateReason[] {
  return exceededDuties.map((duty) => ({ code: 'terms-exceed-duty', duty }));
}

function dutyReasons({ unconfirmedDuties }: GateFacts): GateReason[] {
  return unconfirmedDuties.map((duty) => ({ code: 'duty-unconfirmed', duty }));
}

function circumstanceReasons(facts: GateFacts): GateReason[] {
  const reasons: GateReason[] = [];
  if (facts.isRecording) reasons.push({ code: 'already-recording' });
  if (facts.freeMinutes < facts.minimumFreeMinutes) {
    reasons.push({ code: 'disk-space', freeMinutes: Math.floor(facts.freeMinutes) });
  }
  return reasons;
}

/** Purposes that every one of `consents` grants. */
export function commonPurposes(consents: readonly ConsentState[]): Purpose[] {
  const [first, ...rest] = consents.map((consent) => (consent.state === 'granted' ? consent.purposes : []));
  return (first ?? []).filter((purpose) => rest.every((granted) => granted.includes(purpose)));
}
