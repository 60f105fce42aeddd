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
