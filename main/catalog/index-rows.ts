import { z } from 'zod';
import {
  notesIdSchema,
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  textHashSchema,
} from '../../contract/ids.ts';
import { templateIdSchema } from '../../contract/agreement.ts';
import { recordingStateSchema } from '../../contract/recording.ts';
import { capacitySchema, roleSchema } from '../../contract/session.ts';
import { toHex } from '../crypto/bytes.ts';
import type { CatalogDatabase } from './database.ts';

const sessionSchema = z.object({ id: sessionIdSchema }).transform(({ id }) => id);
const personSchema = z.object({ id: personIdSchema }).transform(({ id }) => id);
const participationSchema = z
  .object({ session_id: sessionIdSchema, person_id: personIdSchema, role: roleSchema, capacity: capacitySchema })
  .transform(({ session_id: sessionId, person_id: personId, role, capacity }) => {
    return { sessionId, personId, role, capacity };
  });
const recordingSchema = z
  .object({
    id: recordingIdSchema,
    session_id: sessionIdSchema,
    state: recordingStateSchema,
    duration_ms: z.number().int(),
    bitrate_bps: z.number().int(),
    lost_ms: z.number().int().nullable(),
  })
  .transform(
    ({ id, session_id: sessionId, state, duration_ms: durationMs, bitrate_bps: bitrateBps, lost_ms: lostMs }) => {
      return { id, sessionId, state, durationMs, bitrateBps, lostMs };
    },
  );
const notesSchema = z
  .object({ id: notesIdSchema, session_id: sessionIdSchema, newest: z.number().int() })
  .transform(({ id, session_id: sessionId, newest: newestVersion }) => ({ id, sessionId, newestVersion }));
const evidenceSchema = z.object({ digest: z.instanceof(Uint8Array) }).transform(({ digest }) => toHex(digest));
const textSchema = z.object({ text_hash: textHashSchema }).transform((row) => row.text_hash);
const templateSchema = z.object({ id: templateIdSchema, version: z.number().int() });
const complaintSchema = z.object({ integrity_check: z.string() });

/** Tables whose rows are small, so that going through all of them costs little. */
const smallTables = [
  'person',
  'session',
  'participation',
  'recording',
  'segment',
  'notes',
  'agreement_text',
  'agreement_template',
] as const;

/** What the index holds of what the log speaks of. */
export type IndexRows = ReturnType<typeof readRows>;

/**
 * Reads all rows that repeat what the log says, or are kept because of it, but for what is large in them. A row of
 * evidence or notes counts only where table and index agree on it: each is a page of its own, which may be an older one.
 *
 * @throws `vault/index-damaged` for a page that does not hold together, or a row that says what no row may.
 */
export function readRows(database: CatalogDatabase) {
  return {
    sessions: database.query('SELECT id FROM session', sessionSchema).all(),
    persons: database.query('SELECT id FROM person', personSchema).all(),
    participations: database
      .query('SELECT session_id, person_id, role, capacity FROM participation', participationSchema)
      .all(),
    recordings: database
      .query('SELECT id, session_id, state, duration_ms, bitrate_bps, lost_ms FROM recording', recordingSchema)
      .all(),
    /** `newestVersion` is 0 where there is none. */
    notes: database
      .query(
        `SELECT id, session_id, coalesce(max(version), 0) AS newest FROM notes LEFT JOIN (
           SELECT notes_id, version FROM notes_version NOT INDEXED INTERSECT
           SELECT notes_id, version FROM notes_version INDEXED BY sqlite_autoindex_notes_version_1
         ) ON notes_id = id GROUP BY id`,
        notesSchema,
      )
      .all(),
    /** Digests in lower-case hexadecimal. */
    evidence: database
      .query(
        `SELECT digest FROM evidence NOT INDEXED INTERSECT
         SELECT digest FROM evidence INDEXED BY sqlite_autoindex_evidence_1`,
        evidenceSchema,
      )
      .all(),
    agreementTexts: database.query('SELECT text_hash FROM agreement_text', textSchema).all(),
    templates: database.query('SELECT id, version FROM agreement_template', templateSchema).all(),
    /** Whether the small tables and the indexes over them hold the same rows. */
    isConsistent: smallTables.every((table) => isConsistent(database, table)),
  } as const;
}

const nameSchema = z.object({ name: z.string() }).transform(({ name }) => name);

/** All tables, first the one that names the others. */
export function tablesOf(database: CatalogDatabase): string[] {
  const named = database.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", nameSchema);
  return ['sqlite_schema', ...named.all()];
}

/**
 * As `hasDamage`, of one table and what is sorted by it, so that others have their turn in between; with `sqlite_schema`
 * comes the list of free pages. Of all tables one by one it leaves out only whether a page belongs to two of them, or to
 * none and is not free either: of these what is in a table is still read, and nothing would be read from the others.
 */
export function hasDamageIn(database: CatalogDatabase, table: string): boolean {
  return !isConsistent(database, table);
}

/** Reads every page: SQLCipher authenticates each, SQLite looks at how they hang together. */
export function hasDamage(database: CatalogDatabase): boolean {
  return database
    .query('PRAGMA integrity_check', complaintSchema)
    .all()
    .some((complaint) => complaint.integrity_check !== 'ok');
}

function isConsistent(database: CatalogDatabase, table: string): boolean {
  const complaints = database.query(`PRAGMA integrity_check('${table.replaceAll("'", "''")}')`, complaintSchema).all();
  return complaints.every((complaint) => complaint.integrity_check === 'ok');
}
