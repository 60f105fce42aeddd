import { describe, expect, it } from 'vitest';
import { personIdSchema, recordingIdSchema, sessionIdSchema, textHashSchema } from '../../../contract/ids.ts';
import { projectConsent, projectPresence, projectSecondAnswer } from '../../../main/consent/projection.ts';
import type { EventBodies, LoggedEvent } from '../../../main/log/events.ts';

const ann = personIdSchema.parse('a'.repeat(32));
const bea = personIdSchema.parse('b'.repeat(32));
const session = sessionIdSchema.parse('1'.repeat(32));
const otherSession = sessionIdSchema.parse('2'.repeat(32));
const recording = recordingIdSchema.parse('3'.repeat(32));
const otherRecording = recordingIdSchema.parse('4'.repeat(32));
const textHash = textHashSchema.parse('0'.repeat(64));
const asClient = { role: 'client', capacity: 'self' } as const;

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
  givenAtMs: null,
  ...asClient,
};
const refused: EventBodies['person'] = { kind: 'consent.refused', sessionId: session, textHash, language: 'en' };
const withdrawnElsewhere: EventBodies['person'] = {
  kind: 'consent.withdrawn',
  sessionId: otherSession,
  withdrawal: { scope: 'future' },
};

describe('who is present', () => {
  it('is whoever was added and not removed since, in order', () => {
    const events = chain<'session'>(
      { kind: 'participant.added', personId: ann, ...asClient },
      { kind: 'participant.added', personId: bea, role: 'therapist', capacity: 'self' },
      { kind: 'participant.removed', personId: ann },
      { kind: 'participant.added', personId: ann, role: 'partner', capacity: 'self' },
    );
    expect(projectPresence(events)).toEqual([
      { personId: bea, role: 'therapist', capacity: 'self' },
      { personId: ann, role: 'partner', capacity: 'self' },
    ]);
  });
});

describe('the consent of a person', () => {
  it('is not asked before they said anything', () => {
    expect(projectConsent([], session, asClient)).toEqual({ state: 'not-asked' });
  });

  it('is what they said last', () => {
    expect(projectConsent(chain<'person'>(granted, refused), session, asClient).state).toBe('refused');
    expect(projectConsent(chain<'person'>(refused, granted), session, asClient).state).toBe('granted');
  });

  it('does not carry over to another session', () => {
    expect(projectConsent(chain<'person'>(granted), otherSession, asClient).state).toBe('not-asked');
  });

  it('counts only in the capacity and role it was given in', () => {
    const asGuardian = { role: 'client', capacity: 'guardian' } as const;
    const asPartner = { role: 'partner', capacity: 'self' } as const;
    expect(projectConsent(chain<'person'>(granted), session, asGuardian).state).toBe('not-asked');
    expect(projectConsent(chain<'person'>(granted), session, asPartner).state).toBe('not-asked');
  });

  it('stays refused when a grant follows in another capacity only', () => {
    const asGuardian: EventBodies['person'] = { ...granted, capacity: 'guardian' };
    expect(projectConsent(chain<'person'>(refused, asGuardian), session, asClient).state).toBe('refused');
  });

  it('is withdrawn by a later withdrawal, said in whichever session', () => {
    expect(projectConsent(chain<'person'>(granted, withdrawnElsewhere), session, asClient)).toEqual({
      state: 'withdrawn',
      atMs: 1,
    });
  });

  it('is given again by a grant after the withdrawal', () => {
    const events = chain<'person'>(granted, withdrawnElsewhere, granted);
    expect(projectConsent(events, session, asClient).state).toBe('granted');
  });

  it('is not withdrawn where it was never given', () => {
    expect(projectConsent(chain<'person'>(refused, withdrawnElsewhere), session, asClient).state).toBe('refused');
    expect(projectConsent(chain<'person'>(withdrawnElsewhere), session, asClient).state).toBe('not-asked');
  });

  it('stands when one recording of another session was withdrawn', () => {
    const withdrawal = { scope: 'recording', recordingId: recording, effect: 'destroy' } as const;
    const events = chain<'person'>(granted, { kind: 'consent.withdrawn', sessionId: otherSession, withdrawal });
    expect(projectConsent(events, session, asClient).state).toBe('granted');
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

  it('is null until they have been asked', () => {
    expect(projectSecondAnswer(chain<'person'>(granted), recording)).toBeNull();
  });
});
