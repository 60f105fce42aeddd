import { existsSync, readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { recordingIdSchema } from '../../contract/ids.ts';
import { unusedName } from '../vault/unused-name.ts';
import { replaceFile } from './replace-file.ts';

/** A folder that holds a part of a recording until it can be brought into the vault. */
const elsewhereSchema = z.strictObject({ recordingId: recordingIdSchema, folder: z.string().min(1) });
export type Elsewhere = z.infer<typeof elsewhereSchema>;

/** What is remembered outside every vault, in plain text: where the vault in use lies, and what lies elsewhere. */
const preferencesSchema = z.strictObject({
  vaultFolder: z.string().min(1).nullable(),
  elsewhere: z.array(elsewhereSchema).default([]),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const defaults: Preferences = { vaultFolder: null, elsewhere: [] };

/** The preferences in `file`; the defaults when there are none or they cannot be made sense of. */
export function readPreferences(file: string): Preferences {
  return readSensible(file) ?? defaults;
}

function readSensible(file: string): Preferences | null {
  try {
    return preferencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Replaces `file` as a whole: after a crash it holds the old preferences or the new ones. One that could not be made
 * sense of is kept beside it, for it may be the only word of where a part of a recording lies.
 */
export function writePreferences(file: string, preferences: Preferences): void {
  if (existsSync(file) && readSensible(file) === null) renameSync(file, unusedName(`${file}.unreadable`));
  replaceFile(file, `${JSON.stringify(preferences)}\n`);
}
