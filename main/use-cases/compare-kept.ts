import type { TemplateId } from '../../contract/agreement.ts';
import { builtInTemplateId } from '../../contract/agreement-codes.ts';
import type { SessionId } from '../../contract/ids.ts';
import type { IndexRows } from '../catalog/index-rows.ts';
import { projectFate, type Fate } from '../retention/fate.ts';
import { holdEvidenceIn } from '../retention/hold.ts';
import { unexplained, type ComparedLog, type Difference } from './compared.ts';

/** Evidence, and the texts and templates that somebody was asked with: by digest, hash and version, not word by word. */
export function compareKept(log: ComparedLog, rows: IndexRows): Difference[] {
  return [...compareEvidence(log, rows), ...compareTexts(log, rows), ...compareTemplates(log, rows)];
}

function compareEvidence(log: ComparedLog, rows: IndexRows): Difference[] {
  const found = new Set(rows.evidence);
  const fates = new Map<SessionId, Fate['kind']>();
  for (const id of log.subjectIds('session')) fates.set(id, projectFate(log.events({ kind: 'session', id })).kind);
  const ofAnswers = saidByPersons(log).flatMap(({ body, evidenceDigest }) =>
    evidenceDigest === null ? [] : [{ sessionId: body.sessionId, digest: evidenceDigest }],
  );
  return [...ofAnswers, ...evidenceOfHolds(log)].flatMap(({ sessionId, digest }) => {
    const fate = fates.get(sessionId);
    if (fate === 'is-going') return [];
    return found.has(digest) === (fate === 'is-gone') ? [unexplained('evidence')] : [];
  });
}

/** It stays with the session, also when the recording that was held has gone. */
function evidenceOfHolds(log: ComparedLog): { readonly sessionId: SessionId; readonly digest: string }[] {
  const ofSessions = log.subjectIds('session').flatMap((sessionId) =>
    log
      .events({ kind: 'session', id: sessionId })
      .flatMap(holdEvidenceIn)
      .map((digest) => ({ sessionId, digest })),
  );
  const ofRecordings = log.subjectIds('recording').flatMap((id) => {
    const events = log.events({ kind: 'recording', id });
    const began = events[0]?.body;
    if (began?.kind !== 'recording.began') return [];
    return events.flatMap(holdEvidenceIn).map((digest) => ({ sessionId: began.sessionId, digest }));
  });
  return [...ofSessions, ...ofRecordings];
}

function compareTexts(log: ComparedLog, rows: IndexRows): Difference[] {
  const found = new Set(rows.agreementTexts);
  const named = [
    ...saidByPersons(log).flatMap(({ body }) => ('textHash' in body ? [body.textHash] : [])),
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

function saidByPersons(log: ComparedLog) {
  return log.subjectIds('person').flatMap((id) => log.events({ kind: 'person', id }));
}

function chosenTemplates(log: ComparedLog) {
  return log
    .subjectIds('session')
    .flatMap((id) => log.events({ kind: 'session', id }))
    .flatMap(({ body }) => (body.kind === 'agreement.chosen' ? [body.template] : []));
}
