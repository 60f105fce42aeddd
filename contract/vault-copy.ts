import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { recordingIdSchema, sessionIdSchema } from './ids.ts';
import { maximumDamages } from './limits.ts';

const count = z.number().int().min(0);

/** A recording that is in the vault, and whose sound is not in the copy of it. */
const leftOutRecordingSchema = z.object({
  id: recordingIdSchema,
  sessionId: sessionIdSchema,
  codes: z.array(z.string()),
  beganAtMs: z.number().int(),
});
export type LeftOutRecording = z.infer<typeof leftOutRecordingSchema>;

/** Where a copy of what a check found whole stands; it ends with the unlock that it was begun in. */
export const vaultCopySchema = z.object({
  /** What there was of one that was cancelled, or failed, has been removed. */
  phase: z.enum(['none', 'running', 'cancelled', 'done', 'failed']),
  bytesDone: count,
  bytesTotal: count,
  /** Recordings whose sound is in it. */
  recordings: count,
  leftOutCount: count,
  /** The first of them. */
  leftOut: z.array(leftOutRecordingSchema).max(maximumDamages),
  /** It could not be read: the copy has none, and offers to make one anew. */
  isIndexLeftOut: z.boolean(),
  error: z.enum(errorCodes).nullable(),
});
export type VaultCopy = z.infer<typeof vaultCopySchema>;
