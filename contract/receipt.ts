import { z } from 'zod';
import { retentionRuleSchema } from './agreement.ts';
import { consentMethodSchema, languageSchema, purposeSchema } from './consent.ts';
import { recordingIdSchema, sessionIdSchema, textHashSchema } from './ids.ts';
import { capacitySchema, roleSchema } from './session.ts';
import { withdrawalEffectSchema } from './withdrawal.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What a person is given for one answer (docs/receipt.schema.json). The names are those that ISO/IEC TS 27560:2023 has
 * for a consent record, where it has one; a code stands for the person, and no name is in it.
 */
export const receiptSchema = z.object({
  schema_version: z.literal('sotto-receipt-1'),
  /** Head of the person's chain after this answer, and before it; null before their first. */
  record_id: hashSchema,
  previous_record_id: hashSchema.nullable(),
  pii_principal_id: z.string(),
  role: roleSchema.nullable(),
  capacity: capacitySchema.nullable(),
  session_id: sessionIdSchema,
  /** The text that was answered; of a withdrawal the one last agreed to in that session. */
  privacy_notice: z.object({ text_hash: textHashSchema, language: languageSchema }).nullable(),
  purposes: z.array(z.object({ purpose: purposeSchema, decision: z.enum(['given', 'refused']) })),
  storage_locations: z.array(z.literal('encrypted-vault-on-one-computer')),
  /** As agreed to, of a withdrawal as agreed to before it; null where nobody has agreed. The app destroys nothing by it. */
  retention_period: z.object({ rule: retentionRuleSchema, destroy_by: z.iso.datetime().nullable() }).nullable(),
  /** When a consent that is given expires; null for every other answer. */
  valid_until: z.iso.datetime().nullable(),
  event: z.object({
    event_type: z.literal('explicit'),
    event_state: z.enum(['given', 'refused', 'withdrawn']),
    event_time: z.iso.datetime(),
    method: consentMethodSchema.nullable(),
    /** Null unless consent was given. */
    is_witnessed: z.boolean().nullable(),
    /** The date on the paper, as its first moment; null for anything but a paper form. */
    given_on_paper: z.iso.datetime().nullable(),
    /** The recording of the words; null for anything but a spoken consent. */
    spoken_in: recordingIdSchema.nullable(),
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
        }),
      ),
      not_reached: z.array(z.enum(['copies-of-the-vault', 'blocks-left-on-flash'])),
    })
    .nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;
