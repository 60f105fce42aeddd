import { describe, expect, it } from 'vitest';
import type { ConsentState, Purpose } from '../../../contract/consent.ts';
import { personIdSchema, textHashSchema } from '../../../contract/ids.ts';
import { commonPurposes, gateReasons, type GateFacts } from '../../../main/consent/gate.ts';

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
    givenAtMs: null,
  };
}

const open: GateFacts = {
  participants: [{ personId: ann, consent: granted('supervision') }],
  unconfirmedDuties: [],
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
      { personId: bea, consent: { state: 'not-asked' } as const },
      { personId: ann, consent: { state: 'refused', atMs: 2 } as const },
    ];
    expect(gateReasons({ ...open, participants })).toEqual([
      { code: 'consent-missing', personId: bea },
      { code: 'consent-refused', personId: ann },
    ]);
  });

  it('stays shut for whoever withdrew their consent', () => {
    const participants = [{ personId: bea, consent: { state: 'withdrawn', atMs: 2 } as const }];
    expect(gateReasons({ ...open, participants })).toEqual([{ code: 'consent-withdrawn', personId: bea }]);
  });

  it('stays shut when no purpose is shared by all', () => {
    const participants = [...open.participants, { personId: bea, consent: granted('own-use', 'training') }];
    expect(gateReasons({ ...open, participants })).toEqual([{ code: 'no-common-purpose' }]);
  });

  it('names each duty that nobody has confirmed, beside the consent that is missing', () => {
    const participants = [{ personId: bea, consent: { state: 'not-asked' } as const }];
    const unconfirmedDuties = ['written-consent', 'may-erase-part'] as const;
    expect(gateReasons({ ...open, participants, unconfirmedDuties })).toEqual([
      { code: 'consent-missing', personId: bea },
      { code: 'duty-unconfirmed', duty: 'written-consent' },
      { code: 'duty-unconfirmed', duty: 'may-erase-part' },
    ]);
  });

  it('stays shut while another recording runs', () => {
    expect(gateReasons({ ...open, isRecording: true })).toEqual([{ code: 'already-recording' }]);
  });

  it('stays shut below the reserve of disk space, and says how much there is', () => {
    expect(gateReasons({ ...open, freeMinutes: 29.9 })).toEqual([{ code: 'disk-space', freeMinutes: 29 }]);
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
