import { z } from 'zod';
import { personIdSchema, type PersonId } from '../../contract/ids.ts';
import type { PersonSummary } from '../../contract/person.ts';
import type { Command, Query } from './statements.ts';
import type { CatalogDatabase } from './database.ts';
import { foldCode } from './fold-code.ts';

const rowSchema = z
  .object({ id: personIdSchema, code: z.string(), created_at_ms: z.number().int() })
  .transform((row) => ({ id: row.id, code: row.code, createdAtMs: row.created_at_ms }));

const nameRowSchema = z.object({ name: z.string().nullable() });
const summaryRowSchema = z
  .object({
    id: personIdSchema,
    code: z.string(),
    session_count: z.number().int().min(0),
    last_session_at_ms: z.number().int().nullable(),
  })
  .transform((row): PersonSummary => {
    const { id, code, session_count: sessionCount, last_session_at_ms: lastSessionAtMs } = row;
    return { id, code, sessionCount, lastSessionAtMs };
  });

/** A code stands for one person in every session of the vault. */
export type Person = Readonly<z.output<typeof rowSchema>>;

export class PersonStore {
  readonly #add: Command;
  readonly #removeIfNowhere: Command;
  readonly #find: Query<typeof rowSchema>;
  readonly #findByCode: Query<typeof rowSchema>;
  readonly #setName: Command;
  readonly #findName: Query<typeof nameRowSchema>;
  readonly #list: Query<typeof summaryRowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command('INSERT INTO person (id, code, code_folded, created_at_ms) VALUES (?, ?, ?, ?)');
    this.#removeIfNowhere = database.command(
      'DELETE FROM person WHERE id = ? AND NOT EXISTS (SELECT 1 FROM participation WHERE person_id = person.id)',
    );
    this.#find = database.query('SELECT id, code, created_at_ms FROM person WHERE id = ?', rowSchema);
    this.#findByCode = database.query('SELECT id, code, created_at_ms FROM person WHERE code_folded = ?', rowSchema);
    this.#setName = database.command('UPDATE person SET name = ? WHERE id = ?');
    this.#findName = database.query('SELECT name FROM person WHERE id = ?', nameRowSchema);
    this.#list = database.query(
      `SELECT person.id, code, count(session.id) AS session_count, max(session.created_at_ms) AS last_session_at_ms
       FROM person LEFT JOIN participation ON person_id = person.id LEFT JOIN session ON session.id = session_id
       WHERE instr(code_folded, ?) > 0 GROUP BY code_folded ORDER BY code_folded`,
      summaryRowSchema,
    );
  }

  /** @throws `request/conflict` when the id or the code, compared as in `foldCode`, is taken. */
  add(person: Person): void {
    this.#add.run(person.id, person.code, foldCode(person.code), person.createdAtMs);
  }

  /** Removes a person who is in no session (any more). */
  removeIfNowhere(id: PersonId): void {
    this.#removeIfNowhere.run(id);
  }

  find(id: PersonId): Person | null {
    return this.#find.first(id);
  }

  /** Who has this code, however it was typed; the answer's `code` is as first typed. */
  findByCode(code: string): Person | null {
    return this.#findByCode.first(foldCode(code));
  }

  /**
   * Null takes the name away; whether there is such a person. What was there before is out of the main file once
   * `Catalog.checkpoint` has returned.
   */
  setName(id: PersonId, name: string | null): boolean {
    return this.#setName.run(name, id) > 0;
  }

  /** Null where none was given. */
  findName(id: PersonId): string | null {
    return this.#findName.first(id)?.name ?? null;
  }

  /** Everybody whose code contains `search`, compared as in `foldCode`, by code; all of them when it is blank. */
  list(search: string): PersonSummary[] {
    return this.#list.all(foldCode(search.trim()));
  }
}
