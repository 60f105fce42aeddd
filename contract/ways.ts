import { z } from 'zod';
import { slotIdSchema } from './ids.ts';
import { maximumWayNameLength } from './limits.ts';

export const wayTypes = ['passphrase', 'sheet'] as const;
export const wayNameSchema = z.string().trim().min(1).max(maximumWayNameLength);

/** One way into the vault: a passphrase, or a printed sheet of words. Each is a slot of docs/vault-format.md. */
export const waySchema = z.object({
  slotId: slotIdSchema,
  type: z.enum(wayTypes),
  /** As somebody named it; null when nobody did. */
  name: wayNameSchema.nullable(),
  /** Null when the log does not say. */
  addedAtMs: z.number().int().nullable(),
  /** When its passphrase was last changed; null when it was not. */
  changedAtMs: z.number().int().nullable(),
  /** It cannot be removed: without it nobody would come in. */
  isOnly: z.boolean(),
  usedForThisUnlock: z.boolean(),
});
export type Way = z.infer<typeof waySchema>;

/** `fingerprint` is that of the vault's signing key, as it is printed on every sheet (docs/vault-format.md, Signing key). */
export const waysSchema = z.object({ ways: z.array(waySchema), fingerprint: z.string() });
export type Ways = z.infer<typeof waysSchema>;
