import { z } from 'zod';
import { maximumPassphraseLength } from './limits.ts';
import { failureSchema } from './sotto-error.ts';

/** What the preload of the app window sends on its port to the vault process. */
export const passphraseRequestSchema = z.object({
  kind: z.enum(['create', 'unlock']),
  passphrase: z.string().max(maximumPassphraseLength),
});
export type PassphraseRequest = z.infer<typeof passphraseRequestSchema>;

/** What comes back: first how long Argon2id is expected to take, then how it ended. */
export const passphraseReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deriving'), expectedMs: z.number() }),
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('failed'), error: failureSchema }),
]);
export type PassphraseReply = z.infer<typeof passphraseReplySchema>;
