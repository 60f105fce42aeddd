import { z } from 'zod';
import { sessionIdSchema, type SessionId } from '../../contract/ids.ts';
import type { RecordingSummary } from '../../contract/recording.ts';
import type { SessionSummary } from '../../contract/session.ts';
import type { CatalogDatabase } from './database.ts';
import { foldCode } from './fold-code.ts';
import { recordingColumns, recordingRowSchema } from './recording-store.ts';
import type { Command, Query } from './statements.ts';

const rowSchema = z
  .object({ id: sessionIdSchema, created_at_ms: z.number().int() })
  .transform((row) => ({ id: row.id, createdAtMs: row.created_at_ms }));
const summaryRowSchema = recordingRowSchema.transform(
  ({ id, sessionId, state, beganAtMs, durationMs, bitrateBps, lostMs }): RecordingSummary => {
    return { id, sessionId, state, beganAtMs, durationMs, bitrateBps, lostMs };
  },
);
const idRowSchema = z.object({ session_id: sessionIdSchema });
const codeRowSchema = z.object({ session_id: sessionIdSchema, code: z.string() });

export type StoredSession = Readonly<z.output<typeof rowSchema>>;

export class SessionStore {
  readonly #add: Command;
  readonly #leave: Command;
  readonly #remove: Command;
  readonly #find: Query<typeof rowSchema>;
  readonly #newest: Query<typeof rowSchema>;
  readonly #newestWithCode: Query<typeof rowSchema>;
  readonly #codes: Query<typeof codeRowSchema>;
  readonly #recordings: Query<typeof summaryRowSchema>;
  readonly #withNotes: Query<typeof idRowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command('INSERT INTO session (id, created_at_ms) VALUES (?, ?)');
    this.#leave = database.command('DELETE FROM participation WHERE session_id = ?');
    this.#remove = database.command('DELETE FROM session WHERE id = ?');
    this.#find = database.query('SELECT id, created_at_ms FROM session WHERE id = ?', rowSchema);
    this.#newest = database.query('SELECT id, created_at_ms FROM session ORDER BY created_at_ms DESC, id', rowSchema);
    // CROSS JOIN: persons first, of whom there are far fewer than participations.
    this.#newestWithCode = database.query(
      `SELECT id, created_at_ms FROM session WHERE id IN (
         SELECT session_id FROM person CROSS JOIN participation ON person_id = person.id WHERE instr(code_folded, ?) > 0
       ) ORDER BY created_at_ms DESC, id`,
      rowSchema,
    );
    this.#codes = database.query(
      `SELECT session_id, code FROM json_each(?) AS wanted
       JOIN participation ON session_id = wanted.value JOIN person ON person.id = person_id
       ORDER BY session_id, position`,
      codeRowSchema,
    );
    this.#recordings = database.query(
      `SELECT ${recordingColumns} FROM recording WHERE session_id IN (SELECT value FROM json_each(?))
       ORDER BY began_at_ms, id`,
      summaryRowSchema,
    );
    this.#withNotes = database.query(
      'SELECT session_id FROM notes WHERE session_id IN (SELECT value FROM json_each(?))',
      idRowSchema,
    );
  }

  /** @throws `request/conflict` for an id that is taken. */
  add(session: StoredSession): void {
    this.#add.run(session.id, session.createdAtMs);
  }

  /**
   * Removes the row and who took part.
   *
   * @throws `request/conflict` while it has recordings.
   */
  remove(id: SessionId): void {
    this.#leave.run(id);
    this.#remove.run(id);
  }

  find(id: SessionId): StoredSession | null {
    return this.#find.first(id);
  }

  findNewest(): StoredSession | null {
    return this.#newest.first();
  }

  /**
   * Sessions, newest first, each with its codes in the order they were added and its recordings oldest first: those
   * where some code contains `search`, compared as in `foldCode`, or all of them when it is blank.
   */
  list(search: string): SessionSummary[] {
    const wanted = foldCode(search.trim());
    const sessions = wanted === '' ? this.#newest.all() : this.#newestWithCode.all(wanted);
    const ids = JSON.stringify(sessions.map(({ id }) => id));
    const codes = new Map<SessionId, string[]>();
    for (const row of this.#codes.all(ids)) collect(codes, row.session_id, row.code);
    const recordings = new Map<SessionId, RecordingSummary[]>();
    for (const row of this.#recordings.all(ids)) collect(recordings, row.sessionId, row);
    const withNotes = new Set(this.#withNotes.all(ids).map((row) => row.session_id));
    return sessions.map((session) => ({
      ...session,
      codes: codes.get(session.id) ?? [],
      recordings: recordings.get(session.id) ?? [],
      hasNotes: withNotes.has(session.id),
    }));
  }
}

function collect<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
