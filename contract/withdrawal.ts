import { z } from 'zod';
import { personIdSchema, recordingIdSchema } from './ids.ts';

/** What becomes of what has been recorded: destroyed by its key at once, or kept where nobody can use it. */
export const withdrawalEffectSchema = z.enum(['destroy', 'keep-unused']);
export type WithdrawalEffect = z.infer<typeof withdrawalEffectSchema>;

/**
 * What a person withdraws their consent from: every recording so far and to come, one recording, or only what is to
 * come. What is to come needs a new consent in each case, after one recording in that session only.
 */
export const withdrawalSchema = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('all'), effect: withdrawalEffectSchema }),
  z.object({ scope: z.literal('recording'), recordingId: recordingIdSchema, effect: withdrawalEffectSchema }),
  z.object({ scope: z.literal('future') }),
]);
export type Withdrawal = z.infer<typeof withdrawalSchema>;

/**
 * What came of what a withdrawal wants destroyed: all of it is, or some of it waits, for a hold to be lifted or for a disk
 * that refused. Either way it is noted, and nobody plays what it reaches.
 */
export const withdrawnSchema = z.object({ outcome: z.enum(['done', 'waits-for-hold', 'waits-for-disk']) });
export type Withdrawn = z.infer<typeof withdrawnSchema>;

/** One person's withdrawal, as it bears on one recording. */
export const recordingWithdrawalSchema = z.object({
  recordingId: recordingIdSchema,
  personId: personIdSchema,
  code: z.string(),
  atMs: z.number().int(),
  effect: withdrawalEffectSchema,
});
export type RecordingWithdrawal = z.infer<typeof recordingWithdrawalSchema>;
