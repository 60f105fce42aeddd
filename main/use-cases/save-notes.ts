import type { NotesId, SessionId } from '../../contract/ids.ts';
import { notesIntervalMs } from '../../contract/limits.ts';
import type { NotesSave } from '../../contract/notes.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, type Bytes } from '../crypto/bytes.ts';
import { sealNotes } from '../crypto/v1/notes.ts';
import { newestVersion, type NotesFacts } from './get-notes.ts';
import { projectNotes, type ProjectedNotes } from './project-notes.ts';
import { assertSessionStands } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';

/** A text of less than this share of the one before it has lost something that may be wanted back. */
const shortened = 0.8;

type Parts = NotesFacts & Pick<Unlocked, 'clock'>;

export interface NotesToSave {
  readonly sessionId: SessionId;
  /** The version that the writer had before them. */
  readonly basedOn: number;
  readonly text: string;
  readonly isLeaving: boolean;
}

/**
 * Seals the whole text as the next version. Durable when it returns.
 *
 * @throws `request/not-found` when the session has no notes, `storage/*`; then nothing was saved.
 */
export async function saveNotes(
  parts: Parts,
  { sessionId, basedOn, text, isLeaving }: NotesToSave,
): Promise<NotesSave> {
  assertSessionStands(parts, sessionId);
  const notes = projectNotes(parts.log.events({ kind: 'session', id: sessionId }));
  if (notes === null) throw new SottoError('request/not-found');
  const version = newestVersion(notes, parts.catalog.notes.versions(notes.notesId)[0]?.version) + 1;
  if (basedOn !== version - 1) return { outcome: 'stale' };
  const savedAtMs = parts.clock.nowMs();
  const { sealed, digest } = seal(parts, notes.notesId, version, text);
  parts.catalog.transaction(() => {
    dropPassing(parts, notes, sealed.length, savedAtMs);
    parts.catalog.notes.addVersion(notes.notesId, { version, savedAtMs }, sealed);
  });
  const isDue = isLeaving || notes.logged === null || isFar(savedAtMs, notes.logged.atMs);
  const isLogged = isDue && (await logVersion(parts, sessionId, notes.notesId, version, digest));
  return { outcome: 'saved', version, savedAtMs, isLogged };
}

function seal({ vault }: Parts, notesId: NotesId, version: number, text: string): { sealed: Bytes; digest: Bytes } {
  const notesKey = vault.notesKey(notesId);
  if (notesKey === null) throw new SottoError('request/not-found');
  try {
    return sealNotes(notesKey, { vaultId: fromHex(vault.vaultId), notesId: fromHex(notesId), version }, text);
  } finally {
    notesKey.wipe();
  }
}

/**
 * Drops the newest version when it was only passed through: the one kept before it and the one that follows are both
 * near, and no text was taken away. So one stays for every few minutes of writing, the last one before each pause, and
 * whatever was there before much of it went.
 */
function dropPassing(
  { catalog }: Parts,
  { notesId, beganAtMs }: ProjectedNotes,
  sealedBytes: number,
  nowMs: number,
): void {
  const [newest, before] = catalog.notes.versions(notesId);
  if (newest === undefined || isFar(nowMs, newest.savedAtMs)) return;
  const newestBytes = catalog.notes.sealed(notesId, newest.version)?.length ?? 0;
  if (sealedBytes < shortened * newestBytes) return;
  if (!isFar(newest.savedAtMs, before?.savedAtMs ?? beganAtMs)) catalog.notes.removeVersion(notesId, newest.version);
}

/** Either way: a clock that was set back must not drop anything. */
function isFar(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) >= notesIntervalMs;
}

/** False when the log does not take it. The text is saved all the same, so that is no failure of saving. */
async function logVersion(
  { log }: Parts,
  sessionId: SessionId,
  notesId: NotesId,
  version: number,
  digest: Bytes,
): Promise<boolean> {
  try {
    await log.append({ kind: 'session', id: sessionId }, { kind: 'notes.saved', notesId, version }, digest);
    return true;
  } catch (error) {
    if (error instanceof SottoError && error.code.startsWith('storage/')) return false;
    throw error;
  }
}
