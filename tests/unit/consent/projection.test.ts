import { describe, expect, it } from 'vitest';
import {
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  termsDigestSchema,
  textHashSchema,
} from '../../../contract/ids.ts';
import { inTheRoom } from '../../../contract/participation.ts';
import { projectConsent, projectPresence, projectSecondAnswer } from '../../../main/consent/projection.ts';
import type { EventBodies, LoggedEvent } from '../../../main/log/events.ts';
import { someTerms } from '../../support/chosen-terms.ts';

const ann = personIdSchema.parse('a'.repeat(32));
const bea = personIdSchema.parse('b'.repeat(32));
const session = sessionIdSchema.parse('1'.repeat(32));
const otherSession = sessionIdSchema.parse('2'.repeat(32));
const recording = recordingIdSchema.parse('3'.repeat(32));
const otherRecording = recordingIdSchema.parse('4'.repeat(32));
const textHash = textHashSchema.parse('0'.repeat(64));
const asClient = { role: 'client' as const, capacity: 'self' as const, forPersonIds: [] };

function chain<K extends 'session' | 'person'>(...bodies: EventBodies[K][]): LoggedEvent<K>[] {
  return bodies.map((body, sequence) => ({ sequence, atMs: sequence, body, evidenceDigest: null }));
}

const granted = {
  kind: 'consent.granted' as const,
  sessionId: session,
  textHash,
  language: 'en' as const,
  purposes: ['supervision' as const],
  method: 'typed' as const,
  isWitnessed: false,
  paper: null,
  spokenIn: null,
  ...asClient,
  ...someTerms,
};
const now = { terms: someTerms.terms, nowMs: someTerms.validUntilMs - 1 };
const refused: EventBodies['person'] = { kind: 'consent.refused', sessionId: session, textHash, language: 'en' };
const withdrawnElsewhere: EventBodies['person'] = {
  kind: 'consent.withdrawn',
  sessionId: otherSession,
  withdrawal: { scope: 'future' },
};

describe('who is present', () => {
  it('is whoever was added and not removed since, in order', () => {
    const events = chain<'session'>(
      { kind: 'participant.added', personId: ann, ...asClient, ...inTheRoom },
      { kind: 'participant.added', personId: bea, role: 'therapist', capacity: 'self', ...inTheRoom },
      { kind: 'participant.removed', personId: ann },
      { kind: 'participant.added', personId: ann, role: 'partner', capacity: 'self', ...inTheRoom },
    );
    expect(projectPresence(events)).toEqual([
      { personId: bea, role: 'therapist', capacity: 'self', ...inTheRoom },
      { personId: ann, role: 'partner', capacity: 'self', ...inTheRoom },
    ]);
  });
});

describe('the consent of a person', () => {
  it('is not asked before they said anything', () => {
    expect(projectConsent([], session, asClient, now)).toEqual({ state: 'not-asked' });
  });

  it('is what they said last', () => {
    expect(projectConsent(chain<'person'>(granted, refused), session, asClient, now).state).toBe('refused');
    expect(projectConsent(chain<'person'>(refused, granted), session, asClient, now).state).toBe('granted');
  });

  it('does not carry over to another session', () => {
    expect(projectConsent(chain<'person'>(granted), otherSession, asClient, now).state).toBe('not-asked');
  });

  it('counts only for those whom they agreed for', () => {
    const guardian = { role: 'guardian', capacity: 'guardian' } as const;
    const forAnn = chain<'person'>({ ...granted, ...guardian, forPersonIds: [ann] });
    expect(projectConsent(forAnn, session, { ...guardian, forPersonIds: [ann] }, now).state).toBe('granted');
    expect(projectConsent(forAnn, session, { ...guardian, forPersonIds: [bea] }, now).state).toBe('not-asked');
    expect(projectConsent(forAnn, session, { ...guardian, forPersonIds: [ann, bea] }, now).state).toBe('not-asked');
  });

  it('counts only in the capacity and role it was given in', () => {
    const asGuardian = { role: 'client' as const, capacity: 'guardian' as const, forPersonIds: [] };
    const asPartner = { role: 'partner' as const, capacity: 'self' as const, forPersonIds: [] };
    expect(projectConsent(chain<'person'>(granted), session, asGuardian, now).state).toBe('not-asked');
    expect(projectConsent(chain<'person'>(granted), session, asPartner, now).state).toBe('not-asked');
  });

  it('stays refused when a grant follows in another capacity only', () => {
    const asGuardian: EventBodies['person'] = { ...granted, capacity: 'guardian' };
    expect(projectConsent(chain<'person'>(refused, asGuardian), session, asClient, now).state).toBe('refused');
  });

  it('is withdrawn by a later withdrawal, said in whichever session', () => {
    expect(projectConsent(chain<'person'>(granted, withdrawnElsewhere), session, asClient, now)).toEqual({
      state: 'withdrawn',
      atMs: 1,
    });
  });

  it('is given again by a grant after the withdrawal', () => {
    const events = chain<'person'>(granted, withdrawnElsewhere, granted);
    expect(projectConsent(events, session, asClient, now).state).toBe('granted');
  });

  it('is not withdrawn where it was never given', () => {
    expect(projectConsent(chain<'person'>(refused, withdrawnElsewhere), session, asClient, now).state).toBe('refused');
    expect(projectConsent(chain<'person'>(withdrawnElsewhere), session, asClient, now).state).toBe('not-asked');
  });

  it('stands when one recording of another session was withdrawn', () => {
    const withdrawal = { scope: 'recording', recordingId: recording, effect: 'destroy' } as const;
    const events = chain<'person'>(granted, { kind: 'consent.withdrawn', sessionId: otherSession, withdrawal });
    expect(projectConsent(events, session, asClient, now).state).toBe('granted');
  });
});

describe('the consent to terms', () => {
  const otherTerms = termsDigestSchema.parse('ef'.repeat(32));

  it('is not asked any more once other terms were chosen, and says why', () => {
    const changed = { state: 'not-asked', why: 'agreement-changed' };
    expect(projectConsent(chain<'person'>(granted), session, asClient, { ...now, terms: otherTerms })).toEqual(changed);
    expect(projectConsent(chain<'person'>(granted), session, asClient, { ...now, terms: null })).toEqual(changed);
  });

  it('counts again when those terms are chosen again', () => {
    const toOthers = { ...granted, terms: otherTerms };
    expect(projectConsent(chain<'person'>(granted, toOthers), session, asClient, now).state).toBe('not-asked');
    expect(projectConsent(chain<'person'>(toOthers, granted), session, asClient, now).state).toBe('granted');
  });

  it('stays refused or withdrawn, whatever terms are chosen', () => {
    const others = { ...now, terms: otherTerms };
    expect(projectConsent(chain<'person'>(granted, refused), session, asClient, others).state).toBe('refused');
    const withdrawn = chain<'person'>(granted, withdrawnElsewhere);
    expect(projectConsent(withdrawn, session, asClient, others).state).toBe('withdrawn');
  });

  it('expires at the millisecond that it names', () => {
    const at = (nowMs: number) => projectConsent(chain<'person'>(granted), session, asClient, { ...now, nowMs });
    expect(at(granted.validUntilMs - 1).state).toBe('granted');
    expect(at(granted.validUntilMs)).toMatchObject({ state: 'expired', validUntilMs: granted.validUntilMs });
  });
});

describe('the second answer of a person', () => {
  it('is what they said last about that recording', () => {
    const events = chain<'person'>(
      { kind: 'second-answer', sessionId: session, recordingId: recording, answer: 'keep' },
      { kind: 'second-answer', sessionId: session, recordingId: otherRecording, answer: 'destroy' },
    );
    expect(projectSecondAnswer(events, recording)).toBe('keep');
  });

  it('stays that it be destroyed, whatever they say later', () => {
    const said = { kind: 'second-answer', sessionId: session, recordingId: recording } as const;
    const events = chain<'person'>({ ...said, answer: 'destroy' }, { ...said, answer: 'keep' });
    expect(projectSecondAnswer(events, recording)).toBe('destroy');
  });

  it('is null until they have been asked', () => {
    expect(projectSecondAnswer(chain<'person'>(granted), recording)).toBeNull();
  });
});
