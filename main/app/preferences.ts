import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** What is remembered outside every vault, in plain text: nothing but where the vault in use lies. */
const preferencesSchema = z.strictObject({ vaultFolder: z.string().min(1).nullable() });
export type Preferences = z.infer<typeof preferencesSchema>;

const defaults: Preferences = { vaultFolder: null };

/** The preferences in `file`; the defaults when there are none or they cannot be made sense of. */
export function readPreferences(file: string): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return defaults;
  }
}

/** Replaces `file` as a whole: after a crash it holds the old preferences or the new ones. */
export function writePreferences(file: string, preferences: Preferences): void {
  const temporary = `${file}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(handle, `${JSON.stringify(preferences)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}
