import { z } from 'zod';
import { recordingSummarySchema } from './recording.ts';
import { secondAskingSchema } from './session.ts';

/** A recording about which somebody who was there has not been asked again. */
export const dueAskingSchema = z.object({
  recording: recordingSummarySchema,
  /** When it ended, and could first be asked about. */
  sinceMs: z.number().int(),
  /** A line for each person who was there, those who have answered too. */
  askings: z.array(secondAskingSchema),
});
export type DueAsking = z.infer<typeof dueAskingSchema>;

/** The ones that have waited longest, and how many more there are. */
export const dueListSchema = z.object({ first: z.array(dueAskingSchema), unlisted: z.number().int().nonnegative() });
export type DueList = z.infer<typeof dueListSchema>;
