import { z } from 'zod';
import { SottoError } from '../../contract/sotto-error.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

/** What is set under a key. */
export interface OwnSetting {
  readonly key: string;
  readonly value: z.core.util.JSONType;
}

const rowSchema = z.object({ value: z.string() });

/** Settings as JSON, each under a key that its user chooses. */
export class SettingStore {
  readonly #set: Command;
  readonly #find: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    this.#set = database.command(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    this.#find = database.query('SELECT value FROM setting WHERE key = ?', rowSchema);
  }

  /** Durable on return, in place of what was set before. */
  set(key: string, value: z.core.util.JSONType): void {
    this.#set.run(key, JSON.stringify(value));
  }

  /** Null when it was never set, or when what was set does not fit `schema` any more. */
  find<Schema extends z.ZodType>(key: string, schema: Schema): z.output<Schema> | null {
    const row = this.#find.first(key);
    if (row === null) return null;
    const parsed = schema.safeParse(parseJson(row.value));
    return parsed.success ? parsed.data : null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SottoError('vault/index-damaged');
  }
}
