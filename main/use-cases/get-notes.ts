import type { NotesId, SessionId } from '../../contract/ids.ts';
import type { Notes } from '../../contract/notes.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, toHex } from '../crypto/bytes.ts';
import { openNotes } from '../crypto/v1/notes.ts';
import { projectNotes, type ProjectedNotes } from './project-notes.ts';
import { assertSessionStands } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';

export type NotesFacts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;

/** The notes of a session; null when it has none. @throws `request/not-found` for no such session, `integrity/*`. */
export function getNotes(facts: NotesFacts, sessionId: SessionId): Notes | null {
  assertSessionStands(facts, sessionId);
  const projected = projectNotes(facts.log.events({ kind: 'session', id: sessionId }));
  if (projected === null) return null;
  const { notesId, logged } = projected;
  const [newest, ...earlier] = facts.catalog.notes.versions(notesId);
  const opened = newest === undefined ? null : openVersion(facts, notesId, newest.version);
  const isLogged = logged !== null && newest?.version === logged.version;
  return {
    version: newestVersion(projected, newest?.version),
    savedAtMs: newest?.savedAtMs ?? null,
    text: opened?.text ?? '',
    isOlder: isLogged ? opened?.digest !== logged.digest : (newest?.version ?? 0) < (logged?.version ?? 0),
    earlier,
  };
}

/** The text of a version that is kept. @throws `request/not-found`, `integrity/*`. */
export function getEarlierNotes(
  facts: NotesFacts,
  { sessionId, version }: { readonly sessionId: SessionId; readonly version: number },
): string {
  const projected = projectNotes(facts.log.events({ kind: 'session', id: sessionId }));
  if (projected === null) throw new SottoError('request/not-found');
  return openVersion(facts, projected.notesId, version).text;
}

/** No number is given twice, not even one of which the index knows nothing any more. */
export function newestVersion({ logged }: ProjectedNotes, inIndex: number | undefined): number {
  return Math.max(inIndex ?? 0, logged?.version ?? 0);
}

function openVersion(
  { vault, catalog }: NotesFacts,
  notesId: NotesId,
  version: number,
): { readonly text: string; readonly digest: string } {
  const sealed = catalog.notes.sealed(notesId, version);
  const notesKey = sealed === null ? null : vault.notesKey(notesId);
  if (sealed === null || notesKey === null) throw new SottoError('request/not-found');
  try {
    const place = { vaultId: fromHex(vault.vaultId), notesId: fromHex(notesId), version };
    const { text, digest } = openNotes(notesKey, place, sealed);
    return { text, digest: toHex(digest) };
  } finally {
    notesKey.wipe();
  }
}
