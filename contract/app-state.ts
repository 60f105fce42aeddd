import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { longestTryDelayMs } from './failed-tries.ts';
import { policySchema } from './policy.ts';
import { recordingStatusSchema } from './recording.ts';

/** Things noticed while opening that the person should know; each has a sentence, none stops the vault from opening. */
export const openingNotices = [
  'slots-copy-mended',
  'slots-restored',
  'index-rebuilt',
  'state-copy-mended',
  'possible-rollback',
  'index-older',
  'index-differs',
  'key-table-copy-mended',
  'recording-recovered',
  'recording-altered',
  'recovery-postponed',
  'sound-elsewhere',
  'destruction-postponed',
  'notes-destruction-postponed',
] as const;
export const openingNoticeSchema = z.enum(openingNotices);
export type OpeningNotice = z.infer<typeof openingNoticeSchema>;

/** `synced`: by its name, a folder that a service copies to other computers; `network`: on another computer's disk. */
export const folderPlaceSchema = z.enum(['plain', 'synced', 'network']);
export type FolderPlace = z.infer<typeof folderPlaceSchema>;

/** What the windows need to know before anything else; true while locked, so it names nobody. */
export const appStateSchema = z.object({
  phase: z.enum(['no-vault', 'locked', 'unlocked']),
  vaultFolder: z.string(),
  vaultPlace: folderPlaceSchema,
  policy: policySchema,
  /** Why the vault in `vaultFolder` cannot be used as it is, or null. */
  problem: z.enum(errorCodes).nullable(),
  /** How long the next try to unlock has to wait, counted from when this is told. */
  tryAgainInMs: z.number().int().min(0).max(longestTryDelayMs),
  notices: z.array(openingNoticeSchema),
  /** The vault was locked because it has been given new keys; until it is unlocked or locked again. */
  hasNewKeys: z.boolean(),
  recording: recordingStatusSchema.nullable(),
});
export type AppState = z.infer<typeof appStateSchema>;
