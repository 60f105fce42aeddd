import type { NotesId } from '../../contract/ids.ts';
import type { LoggedEvent } from '../log/events.ts';

/** The notes that a session has now, and the newest version that the log names. */
export interface ProjectedNotes {
  readonly notesId: NotesId;
  readonly beganAtMs: number;
  readonly logged: {
    readonly sequence: number;
    readonly version: number;
    readonly digest: string | null;
    readonly atMs: number;
  } | null;
}

/** From the session's own chain. Null when none were begun, or those that were have been destroyed. */
export function projectNotes(sessionEvents: readonly LoggedEvent<'session'>[]): ProjectedNotes | null {
  return sessionEvents.reduce(projectNext, null);
}

function projectNext(
  notes: ProjectedNotes | null,
  { atMs, body, evidenceDigest, sequence }: LoggedEvent<'session'>,
): ProjectedNotes | null {
  if (body.kind === 'notes.began') return { notesId: body.notesId, beganAtMs: atMs, logged: null };
  if (notes === null || !('notesId' in body) || body.notesId !== notes.notesId) return notes;
  if (body.kind === 'notes.classed') return notes;
  if (body.kind !== 'notes.saved') return null;
  return { ...notes, logged: { sequence, version: body.version, digest: evidenceDigest, atMs } };
}
