import { z } from 'zod';
import { personIdSchema, recordingIdSchema } from './ids.ts';

const ms = z.number().int().min(0);

/** Times of a recording as a player shows them. */
export const passageSchema = z.object({ fromMs: ms, toMs: ms });
export type Passage = z.infer<typeof passageSchema>;

/** Whether a person asked for it in the second asking or by withdrawing their consent to it. */
export const saidAsSchema = z.enum(['second-answer', 'withdrawal']);

/** Who wants a passage erased. */
export const passageWishSchema = z.object({
  personId: personIdSchema,
  saidAs: saidAsSchema,
});
export type PassageWish = z.infer<typeof passageWishSchema>;

/**
 * What was erased: the passage with its edges, rounded out to what the sound is made of. `finishing`: it is no part of the
 * recording any more, and the disk has not let go yet of what had it.
 */
export const passageErasedSchema = passageSchema.extend({ outcome: z.enum(['erased', 'finishing']) });
export type PassageErased = z.infer<typeof passageErasedSchema>;

/** A passage that is silence now, of which recording, and since when. */
export const erasedPassageSchema = passageSchema.extend({ recordingId: recordingIdSchema, atMs: z.number().int() });
export type ErasedPassage = z.infer<typeof erasedPassageSchema>;
