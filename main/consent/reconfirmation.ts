import type { SessionId, TermsDigest } from '../../contract/ids.ts';
import { reconfirmableForMs } from '../../contract/limits.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';
import { signedMs } from './paper.ts';
import { isSameStanding, type Standing } from './standing.ts';

export type GrantedBody = Extract<EventBodies['person'], { kind: 'consent.granted' }>;
export type Granted = LoggedEvent<'person'> & { readonly body: GrantedBody };
type PersonEvents = readonly LoggedEvent<'person'>[];

const takesBack: ReadonlySet<EventBodies['person']['kind']> = new Set(['consent.refused', 'consent.withdrawn']);

/** What there must be for an earlier grant to be offered for confirmation. */
export interface Asked {
  readonly sessionId: SessionId;
  /** With the template and the capacity they make the text. */
  readonly terms: TermsDigest;
  readonly nowMs: number;
}

/**
 * The grant of an earlier session that a person may confirm for this one: their last, to the very same text, in the same
 * role and capacity and for the same people, and nothing refused or withdrawn since, wherever it was. Null: they are to be asked in full.
 */
export function findReconfirmable(
  events: PersonEvents,
  standing: Standing,
  { sessionId, terms, nowMs }: Asked,
): Granted | null {
  const last = events.findLast(isGranted);
  if (last === undefined || last.body.sessionId === sessionId || last.body.terms !== terms) return null;
  if (!isSameStanding(last.body, standing)) return null;
  return stands(events, last, nowMs) ? last : null;
}

/** The grant that a reconfirmation repeats; null when there was none that it could. */
export function grantConfirmedBy(
  events: PersonEvents,
  { sequence, atMs, body }: LoggedEvent<'person'>,
): Granted | null {
  if (body.kind !== 'consent.reconfirmed') return null;
  const before = events.filter((event) => event.sequence < sequence);
  const named = before.find((event) => event.sequence === body.grantedIn.sequence);
  if (named === undefined || !isGranted(named) || named.body.sessionId !== body.grantedIn.sessionId) return null;
  return stands(before, named, atMs) ? named : null;
}

/** What a grant says, or a reconfirmation by the grant that it repeats; null for whatever is neither. */
export function grantedBy(events: PersonEvents, event: LoggedEvent<'person'>): GrantedBody | null {
  if (isGranted(event)) return event.body;
  const confirmed = grantConfirmedBy(events, event);
  if (confirmed === null || event.body.kind !== 'consent.reconfirmed') return null;
  return { ...confirmed.body, sessionId: event.body.sessionId };
}

function stands(events: PersonEvents, grant: Granted, nowMs: number): boolean {
  const isTakenBack = events.some(({ sequence, body }) => sequence > grant.sequence && takesBack.has(body.kind));
  return !isTakenBack && isFresh(grant, nowMs);
}

function isFresh({ atMs, body }: Granted, nowMs: number): boolean {
  const givenMs = body.paper === null ? atMs : signedMs(body.paper);
  return nowMs - givenMs <= reconfirmableForMs && nowMs < body.validUntilMs;
}

function isGranted(event: LoggedEvent<'person'>): event is Granted {
  return event.body.kind === 'consent.granted';
}
