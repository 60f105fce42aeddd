import type { PersonId } from '../../../contract/ids.ts';
import type { Receipt } from '../../../contract/receipt.ts';
import type { SessionDetail } from '../../../contract/session.ts';
import { withdrawalSchema } from '../../../contract/withdrawal.ts';
import { agreement, fixedNowMs, recordingIdOf, sessionIdOf } from './fake-data.ts';

export const withdrawalReceipt: Receipt = {
  schema_version: 'sotto-receipt-1',
  record_id: 'a1'.repeat(32),
  previous_record_id: 'b2'.repeat(32),
  supersedes: null,
  pii_principal_id: 'K-3',
  role: 'client',
  capacity: 'self',
  session_id: sessionIdOf(3),
  jurisdiction: null,
  mode: null,
  privacy_notice: { text_hash: agreement.textHash, language: 'en' },
  purposes: [],
  storage_locations: ['encrypted-vault-on-one-computer'],
  retention_period: { rule: 'for', destroy_by: '2026-12-23T23:59:59.999Z' },
  valid_until: null,
  recipients: 'therapist',
  ownership: 'client',
  client_copy: 'none',
  part_of_clinical_record: false,
  ai_processing: null,
  recording_ids: [recordingIdOf(103)],
  event: {
    event_type: 'explicit',
    event_state: 'withdrawn',
    event_time: '2026-11-23T14:05:00.000Z',
    method: null,
    is_witnessed: null,
    signed_on_paper: null,
    paper_words: null,
    spoken_in: null,
    evidence_digest: null,
  },
  withdrawal: {
    scope: 'recording',
    effect: 'keep-unused',
    actions: [{ recording_id: recordingIdOf(103), action: 'kept-unused', at: null }],
    passage: null,
    not_reached: ['copies-of-the-vault', 'blocks-left-on-flash'],
  },
};

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
