import { z } from 'zod';
import { consentStateSchema, gateReasonSchema, purposeSchema, secondAnswerStateSchema } from './consent.ts';
import { personIdSchema, recordingIdSchema, sessionIdSchema, textHashSchema } from './ids.ts';
import { maximumCodeLength } from './limits.ts';
import { participationSchema } from './participation.ts';
import { erasedPassageSchema } from './passage.ts';
import { recordingSummarySchema } from './recording.ts';
import { recordingWithdrawalSchema } from './withdrawal.ts';

export const roles = [
  'client',
  'therapist',
  'partner',
  'family-member',
  'guardian',
  'interpreter',
  'supervisor',
  'other',
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** In which capacity a participant consents. */
export const capacities = ['self', 'guardian', 'proxy'] as const;
export const capacitySchema = z.enum(capacities);
export type Capacity = z.infer<typeof capacitySchema>;

/** A code stands for a person everywhere on screen but on their own page, which may have a name (person.ts). */
export const codeSchema = z
  .string()
  .transform((code) => code.normalize('NFC').trim())
  .pipe(z.string().min(1).max(maximumCodeLength));

/** What somebody agreed to in an earlier session, where the very same agreement is asked for again. */
export const earlierConsentSchema = z.object({
  atMs: z.number().int(),
  textHash: textHashSchema,
  purposes: z.array(purposeSchema),
});
export type EarlierConsent = z.infer<typeof earlierConsentSchema>;

export const participantSchema = participationSchema.extend({
  personId: personIdSchema,
  code: z.string(),
  role: roleSchema,
  capacity: capacitySchema,
  consent: consentStateSchema,
  /** Null unless they have not been asked here and may confirm, in one line, what they agreed to before. */
  earlierConsent: earlierConsentSchema.nullable(),
});
export type Participant = z.infer<typeof participantSchema>;

export const sessionSummarySchema = z.object({
  id: sessionIdSchema,
  createdAtMs: z.number().int(),
  codes: z.array(z.string()),
  recordings: z.array(recordingSummarySchema),
  hasNotes: z.boolean(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

/** The second asking about one recording: a line for each person who was there when it began. */
export const secondAskingSchema = z.object({
  recordingId: recordingIdSchema,
  personId: personIdSchema,
  code: z.string(),
  /** Null: not yet asked. */
  answer: secondAnswerStateSchema.nullable(),
});
export type SecondAsking = z.infer<typeof secondAskingSchema>;

/** The words by which somebody agreed that the session is recorded, kept since its recording began. */
export const spokenConsentSchema = z.object({
  recording: recordingSummarySchema,
  personId: personIdSchema,
  code: z.string(),
});
export type SpokenConsent = z.infer<typeof spokenConsentSchema>;

export const sessionDetailSchema = z.object({
  id: sessionIdSchema,
  createdAtMs: z.number().int(),
  participants: z.array(participantSchema),
  /** Of the session itself: spoken consents are none. */
  recordings: z.array(recordingSummarySchema),
  /** Oldest first. */
  spokenConsents: z.array(spokenConsentSchema),
  hasNotes: z.boolean(),
  secondAskings: z.array(secondAskingSchema),
  /** A line for each recording or spoken consent and person who withdrew their consent to it: it may not be used. */
  withdrawals: z.array(recordingWithdrawalSchema),
  /** What is silence because it was erased, in the order in which that was done. */
  erasedPassages: z.array(erasedPassageSchema),
  /** Why recording may not start; empty when it may. */
  gateReasons: z.array(gateReasonSchema),
});
export type SessionDetail = z.infer<typeof sessionDetailSchema>;
