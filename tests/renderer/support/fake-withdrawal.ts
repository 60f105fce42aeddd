import type { PersonId } from '../../../contract/ids.ts';
import type { SessionDetail } from '../../../contract/session.ts';
import { withdrawalSchema } from '../../../contract/withdrawal.ts';
import { fixedNowMs } from './fake-data.ts';

/** What a withdrawal changes in a session of the fake vault; all that is destroyed is gone at once. */
export function withdrawnIn(session: SessionDetail, personId: PersonId, input: unknown): Partial<SessionDetail> {
  const withdrawal = withdrawalSchema.parse(input);
  const code = session.participants.find((one) => one.personId === personId)?.code ?? '';
  const reached = session.recordings.filter(
    ({ id }) => withdrawal.scope === 'all' || (withdrawal.scope === 'recording' && withdrawal.recordingId === id),
  );
  const effect = withdrawal.scope === 'future' ? null : withdrawal.effect;
  return {
    participants: session.participants.map((one) =>
      one.personId === personId ? { ...one, consent: { state: 'withdrawn', atMs: fixedNowMs } } : one,
    ),
    recordings: session.recordings.filter((recording) => effect !== 'destroy' || !reached.includes(recording)),
    withdrawals:
      effect === 'keep-unused'
        ? reached.map(({ id }) => ({ recordingId: id, personId, code, atMs: fixedNowMs, effect }))
        : session.withdrawals,
  };
}
