import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { recordingIdSchema, sessionIdSchema } from './ids.ts';
import { bitratesBps } from './limits.ts';

export const bitrateSchema = z.union([
  z.literal(bitratesBps[0]),
  z.literal(bitratesBps[1]),
  z.literal(bitratesBps[2]),
  z.literal(bitratesBps[3]),
]);

/**
 * `recording`: a recorder has it, or had it and recovery has not run yet. `recovered`: ended by a crash, kept up to
 * its last whole page. `altered`: shorter than, or other than, what the vault remembers of it; kept untouched.
 */
export const recordingStates = ['recording', 'complete', 'recovered', 'altered'] as const;
export const recordingStateSchema = z.enum(recordingStates);
export type RecordingState = z.infer<typeof recordingStateSchema>;

export const recordingSummarySchema = z.object({
  id: recordingIdSchema,
  sessionId: sessionIdSchema,
  state: recordingStateSchema,
  beganAtMs: z.number().int(),
  durationMs: z.number().int(),
  bitrateBps: bitrateSchema,
  /** Seconds that were heard but not saved before a crash; null when not known. */
  lostMs: z.number().int().nullable(),
});
export type RecordingSummary = z.infer<typeof recordingSummarySchema>;

/** What a recorder writes: the session, or the words by which one person agrees that it is recorded. */
export const takeKindSchema = z.enum(['session', 'spoken-consent']);
export type TakeKind = z.infer<typeof takeKindSchema>;

/** Linear amplitudes from 0 to 1. */
export const levelSchema = z.object({ peak: z.number().min(0).max(1), rms: z.number().min(0).max(1) });
export type Level = z.infer<typeof levelSchema>;

/**
 * What is amiss with the sound that comes in. `no-signal`: nothing at all, as of a muted or dead device; `clipping`: too
 * loud for it; `very-quiet`: below speech for a minute.
 */
export const signalWarningSchema = z.enum(['no-signal', 'clipping', 'very-quiet']);
export type SignalWarning = z.infer<typeof signalWarningSchema>;

/**
 * Why a stretch of a recording holds silence that nobody heard: the person paused it, the computer slept, or no sound
 * came though it was wanted (a lost device, a page or process that had to be begun again).
 */
export const gapCauseSchema = z.enum(['paused', 'asleep', 'missing']);
export type GapCause = z.infer<typeof gapCauseSchema>;

export const gapSchema = z.object({
  why: gapCauseSchema,
  fromMs: z.number().int().min(0),
  durationMs: z.number().int().min(0),
});
export type Gap = z.infer<typeof gapSchema>;

const labelSchema = z.string().max(200);

/** What a recording or a check listens to; inputs go by their labels (docs/architecture.md says why). */
export const soundSourcesSchema = z.object({
  /** Null means the system's default. */
  microphone: labelSchema.nullable(),
  /** A second input, which hears what the computer plays; null or absent for none. */
  computerSound: labelSchema.nullable().optional(),
  /** Counts only beside the computer's sound: without that it would take away a voice that nothing else hears. */
  echoCancellation: z.boolean().optional(),
});
export type SoundSources = z.infer<typeof soundSourcesSchema>;

/** Of the computer's sound: absent when none is recorded, null while the input that was chosen is not there. */
export const computerLevelSchema = levelSchema.nullable().optional();

/** What each side gives to sound that is mixed of two; all absent where there is the microphone alone. */
export const sideLevelsSchema = z.object({
  microphoneLevel: levelSchema.optional(),
  computerLevel: computerLevelSchema,
});
export type SideLevels = z.infer<typeof sideLevelsSchema>;

/** What the screen shows of the running recording; holds nothing that names anyone, so the lock screen may show it. */
export const recordingStatusSchema = z.object({
  recordingId: recordingIdSchema,
  sessionId: sessionIdSchema,
  takeKind: takeKindSchema,
  phase: z.enum(['starting', 'recording', 'paused', 'stalled', 'stopping', 'ended', 'failed']),
  /** Why it is paused; null while it is not. After a long sleep it waits for a person. */
  pausedBy: z.enum(['person', 'sleep']).nullable(),
  /** Since the first sound; pauses and gaps count, for silence of their length is kept. */
  elapsedMs: z.number().int(),
  /** Of that, on the disk and fsynced. */
  savedMs: z.number().int(),
  /** Of that, silence in place of sound that did not come; pauses do not count. */
  missingMs: z.number().int(),
  bookmarkCount: z.number().int(),
  /** For how long the disk still has room, at this bit rate; null before it is known. */
  freeMinutes: z.number().int().min(0).nullable(),
  /** Of the microphone. */
  level: levelSchema,
  computerLevel: computerLevelSchema,
  /** The microphone that was chosen is not there, and another is heard. Its name is not here: it may name somebody. */
  isOtherMicrophone: z.boolean().optional(),
  /** Null while nothing is amiss, and while no sound is recorded. */
  warning: signalWarningSchema.nullable(),
  /** Why it failed or, while it is stalled, why no sound comes if that is known. */
  error: z.enum(errorCodes).nullable(),
  /** Which tones go with it, as chosen when it began: a locked page cannot ask. */
  tones: z.object({ startStop: z.boolean(), warning: z.boolean() }),
});
export type RecordingStatus = z.infer<typeof recordingStatusSchema>;

export const microphoneSchema = z.object({
  /** What the system calls it; the only thing about a device that is stable from one start to the next. */
  label: labelSchema,
  isDefault: z.boolean(),
});
export type Microphone = z.infer<typeof microphoneSchema>;

export const microphoneCheckSchema = z.object({
  phase: z.enum(['opening', 'listening', 'ended', 'failed']),
  level: levelSchema,
  computerLevel: computerLevelSchema,
  /** Every input, those among them that hear the computer. */
  microphones: z.array(microphoneSchema),
  /** Label of the one being heard; empty before it is known. */
  current: labelSchema,
  /** The sound of the check, in the memory of the page that listened: gone, there to be played, or being played. */
  test: z.enum(['none', 'kept', 'playing']),
  error: z.enum(errorCodes).nullable(),
});
export type MicrophoneCheck = z.infer<typeof microphoneCheckSchema>;

export const waveformSchema = z.object({
  durationMs: z.number().int(),
  /** Highest peak of each bar's stretch of time, 0 to 1; null where it is not known. */
  bars: z.array(z.number().min(0).max(1).nullable()),
  gaps: z.array(gapSchema),
  /** Times that somebody marked while it was recorded, in order. */
  bookmarksMs: z.array(z.number().int().min(0)),
});
export type Waveform = z.infer<typeof waveformSchema>;

/** What destroying did. */
export const destructionSchema = z.object({ outcome: z.literal('destroyed'), atMs: z.number().int() });
export const secondAnswerResultSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept') }),
  /** It is held: nobody plays it, and it is destroyed once the hold is lifted. */
  z.object({ outcome: z.literal('held') }),
  destructionSchema,
]);

/** What a long recording needs of the machine. */
export const readinessSchema = z.object({
  /** Bytes that recordings may still take where the vault lies: what is kept for deletions is left out. Null: not known. */
  freeBytes: z.number().int().nullable(),
  /** Null where the system does not say. */
  isOnBattery: z.boolean().nullable(),
});
export type Readiness = z.infer<typeof readinessSchema>;
