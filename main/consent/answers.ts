import type { RecordingId, SessionId } from '../../contract/ids.ts';
import type { GivenConsent } from '../../contract/person.ts';
import type { ReceiptFormat } from '../../contract/receipt.ts';
import type { SecondAnswerState } from '../../contract/consent.ts';
import type { Withdrawal } from '../../contract/withdrawal.ts';
import type { LoggedEvent } from '../log/events.ts';
import { secondAnswerIn } from './projection.ts';
import { grantedBy } from './reconfirmation.ts';

/** What a person withdrew: their consent, or one passage of a recording, which was erased for it. */
export type SaidWithdrawal = Withdrawal | { readonly scope: 'passage'; readonly recordingId: RecordingId };

/** Every answer that a person gave to an agreement about this session, oldest first, from the person's own chain. */
export function consentsGiven(personEvents: readonly LoggedEvent<'person'>[], sessionId: SessionId): GivenConsent[] {
  return personEvents.flatMap((event): GivenConsent[] => {
    const { atMs, body } = event;
    const granted = grantedBy(personEvents, event);
    if (granted?.sessionId === sessionId) {
      const { purposes, textHash, language, method, isWitnessed, paper, spokenIn, role, capacity } = granted;
      const manner = { method, isWitnessed, paper, spokenIn };
      return [{ state: 'granted', atMs, purposes, textHash, language, ...manner, role, capacity }];
    }
    if (body.kind === 'consent.refused' && body.sessionId === sessionId) {
      const { textHash, language } = body;
      return [{ state: 'refused', atMs, textHash, language }];
    }
    return [];
  });
}

/** Every answer that a person gave when asked again after this session, oldest first, from the person's own chain. */
export function secondAnswersGiven(
  personEvents: readonly LoggedEvent<'person'>[],
  sessionId: SessionId,
): { readonly atMs: number; readonly recordingId: RecordingId; readonly answer: SecondAnswerState }[] {
  return personEvents.flatMap(({ atMs, body }) => {
    const said = body.sessionId === sessionId ? secondAnswerIn(body) : null;
    return said === null ? [] : [{ atMs, recordingId: said.recordingId, answer: said.answer }];
  });
}

/** Every receipt of a person for this session that was saved as a file, oldest first, from the person's own chain. */
export function receiptsGiven(
  personEvents: readonly LoggedEvent<'person'>[],
  sessionId: SessionId,
): { readonly atMs: number; readonly format: ReceiptFormat }[] {
  return personEvents.flatMap(({ atMs, body }) =>
    body.kind === 'receipt.exported' && body.sessionId === sessionId ? [{ atMs, format: body.format }] : [],
  );
}

/** Every withdrawal that a person said in this session, oldest first, from the person's own chain. */
export function withdrawalsSaid(
  personEvents: readonly LoggedEvent<'person'>[],
  sessionId: SessionId,
): { readonly atMs: number; readonly withdrawal: SaidWithdrawal }[] {
  return personEvents.flatMap(({ atMs, body }): { atMs: number; withdrawal: SaidWithdrawal }[] => {
    if (body.sessionId !== sessionId) return [];
    if (body.kind === 'consent.withdrawn') return [{ atMs, withdrawal: body.withdrawal }];
    const isPassage = body.kind === 'passage.asked' && body.saidAs === 'withdrawal';
    return isPassage ? [{ atMs, withdrawal: { scope: 'passage', recordingId: body.recordingId } }] : [];
  });
}
