import type { TemplateId } from '../../contract/agreement.ts';
import { builtInTemplateId } from '../../contract/agreement-codes.ts';
import type { SessionId } from '../../contract/ids.ts';
import type { IndexRows } from '../catalog/index-rows.ts';
import { projectFate, type Fate } from '../retention/fate.ts';
import { lostBefore, unexplained, type ComparedLog, type Difference } from './compared.ts';
import { holdEvidenceIn } from '../retention/hold.ts';

/** Evidence, and the texts and templates that somebody was asked with: by digest, hash and version, not word by word. */
export function compareKept(log: ComparedLog, rows: IndexRows): Difference[] {
  return [...compareEvidence(log, rows), ...compareTexts(log, rows), ...compareTemplates(log, rows)];
}

function compareEvidence(log: ComparedLog, rows: IndexRows): Difference[] {
  const found = new Set(rows.evidence);
  const fates = new Map<SessionId, Fate['kind']>();
  for (const id of log.subjectIds('session')) fates.set(id, projectFate(log.events({ kind: 'session', id })).kind);
  const lost = lostBefore(log);
  const ofAnswers = saidByPersons(log).flatMap(({ body, evidenceDigest, sequence }) =>
    evidenceDigest === null ? [] : [{ sessionId: body.sessionId, digest: evidenceDigest, sequence }],
  );
  return [...ofAnswers, ...evidenceOfHolds(log)].flatMap(({ sessionId, digest, sequence }) => {
    const fate = fates.get(sessionId);
    if (fate === 'is-going' || (sequence < lost && !found.has(digest))) return [];
    return found.has(digest) === (fate === 'is-gone') ? [unexplained('evidence')] : [];
  });
}

interface Rested {
  readonly sessionId: SessionId;
  readonly digest: string;
  /** Of the entry that rests on it. */
  readonly sequence: number;
}

/** It stays with the session, also when the recording that was held has gone. */
function evidenceOfHolds(log: ComparedLog): Rested[] {
  const ofSessions = log
    .subjectIds('session')
    .flatMap((sessionId) =>
      log
        .events({ kind: 'session', id: sessionId })
        .flatMap((event) => holdEvidenceIn(event).map((digest) => ({ sessionId, digest, sequence: event.sequence }))),
    );
  const ofRecordings = log.subjectIds('recording').flatMap((id) => {
    const events = log.events({ kind: 'recording', id });
    const began = events[0]?.body;
    if (began?.kind !== 'recording.began') return [];
    const { sessionId } = began;
    return events.flatMap((event) =>
      holdEvidenceIn(event).map((digest) => ({ sessionId, digest, sequence: event.sequence })),
    );
  });
  return [...ofSessions, ...ofRecordings];
}

function compareTexts(log: ComparedLog, rows: IndexRows): Difference[] {
  const found = new Set(rows.agreementTexts);
  const named = [
    ...saidSince(log).flatMap(({ body }) => ('textHash' in body ? [body.textHash] : [])),
    ...chosenTemplates(log).map(({ textHash }) => textHash),
  ];
  return named.flatMap((textHash) => (found.has(textHash) ? [] : [unexplained('agreement-text')]));
}

function compareTemplates(log: ComparedLog, rows: IndexRows): Difference[] {
  const found = new Set(rows.templates.map(placeOf));
  return chosenTemplates(log)
    .filter(({ id }) => id !== builtInTemplateId)
    .flatMap((template) => (found.has(placeOf(template)) ? [] : [unexplained('template')]));
}

function placeOf({ id, version }: { readonly id: TemplateId; readonly version: number }): string {
  return `${id} ${version}`;
}

/** Of what was said before an index was made anew the texts are gone. */
function saidSince(log: ComparedLog) {
  const lost = lostBefore(log);
  return saidByPersons(log).filter(({ sequence }) => sequence > lost);
}

function saidByPersons(log: ComparedLog) {
  return log.subjectIds('person').flatMap((id) => log.events({ kind: 'person', id }));
}

function chosenTemplates(log: ComparedLog) {
  const lost = lostBefore(log);
  return log
    .subjectIds('session')
    .flatMap((id) => log.events({ kind: 'session', id }))
    .flatMap(({ body, sequence }) => (body.kind === 'agreement.chosen' && sequence > lost ? [body.template] : []));
}
