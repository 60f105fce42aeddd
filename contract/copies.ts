import { z } from 'zod';
import { copyIdSchema } from './ids.ts';

const count = z.number().int().min(0);

/** A copy of the vault whose folder is there now, and what it still has of what was destroyed here. */
export const connectedCopySchema = z.object({
  id: copyIdSchema,
  folder: z.string(),
  /** When it was begun; null for one that Sotto did not make, or not from this vault. */
  madeAtMs: z.number().int().nullable(),
  /**
   * `other-keys`: the vault has had new ones since, so that only the passphrases of that day open the copy. `unreadable`: it
   * is damaged, or a newer Sotto has written it.
   */
  standing: z.enum(['opens', 'other-keys', 'unreadable']),
  /** Recordings that were destroyed here and of which it has a key; spoken consents too. */
  recordings: count,
  /** Notes likewise. */
  notes: count,
  /** Recordings of which a part was erased here, and of which it has the sound from before. */
  parts: count,
  /** Finishing was begun and has not come to its end. */
  isUnfinished: z.boolean(),
});
export type ConnectedCopy = z.infer<typeof connectedCopySchema>;

/** What came of finishing the destruction in a copy. */
export const copyFinishedSchema = z.object({
  copy: connectedCopySchema,
  /** Recordings of which it now has no key. */
  destroyed: count,
  /** Recordings and sessions that are on hold in the copy, and stay there. */
  held: count,
});
export type CopyFinished = z.infer<typeof copyFinishedSchema>;
