import { z } from 'zod';
import { recordingIdSchema, sessionIdSchema } from './ids.ts';
import { undoWindowMs } from './limits.ts';

/** What can be deleted: one recording, or a session with everything in it. */
export const deletionSubjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recording'), id: recordingIdSchema }),
  z.object({ kind: z.literal('session'), id: sessionIdSchema }),
]);
export type DeletionSubject = z.infer<typeof deletionSubjectSchema>;

/** A deletion that can still be undone. */
export const pendingDeletionSchema = z.object({
  subject: deletionSubjectSchema,
  /** The session itself, or the one that the recording belongs to. */
  sessionId: sessionIdSchema,
  /** Codes of the people in that session. */
  codes: z.array(z.string()),
  /** When the session or the recording began. */
  beganAtMs: z.number().int(),
  /** Until it is carried out; 0 when it is about to be. */
  remainingMs: z.number().int().min(0).max(undoWindowMs),
});
export type PendingDeletion = z.infer<typeof pendingDeletionSchema>;
