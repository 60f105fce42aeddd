import { z } from 'zod';
import { paperWords } from './agreement-codes.ts';
import { clientCopySchema, listenersSchema, ownershipSchema, retentionRuleSchema } from './agreement.ts';
import { consentMethodSchema, languageSchema, purposeSchema } from './consent.ts';
import { personIdSchema, recordingIdSchema, sessionIdSchema, textHashSchema } from './ids.ts';
import { placeCodeSchema } from './jurisdiction.ts';
import { capacitySchema, roleSchema } from './session.ts';
import { withdrawalEffectSchema } from './withdrawal.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** Number of a receipt. */
export const receiptIdSchema = hashSchema;

export const receiptFormatSchema = z.enum(['pdf', 'json']);
export type ReceiptFormat = z.infer<typeof receiptFormatSchema>;

/**
 * What a person is given for one answer (docs/receipt.schema.json). The names are those that ISO/IEC TS 27560:2023 has
 * for a consent record, where it has one; a code stands for the person, and no name is in it.
 */
export const receiptSchema = z.object({
  schema_version: z.literal('sotto-receipt-1'),
  /** Head of the person's chain after this answer, and before it; null before their first. */
  record_id: hashSchema,
  previous_record_id: hashSchema.nullable(),
  /** The answer of the same person in the same session that this one takes the place of. */
  supersedes: receiptIdSchema.nullable(),
  pii_principal_id: z.string(),
  role: roleSchema.nullable(),
  capacity: capacitySchema.nullable(),
  session_id: sessionIdSchema,
  /** Where the session was said to take place when the person answered; null when nobody had said. */
  jurisdiction: z.object({ room: placeCodeSchema, remote: z.array(placeCodeSchema) }).nullable(),
  mode: z.enum(['in-the-room', 'with-remote']).nullable(),
  /** The text that was answered; of a withdrawal the one last agreed to in that session. */
  privacy_notice: z.object({ text_hash: textHashSchema, language: languageSchema }).nullable(),
  purposes: z.array(z.object({ purpose: purposeSchema, decision: z.enum(['given', 'refused']) })),
  storage_locations: z.array(z.literal('encrypted-vault-on-one-computer')),
  /** As agreed to, of a withdrawal as agreed to before it; null where nobody has agreed. */
  retention_period: z.object({ rule: retentionRuleSchema, destroy_by: z.iso.datetime().nullable() }).nullable(),
  /** When a consent that is given expires; null for every other answer. */
  valid_until: z.iso.datetime().nullable(),
  /** What was agreed to beside that, or null where nobody has agreed: who may listen, whose it is, the client's copy. */
  recipients: listenersSchema.nullable(),
  ownership: ownershipSchema.nullable(),
  client_copy: clientCopySchema.nullable(),
  part_of_clinical_record: z.boolean().nullable(),
  /** The decision about transcription, the one purpose in which a machine reads along. */
  ai_processing: z.enum(['given', 'refused']).nullable(),
  /** Recordings made under a consent, or reached by a withdrawal, as they stand when the receipt is made. */
  recording_ids: z.array(recordingIdSchema),
  event: z.object({
    event_type: z.literal('explicit'),
    event_state: z.enum(['given', 'refused', 'withdrawn']),
    event_time: z.iso.datetime(),
    method: consentMethodSchema.nullable(),
    /** Null unless consent was given. */
    is_witnessed: z.boolean().nullable(),
    /** The date on the paper, and whether it has the words of `privacy_notice`, which is null if not; null for anything but a paper form. */
    signed_on_paper: z.iso.date().nullable(),
    paper_words: z.enum(paperWords).nullable(),
    /** The recording of the words; null for anything but a spoken consent. */
    spoken_in: recordingIdSchema.nullable(),
    /** Salted digest, in the log, of what was signed; never the signature. */
    evidence_digest: hashSchema.nullable(),
  }),
  /** Null unless consent was withdrawn. `actions` as they stand when the receipt is made. */
  withdrawal: z
    .object({
      scope: z.enum(['all', 'recording', 'passage', 'future']),
      effect: withdrawalEffectSchema.nullable(),
      actions: z.array(
        z.object({
          recording_id: recordingIdSchema,
          action: z.enum(['destroyed', 'destruction-pending', 'waits-for-hold', 'kept-unused', 'passage-erased']),
          /** When it was destroyed, or the passage of it was. */
          at: z.iso.datetime().nullable(),
        }),
      ),
      /** Times in the recording that were erased, edges included; null unless one passage was withdrawn. */
      passage: z.object({ from_ms: z.number().int().min(0), to_ms: z.number().int().min(0) }).nullable(),
      not_reached: z.array(z.enum(['copies-of-the-vault', 'blocks-left-on-flash'])),
    })
    .nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Which receipt of whom to write to a file, and as what. */
export const receiptFileSchema = z.object({
  personId: personIdSchema,
  recordId: receiptIdSchema,
  format: receiptFormatSchema,
});
export type ReceiptFile = z.infer<typeof receiptFileSchema>;
