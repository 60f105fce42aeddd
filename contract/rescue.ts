import { z } from 'zod';
import { maximumSlotsBytes } from './limits.ts';

/** A slots file as somebody saved it, in hexadecimal: worth nothing without a passphrase or a sheet. */
export const slotsCopySchema = z
  .string()
  .regex(/^(?:[0-9a-f]{2})+$/)
  .max(2 * maximumSlotsBytes);

/** An unlock that may put back or replace what is damaged beyond use; what is not damaged stays as it is. */
export const rescueSchema = z.object({
  /** Takes the place of both copies of the slots, when neither can be used; null to replace nothing. */
  savedSlots: slotsCopySchema.nullable(),
  /** Makes an index anew from the log and the recordings, when it cannot be read. */
  rebuildsIndex: z.boolean(),
});
export type Rescue = z.infer<typeof rescueSchema>;
