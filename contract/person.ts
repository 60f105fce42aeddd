import { z } from 'zod';
import { consentMannerShape, languageSchema, purposeSchema, secondAnswerStateSchema } from './consent.ts';
import { personIdSchema, recordingIdSchema, sessionIdSchema, textHashSchema } from './ids.ts';
import { maximumPersonNameLength } from './limits.ts';
import { receiptFormatSchema } from './receipt.ts';
import { capacitySchema, roleSchema } from './session.ts';
import { withdrawalEffectSchema } from './withdrawal.ts';

/** Kept beside the code by whoever wants to; shown on the person's own page and nowhere else. */
export const personNameSchema = z
  .string()
  .transform((name) => name.normalize('NFC').trim())
  .pipe(z.string().min(1).max(maximumPersonNameLength));

export const personSummarySchema = z.object({
  id: personIdSchema,
  code: z.string(),
  sessionCount: z.number().int().min(0),
  /** Null for a person who is in no session. */
  lastSessionAtMs: z.number().int().nullable(),
});
export type PersonSummary = z.infer<typeof personSummarySchema>;

const answeredAgreement = { atMs: z.number().int(), textHash: textHashSchema, language: languageSchema };

/** One answer to an agreement, as it was given; a later one of the same session counts instead of it. */
export const givenConsentSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('granted'),
    ...answeredAgreement,
    purposes: z.array(purposeSchema),
    ...consentMannerShape,
    role: roleSchema,
    capacity: capacitySchema,
  }),
  z.object({ state: z.literal('refused'), ...answeredAgreement }),
]);
export type GivenConsent = z.infer<typeof givenConsentSchema>;

export const givenSecondAnswerSchema = z.object({
  recordingId: recordingIdSchema,
  recordingBeganAtMs: z.number().int(),
  atMs: z.number().int(),
  answer: secondAnswerStateSchema,
});
export type GivenSecondAnswer = z.infer<typeof givenSecondAnswerSchema>;

/** `recordingBeganAtMs` is null unless one recording was withdrawn, or a passage of it. */
export const givenWithdrawalSchema = z.object({
  atMs: z.number().int(),
  scope: z.enum(['all', 'recording', 'passage', 'future']),
  effect: withdrawalEffectSchema.nullable(),
  recordingBeganAtMs: z.number().int().nullable(),
});
export type GivenWithdrawal = z.infer<typeof givenWithdrawalSchema>;

/** What one person was, and said, in one session; oldest answer first. */
export const personInSessionSchema = z.object({
  sessionId: sessionIdSchema,
  createdAtMs: z.number().int(),
  role: roleSchema,
  capacity: capacitySchema,
  consents: z.array(givenConsentSchema),
  secondAnswers: z.array(givenSecondAnswerSchema),
  /** What they withdrew, where it was said. */
  withdrawals: z.array(givenWithdrawalSchema),
  /** Receipts that were saved as files outside the vault. */
  receiptsGiven: z.array(z.object({ atMs: z.number().int(), format: receiptFormatSchema })),
});
export type PersonInSession = z.infer<typeof personInSessionSchema>;

export const personDetailSchema = z.object({
  id: personIdSchema,
  code: z.string(),
  name: z.string().nullable(),
  /** Newest first. */
  sessions: z.array(personInSessionSchema),
});
export type PersonDetail = z.infer<typeof personDetailSchema>;

/** The words that somebody was asked to agree to, as they were then. */
export const agreedTextSchema = z.object({ language: languageSchema, text: z.string() });
export type AgreedText = z.infer<typeof agreedTextSchema>;
