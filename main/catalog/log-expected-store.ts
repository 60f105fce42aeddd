import { z } from 'zod';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

const rowSchema = z.object({ entries: z.number().int().min(0) });

/** How far the log may be, by which an index that is older than the log is known. */
export class LogExpectedStore {
  readonly #set: Command;
  readonly #find: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    this.#set = database.command(
      'INSERT INTO log_expected (only, entries) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET entries = excluded.entries',
    );
    this.#find = database.query('SELECT entries FROM log_expected WHERE only = 1', rowSchema);
  }

  /** Notes how many entries the log will have. Durable on return. @throws `storage/*`. */
  set(entries: number): void {
    this.#set.run(entries);
  }

  /** Null in an index that was never told. */
  find(): number | null {
    return this.#find.first()?.entries ?? null;
  }
}
