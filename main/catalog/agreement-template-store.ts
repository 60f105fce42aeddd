import { z } from 'zod';
import { templateIdSchema, type TemplateId } from '../../contract/agreement.ts';
import { languageSchema } from '../../contract/consent.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

const rowSchema = z
  .object({
    id: templateIdSchema,
    version: z.number().int(),
    name: z.string(),
    language: languageSchema,
    text: z.string(),
    created_at_ms: z.number().int(),
  })
  .transform(({ created_at_ms: createdAtMs, ...row }) => ({ ...row, createdAtMs }));

/** One version of a template that somebody wrote. */
export type StoredTemplate = Readonly<z.output<typeof rowSchema>>;

export class AgreementTemplateStore {
  readonly #add: Command;
  readonly #versions: Query<typeof rowSchema>;
  readonly #newest: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    const columns = 'id, version, name, language, text, created_at_ms';
    this.#add = database.command(`INSERT INTO agreement_template (${columns}) VALUES (?, ?, ?, ?, ?, ?)`);
    this.#versions = database.query(
      `SELECT ${columns} FROM agreement_template WHERE id = ? ORDER BY version DESC`,
      rowSchema,
    );
    this.#newest = database.query(
      `SELECT ${columns} FROM agreement_template WHERE version =
        (SELECT max(version) FROM agreement_template AS other WHERE other.id = agreement_template.id)`,
      rowSchema,
    );
  }

  /** Durable on return. @throws `request/conflict` for a version that is there already. */
  add({ id, version, name, language, text, createdAtMs }: StoredTemplate): void {
    this.#add.run(id, version, name, language, text, createdAtMs);
  }

  /** Every version, newest first; none of a template that is not there. */
  versions(id: TemplateId): StoredTemplate[] {
    return this.#versions.all(id);
  }

  /** Each template in its newest version. */
  newest(): StoredTemplate[] {
    return this.#newest.all();
  }
}
