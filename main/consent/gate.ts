import type { ConsentState, GateReason, Purpose } from '../../contract/consent.ts';
import type { PersonId } from '../../contract/ids.ts';
import type { Decision, Participation } from '../../contract/participation.ts';
import type { DutyCode } from '../../contract/place-codes.ts';
import type { Capacity } from '../../contract/session.ts';

export type GateParticipant = Participation & {
  readonly personId: PersonId;
  readonly capacity: Capacity;
  readonly consent: ConsentState;
};

/** What the gate decides on. Everything about consent in it is projected from the event log, never read from the index. */
export interface GateFacts {
  readonly participants: readonly GateParticipant[];
  /** Whether somebody has said where the session takes place. */
  readonly isPlaced: boolean;
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
  return [...consentReasons(facts), ...termsReasons(facts), ...placeReasons(facts), ...circumstanceReasons(facts)];
}

function consentReasons({ participants, hasTerms }: GateFacts): GateReason[] {
  if (participants.length === 0) return [{ code: 'no-participants' }];
  if (!hasTerms) return [{ code: 'agreement-missing' }];
  const missing = participants.flatMap((participant) => missingOf(participant, participants));
  if (missing.length > 0) return missing;
  // Whoever was not asked because somebody decides for them is spoken for by the purposes of whoever does.
  const given = participants.map(({ consent }) => consent).filter(({ state }) => state === 'granted');
  return commonPurposes(given).length === 0 ? [{ code: 'no-common-purpose' }] : [];
}

function termsReasons({ exceededDuties }: GateFacts): GateReason[] {
  return exceededDuties.map((duty) => ({ code: 'terms-exceed-duty', duty }));
}

/** What somebody's own word wants, and what the word of whoever decides for them does. No word of theirs replaces the other's. */
function missingOf(participant: GateParticipant, all: readonly GateParticipant[]): GateReason[] {
  const { personId, consent, decision, presence } = participant;
  if (consent.state === 'refused') return [{ code: 'consent-refused', personId }];
  if (consent.state === 'withdrawn') return [{ code: 'consent-withdrawn', personId }];
  if (decision !== 'own') return isCovered(participant, all) ? [] : [{ code: 'capacity-uncovered', personId }];
  if (consent.state === 'granted') return [];
  if (consent.state === 'expired') return [{ code: 'consent-expired', personId }];
  return [{ code: presence === 'remote' ? 'remote-consent-missing' : 'consent-missing', personId }];
}

function isCovered({ personId, decision }: GateParticipant, all: readonly GateParticipant[]): boolean {
  return all.some(
    (other) =>
      other.consent.state === 'granted' &&
      other.forPersonIds.includes(personId) &&
      other.capacity === decidingCapacity(decision),
  );
}

/** The capacity of whoever decides for somebody; null where they decide for themselves. */
export function decidingCapacity(decision: Decision): Exclude<Capacity, 'self'> | null {
  switch (decision) {
    case 'own':
      return null;
    case 'by-guardian':
      return 'guardian';
    case 'by-proxy':
      return 'proxy';
  }
}

function placeReasons({ isPlaced, unconfirmedDuties }: GateFacts): GateReason[] {
  const unconfirmed = unconfirmedDuties.map((duty): GateReason => ({ code: 'duty-unconfirmed', duty }));
  return isPlaced ? unconfirmed : [{ code: 'place-missing' }, ...unconfirmed];
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
