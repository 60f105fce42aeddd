import { z } from 'zod';
import { personIdSchema, type PersonId } from '../../contract/ids.ts';
import type { Command, Query } from './statements.ts';
import type { CatalogDatabase } from './database.ts';
import { foldCode } from './fold-code.ts';

const rowSchema = z
  .object({ id: personIdSchema, code: z.string(), created_at_ms: z.number().int() })
  .transform((row) => ({ id: row.id, code: row.code, createdAtMs: row.created_at_ms }));

/** A code stands for one person in every session of the vault. */
export type Person = Readonly<z.output<typeof rowSchema>>;

export class PersonStore {
  readonly #add: Command;
  readonly #removeIfNowhere: Command;
  readonly #find: Query<typeof rowSchema>;
  readonly #findByCode: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command('INSERT INTO person (id, code, code_folded, created_at_ms) VALUES (?, ?, ?, ?)');
    this.#removeIfNowhere = database.command(
      'DELETE FROM person WHERE id = ? AND NOT EXISTS (SELECT 1 FROM participation WHERE person_id = person.id)',
    );
    this.#find = database.query('SELECT id, code, created_at_ms FROM person WHERE id = ?', rowSchema);
    this.#findByCode = database.query('SELECT id, code, created_at_ms FROM person WHERE code_folded = ?', rowSchema);
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
}
