import { describe, expect, it } from 'vitest';
import { recordingIdSchema, sessionIdSchema } from '../../../contract/ids.ts';
import type { Withdrawal } from '../../../contract/withdrawal.ts';
import { endsGrantsIn, projectWithdrawal } from '../../../main/consent/withdrawal.ts';
import type { LoggedEvent } from '../../../main/log/events.ts';

const session = sessionIdSchema.parse('1'.repeat(32));
const otherSession = sessionIdSchema.parse('2'.repeat(32));
const recording = recordingIdSchema.parse('3'.repeat(32));
const otherRecording = recordingIdSchema.parse('4'.repeat(32));

/** What somebody withdrew, from place 10 in the log on. */
function chain(...withdrawals: Withdrawal[]): LoggedEvent<'person'>[] {
  return withdrawals.map((withdrawal, index) => ({
    sequence: 10 + index,
    atMs: 10 + index,
    body: { kind: 'consent.withdrawn', sessionId: session, withdrawal },
    evidenceDigest: null,
  }));
}

const before = { id: recording, beganSequence: 9 };
const after = { id: recording, beganSequence: 11 };

describe('what is withdrawn of a recording', () => {
  it('is nothing before anybody said so', () => {
    expect(projectWithdrawal([], before)).toBeNull();
  });

  it('is all that began before everything was withdrawn, and nothing that began later', () => {
    const events = chain({ scope: 'all', effect: 'keep-unused' });
    expect(projectWithdrawal(events, before)).toEqual({ atMs: 10, effect: 'keep-unused' });
    expect(projectWithdrawal(events, after)).toBeNull();
  });

  it('is that recording alone when only one was named', () => {
    const events = chain({ scope: 'recording', recordingId: recording, effect: 'destroy' });
    expect(projectWithdrawal(events, before)).toEqual({ atMs: 10, effect: 'destroy' });
    expect(projectWithdrawal(events, { ...before, id: otherRecording })).toBeNull();
  });

  it('is nothing when only what is to come was withdrawn', () => {
    expect(projectWithdrawal(chain({ scope: 'future' }), before)).toBeNull();
  });

  it('is to be destroyed as soon as that was said, and stays so', () => {
    const events = chain(
      { scope: 'recording', recordingId: recording, effect: 'keep-unused' },
      { scope: 'all', effect: 'destroy' },
      { scope: 'all', effect: 'keep-unused' },
    );
    expect(projectWithdrawal(events, before)).toEqual({ atMs: 11, effect: 'destroy' });
  });
});

describe('a withdrawal', () => {
  it.each([{ scope: 'all', effect: 'destroy' }, { scope: 'future' }] as const)(
    'of $scope ends the consent to be recorded in every session',
    (withdrawal) => {
      expect(endsGrantsIn({ sessionId: session, withdrawal }, otherSession)).toBe(true);
    },
  );

  it('of one recording ends the consent to be recorded in its session only', () => {
    const withdrawal = { scope: 'recording', recordingId: recording, effect: 'destroy' } as const;
    expect(endsGrantsIn({ sessionId: session, withdrawal }, session)).toBe(true);
    expect(endsGrantsIn({ sessionId: session, withdrawal }, otherSession)).toBe(false);
  });
});
