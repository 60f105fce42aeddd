import { describe, expect, it } from 'vitest';
import type { ConsentState, Purpose } from '../../../contract/consent.ts';
import { personIdSchema, textHashSchema } from '../../../contract/ids.ts';
import { inTheRoom } from '../../../contract/participation.ts';
import { commonPurposes, gateReasons, type GateFacts, type GateParticipant } from '../../../main/consent/gate.ts';

function participant(
  personId: GateParticipant['personId'],
  consent: ConsentState,
  more: Partial<GateParticipant> = {},
) {
  return { personId, capacity: 'self', consent, ...inTheRoom, ...more } as const;
}

const ann = personIdSchema.parse('a'.repeat(32));
const bea = personIdSchema.parse('b'.repeat(32));

function granted(...purposes: Purpose[]): ConsentState {
  return {
    state: 'granted',
    atMs: 1,
    purposes,
    textHash: textHashSchema.parse('0'.repeat(64)),
    language: 'en',
    method: 'typed',
    isWitnessed: false,
    paper: null,
    spokenIn: null,
    validUntilMs: 10,
  };
}

const open: GateFacts = {
  participants: [participant(ann, granted('supervision'))],
  isPlaced: true,
  unconfirmedDuties: [],
  hasTerms: true,
  exceededDuties: [],
  isRecording: false,
  freeMinutes: 30,
  minimumFreeMinutes: 30,
};

describe('the gate', () => {
  it('opens when everyone has consented to a purpose they share', () => {
    expect(gateReasons(open)).toEqual([]);
  });

  it('stays shut while nobody is in the session', () => {
    expect(gateReasons({ ...open, participants: [] })).toEqual([{ code: 'no-participants' }]);
  });

  it('names each person who has not been asked and each who refused', () => {
    const participants = [
      ...open.participants,
      participant(bea, { state: 'not-asked' }),
      participant(ann, { state: 'refused', atMs: 2 }),
    ];
    expect(gateReasons({ ...open, participants })).toEqual([
      { code: 'consent-missing', personId: bea },
      { code: 'consent-refused', personId: ann },
    ]);
  });

  it('stays shut for whoever withdrew their consent', () => {
    const participants = [participant(bea, { state: 'withdrawn', atMs: 2 })];
    expect(gateReasons({ ...open, participants })).toEqual([{ code: 'consent-withdrawn', personId: bea }]);
  });

  it('stays shut until terms are chosen, and asks for nobody before that', () => {
    const participants = [participant(bea, { state: 'not-asked' })];
    expect(gateReasons({ ...open, participants, hasTerms: false })).toEqual([{ code: 'agreement-missing' }]);
  });

  it('stays shut for whoever has a consent that has expired', () => {
    const { consent } = open.participants[0] ?? {};
    if (consent?.state !== 'granted') throw new Error('not granted');
    const participants = [participant(bea, { ...consent, state: 'expired' })];
    expect(gateReasons({ ...open, participants })).toEqual([{ code: 'consent-expired', personId: bea }]);
  });

  it('stays shut while the terms go beyond what the place allows', () => {
    const exceededDuties = ['destroy-within-one-year'] as const;
    expect(gateReasons({ ...open, exceededDuties })).toEqual([
      { code: 'terms-exceed-duty', duty: 'destroy-within-one-year' },
    ]);
  });

  it('stays shut when no purpose is shared by all', () => {
    const participants = [...open.participants, participant(bea, granted('own-use', 'training'))];
    expect(gateReasons({ ...open, participants })).toEqual([{ code: 'no-common-purpose' }]);
  });

  it('names each duty that nobody has confirmed, beside the consent that is missing', () => {
    const participants = [participant(bea, { state: 'not-asked' })];
    const unconfirmedDuties = ['written-consent', 'may-erase-part'] as const;
    expect(gateReasons({ ...open, participants, unconfirmedDuties })).toEqual([
      { code: 'consent-missing', personId: bea },
      { code: 'duty-unconfirmed', duty: 'written-consent' },
      { code: 'duty-unconfirmed', duty: 'may-erase-part' },
    ]);
  });

  it('stays shut until somebody has said where the session takes place', () => {
    expect(gateReasons({ ...open, isPlaced: false })).toEqual([{ code: 'place-missing' }]);
  });

  it('names somebody remote who has not been asked by a code of its own', () => {
    const remote = participant(bea, { state: 'not-asked' }, { presence: 'remote', place: 'US-CA' });
    expect(gateReasons({ ...open, participants: [...open.participants, remote] })).toEqual([
      { code: 'remote-consent-missing', personId: bea },
    ]);
  });

  it('stays shut while another recording runs', () => {
    expect(gateReasons({ ...open, isRecording: true })).toEqual([{ code: 'already-recording' }]);
  });

  it('stays shut below the reserve of disk space, and says how much there is', () => {
    expect(gateReasons({ ...open, freeMinutes: 29.9 })).toEqual([{ code: 'disk-space', freeMinutes: 29 }]);
  });
});

describe('the gate of somebody for whom another decides', () => {
  const notAsked = { state: 'not-asked' } as const;
  const guardian = { capacity: 'guardian' as const, forPersonIds: [ann] };
  const reasonsOf = (...participants: GateParticipant[]) => gateReasons({ ...open, participants });

  it('opens by the word of their guardian, also of one who is not there, and does not wait for their own', () => {
    const child = participant(ann, notAsked, { decision: 'by-guardian' });
    expect(reasonsOf(child, participant(bea, granted('training'), guardian))).toEqual([]);
    expect(reasonsOf(child, participant(bea, granted('training'), { ...guardian, presence: 'not-present' }))).toEqual(
      [],
    );
  });

  it('stays shut for a child alone, whatever they said themselves', () => {
    const child = participant(ann, granted('own-use'), { decision: 'by-guardian' });
    expect(reasonsOf(child)).toEqual([{ code: 'capacity-uncovered', personId: ann }]);
  });

  it('stays shut by their own refusal, whatever their guardian said', () => {
    const child = participant(ann, { state: 'refused', atMs: 3 }, { decision: 'by-guardian' });
    expect(reasonsOf(child, participant(bea, granted('training'), guardian))).toEqual([
      { code: 'consent-refused', personId: ann },
    ]);
  });

  it('is not opened by a proxy where a guardian decides, nor by a guardian of somebody else', () => {
    const child = participant(ann, notAsked, { decision: 'by-guardian' });
    const uncovered = [{ code: 'capacity-uncovered', personId: ann }];
    expect(reasonsOf(child, participant(bea, granted('training'), { ...guardian, capacity: 'proxy' }))).toEqual(
      uncovered,
    );
    expect(reasonsOf(child, participant(bea, granted('training'), { ...guardian, forPersonIds: [bea] }))).toEqual(
      uncovered,
    );
  });

  it('stays shut when their own word and that of their guardian share no purpose', () => {
    const child = participant(ann, granted('own-use'), { decision: 'by-guardian' });
    expect(reasonsOf(child, participant(bea, granted('training'), guardian))).toEqual([{ code: 'no-common-purpose' }]);
  });
});

describe('common purposes', () => {
  it('are those that every person granted', () => {
    expect(commonPurposes([granted('own-use', 'research'), granted('research', 'training')])).toEqual(['research']);
  });

  it('are none when one person granted nothing', () => {
    expect(commonPurposes([granted('own-use'), { state: 'not-asked' }])).toEqual([]);
  });

  it('are none among nobody', () => {
    expect(commonPurposes([])).toEqual([]);
  });
});
