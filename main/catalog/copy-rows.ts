import type Database from 'better-sqlite3';
import { z } from 'zod';

const tableSchema = z.object({ name: z.string() });
const valuesSchema = z.array(z.union([z.null(), z.bigint(), z.number(), z.string(), z.instanceof(Uint8Array)]));

/**
 * Copies every row of every table into `to`, which has the same form and no rows, in one transaction. A library's own
 * ways of making a file anew under another key are either in place or take the key as text.
 */
export function copyRows(from: Database.Database, to: Database.Database): void {
  const tables = z
    .array(tableSchema)
    .parse(from.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all());
  to.transaction(() => {
    // Whose row refers to whose is right again once all are there.
    to.pragma('defer_foreign_keys = ON');
    for (const { name } of tables) copyTable(from, to, name);
  }).immediate();
}

function copyTable(from: Database.Database, to: Database.Database, name: string): void {
  const select = from.prepare(`SELECT * FROM "${name}"`).safeIntegers().raw();
  const places = select
    .columns()
    .map(() => '?')
    .join(', ');
  const insert = to.prepare(`INSERT INTO "${name}" VALUES (${places})`);
  for (const row of select.iterate()) insert.run(...valuesSchema.parse(row));
}
