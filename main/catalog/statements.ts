import type Database from 'better-sqlite3';
import type { z } from 'zod';
import { SottoError } from '../../contract/sotto-error.ts';
import { withSottoErrors } from './storage-errors.ts';

/** What SQLite stores of a value that is bound. */
export type SqlValue = string | number | Uint8Array | null;

/** A prepared statement that answers rows, each parsed by `Row`. */
export class Query<Row extends z.ZodType> {
  readonly #statement: Database.Statement;
  readonly #row: Row;

  constructor(statement: Database.Statement, row: Row) {
    this.#statement = statement;
    this.#row = row;
  }

  /** The first row, or null when there is none. @throws `vault/index-damaged` for a row of another shape. */
  first(...values: readonly SqlValue[]): z.output<Row> | null {
    const row = withSottoErrors(() => this.#statement.get(...values));
    return row === undefined ? null : this.#parse(row);
  }

  /** Every row. @throws `vault/index-damaged` for a row of another shape. */
  all(...values: readonly SqlValue[]): z.output<Row>[] {
    return withSottoErrors(() => this.#statement.all(...values)).map((row) => this.#parse(row));
  }

  #parse(row: unknown): z.output<Row> {
    const parsed = this.#row.safeParse(row);
    // The reason stays behind: a zod issue may quote what is in the row.
    if (!parsed.success) throw new SottoError('vault/index-damaged');
    return parsed.data;
  }
}

/** A prepared statement that changes rows and answers none. */
export class Command {
  readonly #statement: Database.Statement;

  constructor(statement: Database.Statement) {
    this.#statement = statement;
  }

  /** How many rows were changed; durable on return unless a transaction is open. */
  run(...values: readonly SqlValue[]): number {
    return withSottoErrors(() => this.#statement.run(...values)).changes;
  }
}
