import { z } from 'zod';
import { maximumNotesLength } from './limits.ts';

/** Counts the saves of one session's notes from 1; 0 means that nothing was saved yet. */
export const notesVersionSchema = z.number().int().min(0);
export const notesTextSchema = z.string().max(maximumNotesLength);

const earlierNotesSchema = z.object({ version: notesVersionSchema, savedAtMs: z.number().int() });
export type EarlierNotes = z.infer<typeof earlierNotesSchema>;

/** What one session's notes say now. */
export const notesSchema = z.object({
  version: notesVersionSchema,
  /** Null when nothing was saved yet. */
  savedAtMs: z.number().int().nullable(),
  /** Markdown. */
  text: z.string(),
  /** The log knows of a later save than the index holds: somebody put back an older index. */
  isOlder: z.boolean(),
  /** Versions kept from before this one, newest first. */
  earlier: z.array(earlierNotesSchema),
});
export type Notes = z.infer<typeof notesSchema>;

export const notesSaveSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('saved'),
    version: notesVersionSchema,
    savedAtMs: z.number().int(),
    /** Whether the log holds the digest of this version. */
    isLogged: z.boolean(),
  }),
  /** It was based on another version than the newest; nothing was changed. */
  z.object({ outcome: z.literal('stale') }),
]);
export type NotesSave = z.infer<typeof notesSaveSchema>;
