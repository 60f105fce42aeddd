import { z } from 'zod';
import {
  bitrateSchema,
  computerLevelSchema,
  levelSchema,
  microphoneSchema,
  sideLevelsSchema,
  soundSourcesSchema,
} from './recording.ts';
import { errorCodes } from './error-codes.ts';
import { maximumGapMs, packetDurationMs } from './limits.ts';

/** What the capture window is armed with when it opens; it may do this and nothing else. */
export const captureOrderSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('check'), ...soundSourcesSchema.shape }),
  z.object({ mode: z.literal('record'), ...soundSourcesSchema.shape, bitrateBps: bitrateSchema }),
  /** The words of one person. Bounded by the recorder. */
  z.object({ mode: z.literal('spoken-consent'), ...soundSourcesSchema.shape, bitrateBps: bitrateSchema }),
]);
export type CaptureOrder = z.infer<typeof captureOrderSchema>;

/** Capture page to its peer: the recorder process when recording, main when checking. */
export const fromCaptureSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    current: z.string().max(200),
    microphones: z.array(microphoneSchema).max(100),
  }),
  /** Sent ten times a second while nothing is being recorded; `level` is the microphone's. */
  z.object({ kind: z.literal('level'), level: levelSchema, computerLevel: computerLevelSchema }),
  z.object({
    kind: z.literal('packet'),
    /** Counts from 0 without a gap for the life of this page. */
    sequence: z.number().int().min(0),
    /** Packets between the one before and this that found no room in memory and are gone. */
    droppedBefore: z
      .number()
      .int()
      .min(0)
      .max(maximumGapMs / packetDurationMs),
    bytes: z.instanceof(Uint8Array),
    /** Of the sound in it, mixed or not. */
    level: levelSchema,
    ...sideLevelsSchema.shape,
  }),
  /**
   * The first word to a recorder that takes over. The next packet has this sequence number, and in the recording it
   * follows on the first `position` packets, which are on the disk; null while the page has heard of none.
   */
  z.object({
    kind: z.literal('continue'),
    sequence: z.number().int().min(0),
    position: z.number().int().min(0).nullable(),
  }),
  /** Every packet of what was heard up to `pause` or `stop` has been sent. */
  z.object({ kind: z.literal('paused') }),
  /** The inputs are closed. `heldMs`: how much of a check the page holds, to be played. */
  z.object({ kind: z.literal('stopped'), heldMs: z.number().int().min(0).optional() }),
  /** What was held of a check has been played to its end. */
  z.object({ kind: z.literal('played') }),
  z.object({ kind: z.literal('failed'), error: z.enum(errorCodes) }),
]);
export type FromCapture = z.infer<typeof fromCaptureSchema>;

/** Peer to capture page. */
export const toCaptureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), order: captureOrderSchema }),
  /** Every packet up to and including `sequence` is on the disk, where the recording has `position` packets by then. */
  z.object({ kind: z.literal('ack'), sequence: z.number().int().min(0), position: z.number().int().min(0) }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('stop') }),
  /** Play what is held of a check. */
  z.object({ kind: z.literal('play') }),
]);
export type ToCapture = z.infer<typeof toCaptureSchema>;
