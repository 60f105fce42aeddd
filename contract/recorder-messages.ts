import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { recordingIdSchema, sessionIdSchema, vaultIdSchema } from './ids.ts';
import { bitrateSchema, recordingStatusSchema, soundSourcesSchema, takeKindSchema } from './recording.ts';

/** A standby makes no file until it is told to take over. */
export const recorderRoleSchema = z.enum(['active', 'standby']);
export type RecorderRole = z.infer<typeof recorderRoleSchema>;

/** Everything a recorder needs, and the only key it ever has. Vault process to recorder, on their own port. */
export const recorderOrderSchema = z.object({
  kind: z.literal('begin'),
  vaultFolder: z.string(),
  vaultId: vaultIdSchema,
  recordingId: recordingIdSchema,
  sessionId: sessionIdSchema,
  /** Spoken consent is ended by the recorder after `maximumSpokenConsentMs`. */
  takeKind: takeKindSchema,
  role: recorderRoleSchema,
  segment: z.number().int().min(0),
  segmentKey: z.instanceof(Uint8Array),
  bitrateBps: bitrateSchema,
  ...soundSourcesSchema.shape,
  /** Not for the recorder, which plays nothing: it says them on in its status. */
  startStopSound: z.boolean(),
  warningSound: z.boolean(),
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
  /** It has its order and waits; nothing of its segment is on the disk. */
  z.object({ kind: z.literal('standing-by') }),
  /** Every ten seconds, at each pause and on `describe`. */
  z.object({ kind: z.literal('progress'), progress: segmentProgressSchema }),
  /** The segment is complete and fsynced; the recorder exits. */
  z.object({ kind: z.literal('finished'), progress: segmentProgressSchema }),
  /** What was saved before stays saved; the recorder exits. */
  z.object({ kind: z.literal('failed'), error: z.enum(errorCodes), progress: segmentProgressSchema.nullable() }),
  /** To main only: the capture page is gone or hears nothing; another one is to be opened in its place. */
  z.object({ kind: z.literal('capture-wanted') }),
  /** To main only: the capture page is to be closed, and none opened in its place until one is wanted. */
  z.object({ kind: z.literal('capture-unwanted') }),
  /** To main only: it could not take over yet, and tries again. */
  z.object({ kind: z.literal('hindered'), error: z.enum(errorCodes) }),
  /** Four times a second, to main only. */
  z.object({ kind: z.literal('status'), status: recordingStatusSchema }),
]);
export type FromRecorder = z.infer<typeof fromRecorderSchema>;

/** Main to recorder; some of them bring a port. */
export const mainToRecorderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vault-port') }),
  z.object({ kind: z.literal('capture-port') }),
  z.object({ kind: z.literal('capture-gone') }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('bookmark') }),
  /** The computer is about to sleep, and has woken. */
  z.object({ kind: z.literal('suspend') }),
  z.object({ kind: z.literal('wake') }),
  /** To a standby that the disk keeps from taking over: its files go into this folder instead, laid out as in a vault. */
  z.object({ kind: z.literal('other-place'), folder: z.string() }),
  /**
   * To a standby: the recorder before it has gone. `status` is what it said last, brought up to now, and paused where
   * that was asked for meanwhile; `sources` are those that the recording began with. Brings the port of the capture page,
   * unless that has gone too.
   */
  z.object({ kind: z.literal('take-over'), status: recordingStatusSchema, sources: soundSourcesSchema }),
]);
export type MainToRecorder = z.infer<typeof mainToRecorderSchema>;
