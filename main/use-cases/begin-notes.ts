import { notesIdSchema, type SessionId } from '../../contract/ids.ts';
import type { Notes } from '../../contract/notes.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { getNotes, type NotesFacts } from './get-notes.ts';
import { newId } from './new-id.ts';
import { assertSessionStands } from './session-standing.ts';
import { projectNotes, type ProjectedNotes } from './project-notes.ts';

/**
 * Gives a session notes with a key of their own: key first, then the event, then the row. A session that has notes keeps
 * them.
 *
 * @throws `request/not-found` for no such session, `storage/*`.
 */
export async function beginNotes(facts: NotesFacts, sessionId: SessionId): Promise<Notes> {
  assertSessionStands(facts, sessionId);
  const known = projectNotes(facts.log.events({ kind: 'session', id: sessionId }));
  const { notesId: id, beganAtMs } = known ?? (await logBeginning(facts, sessionId));
  // Missing also where the disk took the event and not the row.
  if (facts.catalog.notes.find(id) === null) facts.catalog.notes.add({ id, sessionId, beganAtMs });
  const notes = getNotes(facts, sessionId);
  if (notes === null) throw new SottoError('internal/unexpected');
  return notes;
}

async function logBeginning(
  { vault, log }: NotesFacts,
  sessionId: SessionId,
): Promise<Pick<ProjectedNotes, 'notesId' | 'beganAtMs'>> {
  const notesId = newId(notesIdSchema);
  await vault.addNotesKey(notesId);
  const { atMs } = await log.append({ kind: 'session', id: sessionId }, { kind: 'notes.began', notesId });
  return { notesId, beganAtMs: atMs };
}
