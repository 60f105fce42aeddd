import type { AgreementTerms } from '../../contract/agreement.ts';
import type { NotesId } from '../../contract/ids.ts';
import type { ItemClass } from '../../contract/retention.ts';
import type { LoggedEvent } from '../log/events.ts';

/** What a recording is: as somebody said last, or else as its terms have it. */
export function projectRecordingClass(
  terms: AgreementTerms | null,
  events: readonly LoggedEvent<'recording'>[],
): ItemClass {
  let itemClass = classOfTerms(terms);
  for (const { body } of events) {
    if (body.kind === 'recording.classed') itemClass = body.itemClass;
  }
  return itemClass;
}

/** What notes are: as somebody said last, or else kept apart. */
export function projectNotesClass(notesId: NotesId, events: readonly LoggedEvent<'session'>[]): ItemClass {
  let itemClass: ItemClass = 'kept-apart';
  for (const { body } of events) {
    if (body.kind === 'notes.classed' && body.notesId === notesId) itemClass = body.itemClass;
  }
  return itemClass;
}

function classOfTerms(terms: AgreementTerms | null): ItemClass {
  if (terms === null) return 'kept-apart';
  if (terms.isInClinicalRecord) return 'clinical-record';
  if (terms.ownership === 'client') return 'clients-own';
  const isForLearning = terms.purposes.some((purpose) => purpose === 'training' || purpose === 'supervision');
  return isForLearning ? 'training' : 'kept-apart';
}
