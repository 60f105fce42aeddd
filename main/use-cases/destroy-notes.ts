import type { OpeningNotice } from '../../contract/app-state.ts';
import type { NotesId, SessionId } from '../../contract/ids.ts';
import type { NotesFacts } from './get-notes.ts';
import { projectNotes } from './project-notes.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

/**
 * Destroys the notes of a session by their key, every version at once (docs/vault-format.md, Deletion): tombstone in the
 * log, key table without it under a new key, both states, index rows. When it returns nothing in the vault opens them;
 * killed at any step it is resumed by `resumeNotesDestructions`. Nothing happens to a session without notes.
 *
 * @throws `storage/*`; once the tombstone is there the rest follows at the next unlock.
 */
export async function destroyNotes(facts: NotesFacts, sessionId: SessionId): Promise<void> {
  const subject = { kind: 'session', id: sessionId } as const;
  const notes = projectNotes(facts.log.events(subject));
  if (notes === null) return;
  const { notesId } = notes;
  await facts.vault.usingReserve(() => facts.log.append(subject, { kind: 'notes.destroying', notesId }));
  await finishDestruction(facts, sessionId, notesId);
}

/**
 * Finishes every destruction of notes that has its tombstone: those without an end, and those whose key came back with
 * older files. One that the disk does not let us finish has its turn at the next unlock.
 *
 * @returns what the person should be told.
 */
export async function resumeNotesDestructions(facts: NotesFacts): Promise<OpeningNotice[]> {
  const notices: OpeningNotice[] = [];
  for (const { sessionId, notesId, isEnded } of tombstones(facts)) {
    if (isEnded && !facts.vault.hasKey(notesId)) continue;
    const isDone = await unlessDiskRefuses(() => finishDestruction(facts, sessionId, notesId));
    if (!isDone) notices.push('notes-destruction-postponed');
  }
  return notices;
}

/**
 * Brings the rows of notes to what the log says, as is needed after an older index was put back. The texts that it
 * lacks are gone; `getNotes` says so.
 */
export function reconcileNotesRows(facts: NotesFacts): void {
  const { log, catalog } = facts;
  for (const { notesId } of tombstones(facts)) catalog.notes.remove(notesId);
  for (const sessionId of log.subjectIds('session')) {
    const notes = projectNotes(log.events({ kind: 'session', id: sessionId }));
    if (notes === null || catalog.notes.find(notes.notesId) !== null) continue;
    const { notesId, beganAtMs } = notes;
    if (catalog.sessions.find(sessionId) === null) catalog.sessions.add({ id: sessionId, createdAtMs: beganAtMs });
    catalog.notes.add({ id: notesId, sessionId, beganAtMs });
  }
}

interface Tombstone {
  readonly sessionId: SessionId;
  readonly notesId: NotesId;
  readonly isEnded: boolean;
}

function tombstones({ log }: NotesFacts): Tombstone[] {
  return log.subjectIds('session').flatMap((sessionId) => {
    const bodies = log.events({ kind: 'session', id: sessionId }).map(({ body }) => body);
    const ended = new Set(bodies.flatMap((body) => (body.kind === 'notes.destroyed' ? [body.notesId] : [])));
    return bodies.flatMap((body) => {
      if (body.kind !== 'notes.destroying') return [];
      return [{ sessionId, notesId: body.notesId, isEnded: ended.has(body.notesId) }];
    });
  });
}

async function finishDestruction(facts: NotesFacts, sessionId: SessionId, notesId: NotesId): Promise<void> {
  await facts.vault.destroyNotesKey(notesId);
  await facts.vault.usingReserve(async () => {
    facts.catalog.notes.remove(notesId);
    facts.catalog.checkpoint();
    await facts.log.append({ kind: 'session', id: sessionId }, { kind: 'notes.destroyed', notesId });
  });
}
