import { z } from 'zod';
import { slotIdSchema, vaultIdSchema } from './ids.ts';
import { maximumPassphraseLength, maximumSheetLength, maximumWays, sheetWordCount } from './limits.ts';
import { rescueSchema } from './rescue.ts';
import { failureSchema } from './sotto-error.ts';
import { wayNameSchema } from './ways.ts';

const passphraseSchema = z.string().max(maximumPassphraseLength);
/** The 24 words as somebody typed them: capital letters and white space do not count. */
const sheetWordsSchema = z.string().max(maximumSheetLength);

/** What shows that whoever sits here may change who comes in: a vault that was left open is not enough. */
export const proofSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('passphrase'), passphrase: passphraseSchema }),
  z.object({ by: z.literal('sheet'), words: sheetWordsSchema }),
]);
export type Proof = z.infer<typeof proofSchema>;

/** What the preload of the app window sends on its port to the vault process: every message that holds a secret. */
export const passphraseRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), passphrase: passphraseSchema }),
  z.object({ kind: z.literal('unlock'), passphrase: passphraseSchema }),
  z.object({ kind: z.literal('rescue'), proof: proofSchema, ...rescueSchema.shape }),
  z.object({ kind: z.literal('unlock-by-sheet'), words: sheetWordsSchema }),
  /** `passphrase` is the present one of this very slot. The slot and its name stay. */
  z.object({
    kind: z.literal('change-passphrase'),
    slotId: slotIdSchema,
    passphrase: passphraseSchema,
    newPassphrase: passphraseSchema,
  }),
  z.object({
    kind: z.literal('add-passphrase'),
    proof: proofSchema,
    newPassphrase: passphraseSchema,
    name: wayNameSchema.nullable(),
  }),
  z.object({ kind: z.literal('remove-way'), proof: proofSchema, slotId: slotIdSchema }),
  /** Answered with `sheet`; it opens nothing until `confirm-sheet`, which also removes the sheet that it `replaces`. */
  z.object({
    kind: z.literal('make-sheet'),
    proof: proofSchema,
    name: wayNameSchema.nullable(),
    replaces: slotIdSchema.nullable(),
  }),
  /** The words at the `positions` that `sheet` asked for, in that order. A wrong one may be tried again. */
  z.object({ kind: z.literal('confirm-sheet'), words: z.array(z.string().max(40)).max(sheetWordCount) }),
  /** The sheet that was not confirmed is forgotten; nothing happens when there is none. */
  z.object({ kind: z.literal('drop-sheet') }),
  /**
   * New keys for the vault. Of its passphrases those stay that are among `passphrases`, or are the proof; the others are
   * removed. One that opens nothing is refused. Sheets stay. After `done` main locks the vault.
   */
  z.object({ kind: z.literal('rekey'), proof: proofSchema, passphrases: z.array(passphraseSchema).max(maximumWays) }),
]);
export type PassphraseRequest = z.infer<typeof passphraseRequestSchema>;

/** A sheet to be printed. Its words are nowhere else, and in the vault process only until it is confirmed. */
export const sheetSchema = z.object({
  slotId: slotIdSchema,
  words: z.array(z.string()).length(sheetWordCount),
  fingerprint: z.string(),
  vaultId: vaultIdSchema,
  madeAtMs: z.number().int(),
  /** Which words `confirm-sheet` is to repeat, counted from 1, in ascending order. */
  positions: z.array(z.number().int().min(1).max(sheetWordCount)),
});
export type Sheet = z.infer<typeof sheetSchema>;

/** What comes back: how long each Argon2id is expected to take, as often as one is run, then how it ended. */
export const passphraseReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deriving'), expectedMs: z.number() }),
  /** The vault is open: after `create`, the two unlocks and `rescue`. */
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('sheet'), sheet: sheetSchema }),
  /** After everything else. */
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), error: failureSchema }),
]);
export type PassphraseReply = z.infer<typeof passphraseReplySchema>;
