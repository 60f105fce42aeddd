import type { RecordingId, SessionId } from '../../contract/ids.ts';
import type { Withdrawal, WithdrawalEffect } from '../../contract/withdrawal.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';

type WithdrawnBody = Extract<EventBodies['person'], { kind: 'consent.withdrawn' }>;

export interface WithdrawnFrom {
  readonly atMs: number;
  readonly effect: WithdrawalEffect;
}

/** A recording as the log knows it: its beginning tells what was said before it from what was said about it. */
export interface Begun {
  readonly id: RecordingId;
  readonly beganSequence: number;
}

/** Whether somebody who withdraws this must be asked anew in that session before they are recorded again. */
export function endsGrantsIn(
  { sessionId, withdrawal }: Pick<WithdrawnBody, 'sessionId' | 'withdrawal'>,
  recordedIn: SessionId,
): boolean {
  return withdrawal.scope !== 'recording' || sessionId === recordedIn;
}

/**
 * What a person who was present has withdrawn of a recording, from their own chain; null when it may be used as far as
 * they are concerned. No later consent takes it back, and once it was to be destroyed nothing less will do.
 */
export function projectWithdrawal(
  personEvents: readonly LoggedEvent<'person'>[],
  recording: Begun,
): WithdrawnFrom | null {
  let withdrawn: WithdrawnFrom | null = null;
  for (const { sequence, atMs, body } of personEvents) {
    if (body.kind !== 'consent.withdrawn' || withdrawn?.effect === 'destroy') continue;
    const effect = effectOn(body.withdrawal, sequence, recording);
    if (effect !== null) withdrawn = { atMs, effect };
  }
  return withdrawn;
}

/** What a withdrawal at this place in the log does to a recording of that person; null when it does not reach it. */
export function effectOn(
  withdrawal: Withdrawal,
  sequence: number,
  { id, beganSequence }: Begun,
): WithdrawalEffect | null {
  switch (withdrawal.scope) {
    case 'all':
      return beganSequence < sequence ? withdrawal.effect : null;
    case 'recording':
      return withdrawal.recordingId === id ? withdrawal.effect : null;
    case 'future':
      return null;
  }
}
