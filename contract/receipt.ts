import { z } from 'zod';
import { languageSchema, purposeSchema } from './consent.ts';
import { placeCodeSchema } from './jurisdiction.ts';
import { personIdSchema, recordingIdSchema, sessionIdSchema, textHashSchema } from './ids.ts';
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
  retention_period: z.literal('until-destroyed'),
  /** What Sotto does not ask about is null, never guessed. */
  destroy_by: z.null(),
  valid_until: z.null(),
  recipients: z.null(),
  ownership: z.null(),
  client_copy: z.null(),
  /** The decision about transcription, the one purpose in which a machine reads along. */
  ai_processing: z.enum(['given', 'refused']).nullable(),
  /** Recordings made under a consent, or reached by a withdrawal, as they stand when the receipt is made. */
  recording_ids: z.array(recordingIdSchema),
  event: z.object({
    event_type: z.literal('explicit'),
    event_state: z.enum(['given', 'refused', 'withdrawn']),
    event_time: z.iso.datetime(),
    method: z.enum(['typed', 'drawn']).nullable(),
    witness: z.null(),
    /** Salted digest, in the log, of what was signed; never the signature. */
    evidence_digest: hashSchema.nullable(),
    spoken_at_ms: z.null(),
  }),
  /** Null unless consent was withdrawn. `actions` as they stand when the receipt is made. */
  withdrawal: z
    .object({
      scope: z.enum(['all', 'recording', 'future']),
      effect: withdrawalEffectSchema.nullable(),
      actions: z.array(
        z.object({
          recording_id: recordingIdSchema,
          action: z.enum(['destroyed', 'destruction-pending', 'kept-unused']),
          /** When it was destroyed. */
          at: z.iso.datetime().nullable(),
        }),
      ),
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
