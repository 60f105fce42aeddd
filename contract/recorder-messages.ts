import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { recordingIdSchema, sessionIdSchema, vaultIdSchema } from './ids.ts';
import { bitrateSchema, recordingStatusSchema, soundSourcesSchema, takeKindSchema } from './recording.ts';

/** Everything a recorder needs, and the only key it ever has. Vault process to recorder, on their own port. */
export const recorderOrderSchema = z.object({
  kind: z.literal('begin'),
  vaultFolder: z.string(),
  vaultId: vaultIdSchema,
  recordingId: recordingIdSchema,
  sessionId: sessionIdSchema,
  /** Spoken consent is ended by the recorder after `maximumSpokenConsentMs`. */
  takeKind: takeKindSchema,
  segment: z.number().int().min(0),
  segmentKey: z.instanceof(Uint8Array),
  bitrateBps: bitrateSchema,
  ...soundSourcesSchema.shape,
});
export type RecorderOrder = z.infer<typeof recorderOrderSchema>;

/** Vault process to recorder: begin, or (from a vault process that came later) say where you are. */
export const toRecorderSchema = z.discriminatedUnion('kind', [
  recorderOrderSchema,
  z.object({ kind: z.literal('describe') }),
]);
export type ToRecorder = z.infer<typeof toRecorderSchema>;

/** What is known of a segment file: enough to see later that it was shortened. */
export const segmentProgressSchema = z.object({
  recordingId: recordingIdSchema,
  segment: z.number().int().min(0),
  chunkCount: z.number().int().min(0),
  /** Tag of the last chunk counted, in hexadecimal; empty when there is none. */
  lastTag: z.string().regex(/^([0-9a-f]{32})?$/),
  durationMs: z.number().int().min(0),
  /** True once the final chunk is sealed and fsynced. */
  isFinal: z.boolean(),
});
export type SegmentProgress = z.infer<typeof segmentProgressSchema>;

/** Recorder to vault process, and the same to main, which keeps the newest while the vault is locked. */
export const fromRecorderSchema = z.discriminatedUnion('kind', [
  /**
   * The first word on a port to a vault process, and to nobody else. What is sent before it may wait in main, which made
   * the port, and leave a copy there; what is sent after it goes straight. So no key is sent before it.
   */
  z.object({ kind: z.literal('ready') }),
  /** Header and folder entry are durable; packets may come. */
  z.object({ kind: z.literal('began'), progress: segmentProgressSchema }),
  /** Every ten seconds, at each pause and on `describe`. */
  z.object({ kind: z.literal('progress'), progress: segmentProgressSchema }),
  /** The segment is complete and fsynced; the recorder exits. */
  z.object({ kind: z.literal('finished'), progress: segmentProgressSchema }),
  /** What was saved before stays saved; the recorder exits. */
  z.object({ kind: z.literal('failed'), error: z.enum(errorCodes), progress: segmentProgressSchema.nullable() }),
  /** Four times a second, to main only. */
  z.object({ kind: z.literal('status'), status: recordingStatusSchema }),
]);
export type FromRecorder = z.infer<typeof fromRecorderSchema>;

/** Main to recorder; two of them bring a port. */
export const mainToRecorderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vault-port') }),
  z.object({ kind: z.literal('capture-port') }),
  z.object({ kind: z.literal('capture-gone') }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('stop') }),
]);
export type MainToRecorder = z.infer<typeof mainToRecorderSchema>;
