import type { AgreementTerms } from '../../contract/agreement.ts';
import { purposes } from '../../contract/consent.ts';
import type { Receipt } from '../../contract/receipt.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';
import type { Presence } from './projection.ts';

/** A reconfirmation is answered for as the grant that it repeats. */
export type Answered = Exclude<EventBodies['person'], { kind: 'second-answer' | 'consent.reconfirmed' }>;
type Withdrawn = Extract<Answered, { kind: 'consent.withdrawn' }>;
export type WithdrawalAction = NonNullable<Receipt['withdrawal']>['actions'][number];

export interface ReceiptFacts {
  readonly event: Pick<LoggedEvent<'person'>, 'atMs'> & { readonly body: Answered };
  readonly link: { readonly head: string; readonly previousHead: string | null };
  readonly code: string;
  /** As it was when the person answered; null for somebody who was not in the session then. */
  readonly presence: Presence | null;
  /** What the person had last agreed to in the session before this. */
  readonly grantedBefore: Extract<Answered, { kind: 'consent.granted' }> | null;
  /** What the person agreed to, now or last; null where they never did. */
  readonly terms: AgreementTerms | null;
  /** What has been done about each recording that a withdrawal reaches. */
  readonly actions: readonly WithdrawalAction[];
}

const states = {
  'consent.granted': 'given',
  'consent.refused': 'refused',
  'consent.withdrawn': 'withdrawn',
} as const satisfies Record<Answered['kind'], Receipt['event']['event_state']>;

/** The receipt for one answer of a person, from the log alone but for their code. */
export function buildReceipt(facts: ReceiptFacts): Receipt {
  const { body, atMs } = facts.event;
  const notice = body.kind === 'consent.withdrawn' ? facts.grantedBefore : body;
  return {
    schema_version: 'sotto-receipt-1',
    record_id: facts.link.head,
    previous_record_id: facts.link.previousHead,
    pii_principal_id: facts.code,
    role: facts.presence?.role ?? null,
    capacity: facts.presence?.capacity ?? null,
    session_id: body.sessionId,
    privacy_notice: notice === null ? null : { text_hash: notice.textHash, language: notice.language },
    purposes: body.kind === 'consent.withdrawn' ? [] : decisionsOf(body),
    storage_locations: ['encrypted-vault-on-one-computer'],
    retention_period: facts.terms === null ? null : retentionOf(facts.terms),
    valid_until: body.kind === 'consent.granted' ? new Date(body.validUntilMs).toISOString() : null,
    event: {
      event_type: 'explicit',
      event_state: states[body.kind],
      event_time: new Date(atMs).toISOString(),
      ...mannerOf(body),
    },
    withdrawal: body.kind === 'consent.withdrawn' ? withdrawalOf(body, facts.actions) : null,
  };
}

function retentionOf({ retention, destroyByMs }: AgreementTerms): Receipt['retention_period'] {
  return { rule: retention.rule, destroy_by: destroyByMs === null ? null : new Date(destroyByMs).toISOString() };
}

function mannerOf(body: Answered): Pick<Receipt['event'], 'method' | 'is_witnessed' | 'given_on_paper' | 'spoken_in'> {
  if (body.kind !== 'consent.granted') {
    return { method: null, is_witnessed: null, given_on_paper: null, spoken_in: null };
  }
  const { method, isWitnessed, givenAtMs, spokenIn } = body;
  const paper = givenAtMs === null ? null : new Date(givenAtMs).toISOString();
  return { method, is_witnessed: isWitnessed, given_on_paper: paper, spoken_in: spokenIn };
}

/** Each purpose stands on its own; what was not granted was refused. */
function decisionsOf(body: Exclude<Answered, Withdrawn>): Receipt['purposes'] {
  const given = body.kind === 'consent.granted' ? body.purposes : [];
  return purposes.map((purpose) => ({ purpose, decision: given.includes(purpose) ? 'given' : 'refused' }));
}

function withdrawalOf({ withdrawal }: Withdrawn, actions: readonly WithdrawalAction[]): Receipt['withdrawal'] {
  const { scope } = withdrawal;
  return {
    scope,
    effect: withdrawal.scope === 'future' ? null : withdrawal.effect,
    actions: [...actions],
    not_reached: ['copies-of-the-vault', 'blocks-left-on-flash'],
  };
}
