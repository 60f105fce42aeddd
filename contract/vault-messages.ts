import { z } from 'zod';
import { openingNoticeSchema } from './app-state.ts';
import { captureOrderSchema } from './capture-messages.ts';
import { failedTriesSchema } from './failed-tries.ts';
import { recordingIdSchema } from './ids.ts';
import { maximumReadBytes } from './limits.ts';
import { lockAfterMinutesSchema } from './lock-after.ts';
import { policySchema } from './policy.ts';
import { takeKindSchema } from './recording.ts';
import { recorderRoleSchema, segmentProgressSchema } from './recorder-messages.ts';
import { failureSchema } from './sotto-error.ts';

const requestId = z.number().int().min(0);
const heardMs = z.number().int().min(0).nullable();

/** Main to vault process. `passphrase-port` and `recorder-port` bring a port with them. */
export const mainToVaultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-folder'), vaultFolder: z.string() }),
  /** Before anything is tried: what main remembers of tries that failed. */
  z.object({ kind: z.literal('failed-tries'), tries: failedTriesSchema.nullable() }),
  /** Before anything is tried: what counts on this computer. */
  z.object({ kind: z.literal('policy'), policy: policySchema }),
  z.object({ kind: z.literal('passphrase-port') }),
  /** A port to a recorder: one just started at our word, or one that outlived the last vault process. */
  z.object({ kind: z.literal('recorder-port'), recordingId: recordingIdSchema, role: recorderRoleSchema }),
  /** No recorder could be started for it. */
  z.object({ kind: z.literal('recorder-failed'), recordingId: recordingIdSchema }),
  /** What main kept of a recorder while the vault was locked. */
  z.object({ kind: z.literal('recorder-progress'), progress: segmentProgressSchema }),
  /** That a recording runs, while the vault is locked: it is nobody's to settle, though at this moment none may hold it. */
  z.object({ kind: z.literal('recording-runs'), recordingId: recordingIdSchema }),
  /** A part of this recording lies in another folder, laid out as in a vault. */
  z.object({ kind: z.literal('recording-elsewhere'), recordingId: recordingIdSchema, folder: z.string() }),
  /** How long a recording was, by its recorder's last word, that ended while the vault was locked. */
  z.object({ kind: z.literal('recording-heard'), recordingId: recordingIdSchema, heardMs }),
  /** The recording has no recorder any more and gets none, whatever was said before. */
  z.object({ kind: z.literal('recorder-exited'), recordingId: recordingIdSchema, heardMs }),
  /** The recording has no standby: start one. */
  z.object({ kind: z.literal('standby-wanted'), recordingId: recordingIdSchema }),
  z.object({ kind: z.literal('call'), requestId, method: z.string(), input: z.unknown() }),
  /** Begin to copy what is whole into this folder, which a person has chosen. */
  z.object({ kind: z.literal('copy-into'), requestId, folder: z.string() }),
  /** A copy of the vault lies in this folder, which a person has chosen: look at it, and remember it. */
  z.object({ kind: z.literal('copy-at'), requestId, folder: z.string() }),
  /** Bytes of a recording for the player: its length, and a part of it. */
  z.object({ kind: z.literal('read-length'), requestId, recordingId: recordingIdSchema }),
  z.object({
    kind: z.literal('read'),
    requestId,
    recordingId: recordingIdSchema,
    offsetBytes: z.number().int().min(0),
    lengthBytes: z.number().int().min(1).max(maximumReadBytes),
  }),
]);
export type MainToVault = z.infer<typeof mainToVaultSchema>;

/** Vault process to main. */
export const vaultToMainSchema = z.discriminatedUnion('kind', [
  /** Keys are in memory; calls are answered from now on. */
  z.object({ kind: z.literal('unlocked'), notices: z.array(openingNoticeSchema) }),
  /** A passphrase, or the words of a sheet, did not open it. */
  z.object({ kind: z.literal('try-failed') }),
  /** When main locks unasked, by the settings: said after `unlocked`, and when it is changed. */
  z.object({ kind: z.literal('lock-after'), minutes: lockAfterMinutesSchema, whenHidden: z.boolean() }),
  z.object({
    kind: z.literal('answer'),
    requestId,
    answer: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: failureSchema }),
    ]),
  }),
  /** The gate has opened, or one person is to speak: start a recorder and hand us a port to it. */
  z.object({
    kind: z.literal('start-recorder'),
    recordingId: recordingIdSchema,
    takeKind: takeKindSchema,
    role: recorderRoleSchema,
  }),
  /** The recorder has begun: arm the capture window for it. A check needs no recorder. */
  z.object({ kind: z.literal('arm-capture'), recordingId: recordingIdSchema.nullable(), order: captureOrderSchema }),
  /** Nothing of this recording lies in that folder any more, or need lie there. */
  z.object({ kind: z.literal('came-home'), recordingId: recordingIdSchema, folder: z.string() }),
  /** This process can do no more with its keys, as the vault has new ones or, after a failure, may have: lock it. */
  z.object({ kind: z.literal('keys-spent'), hasNewKeys: z.boolean() }),
  /** End this recorder and its capture now; `recorder-exited` answers. */
  z.object({ kind: z.literal('end-recorder'), recordingId: recordingIdSchema }),
]);
export type VaultToMain = z.infer<typeof vaultToMainSchema>;
