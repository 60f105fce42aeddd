import { z } from 'zod';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, copyBytes } from '../crypto/bytes.ts';
import { evidenceDigest } from '../crypto/v1/log-entry.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

const bytes = z.instanceof(Uint8Array).transform(copyBytes);
const rowSchema = z
  .object({ digest: bytes, salt: bytes, payload: bytes, created_at_ms: z.number().int() })
  .transform((row) => ({
    digest: row.digest,
    salt: row.salt,
    payload: row.payload,
    createdAtMs: row.created_at_ms,
  }));

/** What an event in the log rests on, such as a signature as JSON bytes; the log holds only `digest`. */
export interface Evidence {
  /** `evidenceDigest(salt, payload)`, 32 bytes. */
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly payload: Uint8Array;
  readonly createdAtMs: number;
}

export class EvidenceStore {
  readonly #add: Command;
  readonly #erase: Command;
  readonly #find: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command('INSERT INTO evidence (digest, salt, payload, created_at_ms) VALUES (?, ?, ?, ?)');
    this.#erase = database.command('DELETE FROM evidence WHERE digest = ?');
    this.#find = database.query(
      'SELECT digest, salt, payload, created_at_ms FROM evidence WHERE digest = ?',
      rowSchema,
    );
  }

  /** @throws `request/invalid` when `digest` is not theirs; `request/conflict` when it is kept already. */
  add(evidence: Evidence): void {
    if (!isDigestOf(evidence)) throw new SottoError('request/invalid');
    this.#add.run(evidence.digest, evidence.salt, evidence.payload, evidence.createdAtMs);
  }

  /**
   * Null when it was erased or never kept.
   *
   * @throws `integrity/record-unauthentic` when what is kept is not what the log names by this digest.
   */
  find(digest: Uint8Array): Evidence | null {
    const found = this.#find.first(digest);
    if (found !== null && !isDigestOf(found)) throw new SottoError('integrity/record-unauthentic');
    return found;
  }

  /**
   * Erases payload and salt; whether there were any. They are out of the main file once `Catalog.checkpoint` has
   * returned; until then older pages stand beside it, encrypted.
   */
  erase(digest: Uint8Array): boolean {
    return this.#erase.run(digest) > 0;
  }
}

function isDigestOf(evidence: Evidence): boolean {
  return arePublicBytesEqual(evidenceDigest(evidence.salt, evidence.payload), evidence.digest);
}
