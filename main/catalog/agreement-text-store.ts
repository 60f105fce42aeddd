import { z } from 'zod';
import { languageSchema } from '../../contract/consent.ts';
import { textHashSchema, type TextHash } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { toHex } from '../crypto/bytes.ts';
import { agreementTextHash } from '../crypto/v1/log-entry.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

const rowSchema = z
  .object({
    text_hash: textHashSchema,
    language: languageSchema,
    text: z.string(),
    first_used_at_ms: z.number().int(),
  })
  .transform((row) => ({
    textHash: row.text_hash,
    language: row.language,
    text: row.text,
    firstUsedAtMs: row.first_used_at_ms,
  }));

/** The exact words someone was asked to agree to. */
export type AgreementText = Readonly<z.output<typeof rowSchema>>;

export class AgreementTextStore {
  readonly #add: Command;
  readonly #find: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command(
      `INSERT INTO agreement_text (text_hash, language, text, first_used_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (text_hash) DO NOTHING`,
    );
    this.#find = database.query(
      'SELECT text_hash, language, text, first_used_at_ms FROM agreement_text WHERE text_hash = ?',
      rowSchema,
    );
  }

  /**
   * Keeps a text for good; one that is kept already stays as it was first kept.
   *
   * @throws `request/invalid` when `textHash` is not the text's.
   */
  add(agreement: AgreementText): void {
    if (!isHashOf(agreement)) throw new SottoError('request/invalid');
    this.#add.run(agreement.textHash, agreement.language, agreement.text, agreement.firstUsedAtMs);
  }

  /** @throws `integrity/record-unauthentic` when the text kept is not the one that the log names by this hash. */
  find(textHash: TextHash): AgreementText | null {
    const found = this.#find.first(textHash);
    if (found !== null && !isHashOf(found)) throw new SottoError('integrity/record-unauthentic');
    return found;
  }
}

function isHashOf(agreement: AgreementText): boolean {
  return toHex(agreementTextHash(agreement.text)) === agreement.textHash;
}
