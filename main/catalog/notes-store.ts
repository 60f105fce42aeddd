import { z } from 'zod';
import { notesIdSchema, sessionIdSchema, type NotesId } from '../../contract/ids.ts';
import { copyBytes } from '../crypto/bytes.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

const rowSchema = z
  .object({ id: notesIdSchema, session_id: sessionIdSchema, began_at_ms: z.number().int() })
  .transform((row) => ({ id: row.id, sessionId: row.session_id, beganAtMs: row.began_at_ms }));
const saveRowSchema = z
  .object({ version: z.number().int().min(1), saved_at_ms: z.number().int() })
  .transform((row) => ({ version: row.version, savedAtMs: row.saved_at_ms }));
const sealedRowSchema = z.object({ sealed: z.instanceof(Uint8Array).transform(copyBytes) });

/** That a session has notes. */
export type StoredNotes = Readonly<z.output<typeof rowSchema>>;

/** One save of them, without its text. */
export type NotesSaved = Readonly<z.output<typeof saveRowSchema>>;

export class NotesStore {
  readonly #add: Command;
  readonly #remove: Command;
  readonly #find: Query<typeof rowSchema>;
  readonly #addVersion: Command;
  readonly #removeVersion: Command;
  readonly #versions: Query<typeof saveRowSchema>;
  readonly #sealed: Query<typeof sealedRowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command('INSERT INTO notes (id, session_id, began_at_ms) VALUES (?, ?, ?)');
    this.#remove = database.command('DELETE FROM notes WHERE id = ?');
    this.#find = database.query('SELECT id, session_id, began_at_ms FROM notes WHERE id = ?', rowSchema);
    this.#addVersion = database.command(
      'INSERT INTO notes_version (notes_id, version, saved_at_ms, sealed) VALUES (?, ?, ?, ?)',
    );
    this.#removeVersion = database.command('DELETE FROM notes_version WHERE notes_id = ? AND version = ?');
    this.#versions = database.query(
      'SELECT version, saved_at_ms FROM notes_version WHERE notes_id = ? ORDER BY version DESC',
      saveRowSchema,
    );
    this.#sealed = database.query(
      'SELECT sealed FROM notes_version WHERE notes_id = ? AND version = ?',
      sealedRowSchema,
    );
  }

  /** @throws `request/not-found` for no such session; `request/conflict` when it has notes. */
  add(notes: StoredNotes): void {
    this.#add.run(notes.id, notes.sessionId, notes.beganAtMs);
  }

  /** Removes every version with them; whether there were any. */
  remove(id: NotesId): boolean {
    return this.#remove.run(id) > 0;
  }

  find(id: NotesId): StoredNotes | null {
    return this.#find.first(id);
  }

  /** @throws `request/not-found` for no such notes; `request/conflict` for a version that is there. */
  addVersion(id: NotesId, save: NotesSaved, sealed: Uint8Array): void {
    this.#addVersion.run(id, save.version, save.savedAtMs, sealed);
  }

  removeVersion(id: NotesId, version: number): void {
    this.#removeVersion.run(id, version);
  }

  /** Newest first. */
  versions(id: NotesId): NotesSaved[] {
    return this.#versions.all(id);
  }

  /** The sealed text of one version, or null. */
  sealed(id: NotesId, version: number): Uint8Array | null {
    return this.#sealed.first(id, version)?.sealed ?? null;
  }
}
