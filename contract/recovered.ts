import { z } from 'zod';
import { recordingIdSchema, sessionIdSchema } from './ids.ts';

/** A take that ended by a crash, or is other than the vault remembers it, until somebody keeps or destroys it. */
export const recoveredTakeSchema = z.object({
  recordingId: recordingIdSchema,
  sessionId: sessionIdSchema,
  /** As the list of sessions shows them. */
  codes: z.array(z.string()),
  beganAtMs: z.number().int(),
  /** Its place among the recordings of the session, from 1; null where it is the only one. */
  number: z.number().int().min(1).nullable(),
  durationMs: z.number().int(),
  state: z.enum(['recovered', 'altered']),
  /** What was heard and is not saved; null when not known. */
  lostMs: z.number().int().nullable(),
  /** Nobody has withdrawn their consent to it. */
  mayBePlayed: z.boolean(),
});
export type RecoveredTake = z.infer<typeof recoveredTakeSchema>;
