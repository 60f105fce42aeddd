import type { TemplateId } from '../../contract/agreement.ts';
import { builtInTemplateId } from '../../contract/agreement-codes.ts';
import type { SessionId } from '../../contract/ids.ts';
import type { IndexRows } from '../catalog/index-rows.ts';
import { projectFate, type Fate } from '../retention/fate.ts';
import { lostBefore, unexplained, type ComparedLog, type Difference } from './compared.ts';

/** Evidence, and the texts and templates that somebody was asked with: by digest, hash and version, not word by word. */
export function compareKept(log: ComparedLog, rows: IndexRows): Difference[] {
  return [...compareEvidence(log, rows), ...compareTexts(log, rows), ...compareTemplates(log, rows)];
}

function compareEvidence(log: ComparedLog, rows: IndexRows): Difference[] {
  const found = new Set(rows.evidence);
  const fates = new Map<SessionId, Fate['kind']>();
  for (const id of log.subjectIds('session')) fates.set(id, projectFate(log.events({ kind: 'session', id })).kind);
  const lost = lostBefore(log);
  return saidByPersons(log).flatMap(({ body, evidenceDigest, sequence }) => {
    const fate = fates.get(body.sessionId);
    if (evidenceDigest === null || fate === 'is-going') return [];
    if (sequence < lost && !found.has(evidenceDigest)) return [];
    return found.has(evidenceDigest) === (fate === 'is-gone') ? [unexplained('evidence')] : [];
  });
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
