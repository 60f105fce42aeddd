import type { AgreementTerms } from '../../contract/agreement.ts';
import { purposes as allPurposes } from '../../contract/consent.ts';
import type { Receipt } from '../../contract/receipt.ts';
import type { RecordingId } from '../../contract/ids.ts';
import type { Passage } from '../../contract/passage.ts';
import type { SessionPlace } from '../../contract/jurisdiction.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';
import type { Presence } from './projection.ts';

type Unanswered = 'second-answer' | 'consent.reconfirmed' | 'receipt.exported';
/** A reconfirmation is answered for as the grant that it repeats. */
export type Answered = Exclude<EventBodies['person'], { kind: Unanswered }>;
/** A passage that a person withdrew, which was erased for it. */
type PassageAsked = Extract<Answered, { kind: 'passage.asked' }>;
type Withdrawn = Extract<Answered, { kind: 'consent.withdrawn' }> | PassageAsked;
export type WithdrawalAction = NonNullable<Receipt['withdrawal']>['actions'][number];

export interface ReceiptFacts {
  readonly event: Pick<LoggedEvent<'person'>, 'atMs' | 'evidenceDigest'> & { readonly body: Answered };
  readonly link: { readonly head: string; readonly previousHead: string | null };
  /** Head of the chain after the answer before this one in the session; null for the first. */
  readonly supersedes: string | null;
  readonly place: SessionPlace | null;
  readonly recordingIds: readonly RecordingId[];
  readonly code: string;
  /** As it was when the person answered; null for somebody who was not in the session then. */
  readonly presence: Presence | null;
  /** What the person had last agreed to in the session before this. */
  readonly grantedBefore: Extract<Answered, { kind: 'consent.granted' }> | null;
  /** What the person agreed to, now or last; null where they never did. */
  readonly terms: AgreementTerms | null;
  /** What has been done about each recording that a withdrawal reaches. */
  readonly actions: readonly WithdrawalAction[];
  /** What was erased for a passage that was withdrawn; null for every other answer. */
  readonly passage: Passage | null;
}

const states = {
  'consent.granted': 'given',
  'consent.refused': 'refused',
  'consent.withdrawn': 'withdrawn',
  'passage.asked': 'withdrawn',
} as const satisfies Record<Answered['kind'], Receipt['event']['event_state']>;

/** The receipt for one answer of a person, from the log alone but for their code. */
export function buildReceipt(facts: ReceiptFacts): Receipt {
  const { body, atMs } = facts.event;
  const notice = isWithdrawn(body) ? facts.grantedBefore : body;
  const purposes = isWithdrawn(body) ? [] : decisionsOf(body);
  return {
    schema_version: 'sotto-receipt-1',
    record_id: facts.link.head,
    previous_record_id: facts.link.previousHead,
    supersedes: facts.supersedes,
    pii_principal_id: facts.code,
    role: facts.presence?.role ?? null,
    capacity: facts.presence?.capacity ?? null,
    session_id: body.sessionId,
    jurisdiction: facts.place === null ? null : { room: facts.place.room, remote: [...facts.place.remote] },
    mode: modeOf(facts.place),
    privacy_notice: notice === null ? null : noticeOf(notice),
    purposes,
    storage_locations: ['encrypted-vault-on-one-computer'],
    retention_period: facts.terms === null ? null : retentionOf(facts.terms),
    valid_until: body.kind === 'consent.granted' ? new Date(body.validUntilMs).toISOString() : null,
    recipients: facts.terms?.listeners ?? null,
    ownership: facts.terms?.ownership ?? null,
    client_copy: facts.terms?.clientCopy ?? null,
    part_of_clinical_record: facts.terms?.isInClinicalRecord ?? null,
    ai_processing: purposes.find(({ purpose }) => purpose === 'transcription')?.decision ?? null,
    recording_ids: [...facts.recordingIds],
    event: {
      event_type: 'explicit',
      event_state: states[body.kind],
      event_time: new Date(atMs).toISOString(),
      ...mannerOf(body),
      evidence_digest: facts.event.evidenceDigest,
    },
    withdrawal: isWithdrawn(body) ? withdrawalOf(body, facts) : null,
  };
}

function retentionOf({ retention, destroyByMs }: AgreementTerms): Receipt['retention_period'] {
  return { rule: retention.rule, destroy_by: destroyByMs === null ? null : new Date(destroyByMs).toISOString() };
}

type Manner = Pick<Receipt['event'], 'method' | 'is_witnessed' | 'signed_on_paper' | 'paper_words' | 'spoken_in'>;

function mannerOf(body: Answered): Manner {
  if (body.kind !== 'consent.granted') {
    return { method: null, is_witnessed: null, signed_on_paper: null, paper_words: null, spoken_in: null };
  }
  const { method, isWitnessed, paper, spokenIn } = body;
  return {
    method,
    is_witnessed: isWitnessed,
    signed_on_paper: paper?.signedOn ?? null,
    paper_words: paper?.words ?? null,
    spoken_in: spokenIn,
  };
}

function modeOf(place: SessionPlace | null): Receipt['mode'] {
  if (place === null) return null;
  return place.remote.length === 0 ? 'in-the-room' : 'with-remote';
}

/** Another form than ours has words that Sotto does not know: its scan has them. */
function noticeOf(answered: Exclude<Answered, Withdrawn>): Receipt['privacy_notice'] {
  const isOther = answered.kind === 'consent.granted' && answered.paper?.words === 'other-form';
  return isOther ? null : { text_hash: answered.textHash, language: answered.language };
}

/** Each purpose stands on its own; what was not granted was refused. */
function decisionsOf(body: Exclude<Answered, Withdrawn>): Receipt['purposes'] {
  const given = body.kind === 'consent.granted' ? body.purposes : [];
  return allPurposes.map((purpose) => ({ purpose, decision: given.includes(purpose) ? 'given' : 'refused' }));
}

export function isWithdrawn(body: Answered): body is Withdrawn {
  return body.kind === 'consent.withdrawn' || body.kind === 'passage.asked';
}

function withdrawalOf(body: Withdrawn, { actions, passage }: ReceiptFacts): Receipt['withdrawal'] {
  return {
    ...(body.kind === 'passage.asked' ? ({ scope: 'passage', effect: 'destroy' } as const) : scopeOf(body)),
    actions: [...actions],
    passage: passage === null ? null : { from_ms: passage.fromMs, to_ms: passage.toMs },
    not_reached: ['copies-of-the-vault', 'blocks-left-on-flash'],
  };
}

function scopeOf({ withdrawal }: Exclude<Withdrawn, PassageAsked>) {
  return { scope: withdrawal.scope, effect: withdrawal.scope === 'future' ? null : withdrawal.effect };
}
