import { z } from 'zod';
import { paperWords, purposeCodes } from './agreement-codes.ts';
import { personIdSchema, recordingIdSchema, textHashSchema } from './ids.ts';
import { dutySchema } from './jurisdiction.ts';
import { maximumSignaturePoints, maximumTypedNameLength } from './limits.ts';
import { scanSizeSchema } from './scan.ts';

export const purposes = purposeCodes;
export const purposeSchema = z.enum(purposes);
export type Purpose = z.infer<typeof purposeSchema>;

export const languageSchema = z.enum(['en']);
export type Language = z.infer<typeof languageSchema>;

/** How a person agreed. */
export const consentMethods = ['typed', 'drawn', 'scan', 'spoken'] as const;
export const consentMethodSchema = z.enum(consentMethods);

export const paperSchema = z.object({
  /** The date on the form, not in the future. A day, and the same wherever it is read. */
  signedOn: z.iso.date(),
  words: z.enum(paperWords),
});
export type Paper = z.infer<typeof paperSchema>;

/** What there is to know of how it was given, beside the method. */
export const consentMannerShape = {
  method: consentMethodSchema,
  isWitnessed: z.boolean(),
  /** What there is to know of a form on paper; null for every other method. */
  paper: paperSchema.nullable(),
  /** For spoken words the recording that has them; null for every other method. */
  spokenIn: recordingIdSchema.nullable(),
};

const grant = {
  atMs: z.number().int(),
  purposes: z.array(purposeSchema),
  textHash: textHashSchema,
  language: languageSchema,
  ...consentMannerShape,
  validUntilMs: z.number().int(),
};

export const consentStateSchema = z.discriminatedUnion('state', [
  /** `agreement-changed`: agreed to other terms than are now chosen. `words-destroyed`: what they said has been destroyed. */
  z.object({ state: z.literal('not-asked'), why: z.enum(['agreement-changed', 'words-destroyed']).optional() }),
  z.object({ state: z.literal('granted'), ...grant }),
  /** Agreed, and the consent has run out since. */
  z.object({ state: z.literal('expired'), ...grant }),
  z.object({ state: z.literal('refused'), atMs: z.number().int() }),
  /** Agreed, and took it back. */
  z.object({ state: z.literal('withdrawn'), atMs: z.number().int() }),
]);
export type ConsentState = z.infer<typeof consentStateSchema>;

/** Why the gate stays shut, as codes that the page turns into sentences. */
export const gateReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('no-participants') }),
  z.object({ code: z.literal('consent-missing'), personId: personIdSchema }),
  /** As `consent-missing`, of somebody who takes part from elsewhere. */
  z.object({ code: z.literal('remote-consent-missing'), personId: personIdSchema }),
  /** Somebody else decides for them, and nobody who does has agreed. */
  z.object({ code: z.literal('capacity-uncovered'), personId: personIdSchema }),
  z.object({ code: z.literal('consent-refused'), personId: personIdSchema }),
  z.object({ code: z.literal('consent-withdrawn'), personId: personIdSchema }),
  z.object({ code: z.literal('consent-expired'), personId: personIdSchema }),
  /** Nobody has chosen the terms of the agreement yet. */
  z.object({ code: z.literal('agreement-missing') }),
  /** The terms go beyond what the place of the session allows. */
  z.object({ code: z.literal('terms-exceed-duty'), duty: dutySchema }),
  z.object({ code: z.literal('no-common-purpose') }),
  z.object({ code: z.literal('already-recording') }),
  z.object({ code: z.literal('disk-space'), freeMinutes: z.number().int() }),
  /** Nobody has said where the session takes place. */
  z.object({ code: z.literal('place-missing') }),
  /** The place of the session asks for it, and the therapist has not confirmed it. */
  z.object({ code: z.literal('duty-unconfirmed'), duty: dutySchema }),
]);
export type GateReason = z.infer<typeof gateReasonSchema>;

/** What a person answers when asked again after the session. */
export const secondAnswerSchema = z.enum(['keep', 'destroy']);
export type SecondAnswer = z.infer<typeof secondAnswerSchema>;

/** Where that stands: whoever had a part erased has answered by it, as it is done when they have said so. */
export const secondAnswerStateSchema = z.enum(['keep', 'part-erased', 'destroy']);
export type SecondAnswerState = z.infer<typeof secondAnswerStateSchema>;

/** Points in a box of 1000 by 300 units; kept as drawn. */
const pointSchema = z.tuple([z.number().min(0).max(1000), z.number().min(0).max(300)]);
const typedNameSchema = z.string().trim().min(1).max(maximumTypedNameLength);
/** A name or a code; null when nobody witnessed it. */
export const witnessSchema = typedNameSchema.nullable();

export const signatureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed'), name: typedNameSchema }),
  z.object({
    kind: z.literal('drawn'),
    strokes: z
      .array(z.array(pointSchema).min(1))
      .min(1)
      .refine((strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= maximumSignaturePoints),
  }),
  /** The bytes have gone ahead (`consent.addScanPart`). */
  z.object({ kind: z.literal('scan'), sizeBytes: scanSizeSchema, paper: paperSchema }),
  /** Said aloud, and recorded before this (`consent.beginSpoken`). */
  z.object({ kind: z.literal('spoken'), recordingId: recordingIdSchema }),
]);
export type Signature = z.infer<typeof signatureSchema>;

/** The text one person is asked to agree to, and what it is identified by ever after. */
export const agreementSchema = z.object({
  /** Markdown: headings, paragraphs and lists only. */
  text: z.string(),
  textHash: textHashSchema,
  language: languageSchema,
  purposes: z.array(purposeSchema),
});
export type Agreement = z.infer<typeof agreementSchema>;
