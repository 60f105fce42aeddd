import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { recordingIdSchema, sessionIdSchema } from './ids.ts';
import { maximumDamages } from './limits.ts';

const count = z.number().int().min(0);

/** A recording that is not whole, and what of it plays. */
const damagedRecordingSchema = z.object({
  id: recordingIdSchema,
  sessionId: sessionIdSchema,
  codes: z.array(z.string()),
  beganAtMs: z.number().int(),
  durationMs: count,
  /** From its beginning, and of whole segments after a damaged one; null where only the waveform is damaged. */
  playableMs: count.nullable(),
});

/** What is not as it should be; nothing was changed because of it. */
export const damageSchema = z.discriminatedUnion('what', [
  /** One of two copies of slots, state or key table. */
  z.object({ what: z.literal('copy'), name: z.string().max(40) }),
  z.object({ what: z.literal('log') }),
  /** Pages of the index do not hold together, or its rows say otherwise than the log. */
  z.object({ what: z.literal('index') }),
  z.object({ what: z.literal('notes'), sessionId: sessionIdSchema, codes: z.array(z.string()) }),
  /** A signature or a form that a consent rests on. */
  z.object({ what: z.literal('evidence'), sessionId: sessionIdSchema, codes: z.array(z.string()) }),
  z.object({ what: z.literal('sound'), recording: damagedRecordingSchema }),
  z.object({ what: z.literal('levels'), recording: damagedRecordingSchema }),
  /** The disk did not let it be read: it may be whole. */
  z.object({ what: z.literal('unreadable'), recording: damagedRecordingSchema }),
]);
export type Damage = z.infer<typeof damageSchema>;
export type DamagedRecording = z.infer<typeof damagedRecordingSchema>;

/** Where a check of the vault stands; it ends with the unlock that it was begun in. */
export const vaultCheckSchema = z.object({
  phase: z.enum(['none', 'running', 'stopped', 'done', 'failed']),
  bytesDone: count,
  bytesTotal: count,
  /** Files, recordings and texts that were looked at. */
  checked: count,
  damagedCount: count,
  /** The first of them. */
  damages: z.array(damageSchema).max(maximumDamages),
  /** Recordings that run, which were not looked at. */
  running: count,
  endedAtMs: z.number().int().nullable(),
  error: z.enum(errorCodes).nullable(),
});
export type VaultCheck = z.infer<typeof vaultCheckSchema>;
