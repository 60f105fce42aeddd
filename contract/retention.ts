import { z } from 'zod';
import { destructionTermSchema, retentionRuleSchema } from './agreement.ts';
import { itemClasses } from './agreement-codes.ts';
import { deletionSubjectSchema } from './deletion.ts';
import { recordingIdSchema, sessionIdSchema, vaultIdSchema } from './ids.ts';
import { maximumHoldReasonLength, maximumHoldPersonLength } from './limits.ts';
import { recordingSummarySchema } from './recording.ts';
import { receiptFormatSchema } from './receipt.ts';

export const itemClassSchema = z.enum(itemClasses);
export type ItemClass = z.infer<typeof itemClassSchema>;

/** What a class can be given to: a recording, or the notes of a session. */
export const classedItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recording'), id: recordingIdSchema }),
  z.object({ kind: z.literal('notes'), sessionId: sessionIdSchema }),
]);
export type ClassedItem = z.infer<typeof classedItemSchema>;

const written = (maximum: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().min(1).max(maximum));

/** Why something is held, and who says so: a person's own words, never in the log. */
export const holdWordsSchema = z.object({
  reason: written(maximumHoldReasonLength),
  by: written(maximumHoldPersonLength),
});
export type HoldWords = z.infer<typeof holdWordsSchema>;

export const holdToPlaceSchema = z.object({ subject: deletionSubjectSchema, words: holdWordsSchema });
export type HoldToPlace = z.infer<typeof holdToPlaceSchema>;

/** `words` null: what the log names is not in the index any more, or is not what the log names. */
export const holdSchema = z.object({
  subject: deletionSubjectSchema,
  sinceMs: z.number().int(),
  words: holdWordsSchema.nullable(),
});
export type Hold = z.infer<typeof holdSchema>;

const knownCopyShape = {
  /**
   * A receipt of its session; what was whole of the vault, with its key, and mostly with its sound; or a copy of the vault that
   * Sotto did not make, and in which its destruction was finished.
   */
  kind: z.enum(['receipt', 'vault', 'vault-by-hand']),
  /** Of a receipt. */
  format: receiptFormatSchema.nullable(),
} as const;

/** What left the vault, by what the log knows. */
export const knownCopySchema = z.object({
  ...knownCopyShape,
  atMs: z.number().int(),
  /** When its destruction was finished there as well; null where it was not. */
  finishedAtMs: z.number().int().nullable(),
});
export type KnownCopy = z.infer<typeof knownCopySchema>;

/** Why it is due; null while it is not. */
export const dueReasonSchema = z.enum(['day-come', 'used']).nullable();

export const recordingRetentionSchema = z.object({
  recording: recordingSummarySchema,
  codes: z.array(z.string()),
  itemClass: itemClassSchema,
  /** As agreed when it began; null where nothing was. */
  rule: retentionRuleSchema.nullable(),
  destruction: destructionTermSchema,
  /** From when on it is due: the beginning of its last day, or when it was used; null where there is no such time. */
  dueFromMs: z.number().int().nullable(),
  /** End of the day by which it is to be destroyed; null where the rule names none. */
  destroyByMs: z.number().int().nullable(),
  /** That day, as the agreement names it. */
  lastDay: z.iso.date().nullable(),
  why: dueReasonSchema,
  /** Its own, and that of its session. */
  holds: z.array(holdSchema),
  /** Somebody who may ask for it wants it destroyed, and a hold stands against that: nobody plays it meanwhile. */
  isToBeDestroyed: z.boolean(),
  copies: z.array(knownCopySchema),
});
export type RecordingRetention = z.infer<typeof recordingRetentionSchema>;

/** A recording that was destroyed, and of which a certificate can be made. */
export const destroyedRecordingSchema = z.object({
  recordingId: recordingIdSchema,
  sessionId: sessionIdSchema,
  beganAtMs: z.number().int(),
  destroyedAtMs: z.number().int(),
  /** The app did it by itself, as was agreed. */
  isAutomatic: z.boolean(),
});
export type DestroyedRecording = z.infer<typeof destroyedRecordingSchema>;

const counted = z.number().int().min(0);

/** The first of each, and not more than `maximumListedKept`. */
export const retentionListsSchema = z.object({
  dueNow: z.array(recordingRetentionSchema),
  coming: z.array(recordingRetentionSchema),
  untilUsed: z.array(recordingRetentionSchema),
  held: z.array(recordingRetentionSchema),
  /** How many more there are of each. */
  unlisted: z.object({ dueNow: counted, coming: counted, untilUsed: counted, held: counted }),
  /** Newest first, and not more than `maximumListedDestroyed`. */
  destroyed: z.array(destroyedRecordingSchema),
});
export type RetentionLists = z.infer<typeof retentionListsSchema>;

export const sessionRetentionSchema = z.object({
  recordings: z.array(recordingRetentionSchema),
  /** Null where there are no notes. Notes have no day: they stay until the session is deleted. */
  notesClass: itemClassSchema.nullable(),
  hold: holdSchema.nullable(),
});
export type SessionRetention = z.infer<typeof sessionRetentionSchema>;

export const certificateFormatSchema = z.enum(['pdf', 'json']);
export type CertificateFormat = z.infer<typeof certificateFormatSchema>;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const entrySchema = z.object({
  /** Place in the log, from 0. */
  sequence: z.number().int().min(0),
  at: z.iso.datetime(),
  /** Head of the recording's chain with this entry: names it among all others. */
  head: hashSchema,
});

/** What says that a recording was destroyed (docs/retention.md). It names nobody. */
export const certificateSchema = z.object({
  schema_version: z.literal('sotto-certificate-2'),
  vault_id: vaultIdSchema,
  recording_id: recordingIdSchema,
  session_id: sessionIdSchema,
  /** What was recorded: the session, or the words by which somebody agreed to that. */
  what: z.enum(['session', 'spoken-consent']),
  began_at: z.iso.datetime(),
  /** Null where it was destroyed before its length was known. */
  duration_ms: z.number().int().min(0).nullable(),
  reason: z.string(),
  destroyed_at: z.iso.datetime(),
  key: z.object({
    /** Digests of the ids under which the table of keys had an entry for it; of ids, never of keys. */
    entry_ids: z.array(hashSchema),
    /** A table of keys that has no such entry, as every later one. */
    absent_from_generation: z.number().int().min(0),
  }),
  log: z.object({ began: entrySchema, destruction_begun: entrySchema, destroyed: entrySchema }),
  copies_elsewhere: z.array(
    z.object({
      ...knownCopyShape,
      /** When it was begun; of a copy that Sotto did not make, when it was seen. */
      at: z.iso.datetime(),
      /** When its destruction was finished there as well. */
      finished_at: z.iso.datetime().nullable(),
    }),
  ),
  not_promised: z.array(z.enum(['copies-of-the-vault', 'copies-unknown-to-the-log', 'blocks-left-on-flash'])),
  app_version: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** A certificate with what verifies it: `json` is what was signed, byte for byte. */
export const signedCertificateSchema = z.object({
  certificate: certificateSchema,
  json: z.string(),
  /** As `minisign` reads them. */
  signature: z.string(),
  publicKey: z.string(),
});
export type SignedCertificate = z.infer<typeof signedCertificateSchema>;

export const certificateFileSchema = z.object({ recordingId: recordingIdSchema, format: certificateFormatSchema });
export type CertificateFile = z.infer<typeof certificateFileSchema>;
