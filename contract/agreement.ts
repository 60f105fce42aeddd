import { z } from 'zod';
import {
  builtInTemplateId,
  clientCopies,
  destructions,
  listeners,
  ownerships,
  retentionRules,
  templateFields,
} from './agreement-codes.ts';
import { languageSchema, purposeSchema, purposes } from './consent.ts';
import { textHashSchema } from './ids.ts';
import { maximumTemplateLength, maximumTemplateNameLength, maximumTermDays } from './limits.ts';

export const listenersSchema = z.enum(listeners);
export type Listeners = z.infer<typeof listenersSchema>;

export const ownershipSchema = z.enum(ownerships);
export type Ownership = z.infer<typeof ownershipSchema>;

export const clientCopySchema = z.enum(clientCopies);
export type ClientCopy = z.infer<typeof clientCopySchema>;

/** A day as it is called where the vault is, such as 2026-11-24. */
export const dayCodeSchema = z.iso.date();

const days = z.number().int().min(1).max(maximumTermDays);
const forDays = z.object({ rule: z.literal('for'), days });
const untilDay = z.object({ rule: z.literal('until'), day: dayCodeSchema });

/** Has no default anywhere: how long a recording is kept is always somebody's choice. */
export const retentionSchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('after-use') }),
  forDays,
  untilDay,
  z.object({ rule: z.literal('keep') }),
]);
export type Retention = z.infer<typeof retentionSchema>;
export const retentionRuleSchema = z.enum(retentionRules);

/** `automatic` counts only with a day of destruction, which the text then names. */
export const destructionTermSchema = z.enum(destructions);
export type DestructionTerm = z.infer<typeof destructionTermSchema>;

/** When the consent itself expires. `session`: 24 hours after the terms were chosen. */
export const validitySchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('session') }),
  forDays,
  untilDay,
]);
export type Validity = z.infer<typeof validitySchema>;

/** The purposes that people are asked about, in the order of the contract. */
const offeredSchema = z
  .array(purposeSchema)
  .min(1)
  .transform((offered) => purposes.filter((purpose) => offered.includes(purpose)));

export const templateIdSchema = z
  .union([z.literal(builtInTemplateId), z.string().regex(/^[0-9a-f]{32}$/)])
  .brand<'TemplateId'>();
export type TemplateId = z.infer<typeof templateIdSchema>;

const chosenTerms = {
  listeners: listenersSchema,
  retention: retentionSchema,
  destruction: destructionTermSchema.default('ask'),
  ownership: ownershipSchema,
  clientCopy: clientCopySchema,
  isInClinicalRecord: z.boolean(),
  validity: validitySchema,
  purposes: offeredSchema,
};

/** What somebody chooses for one session: a template in its newest version, and the terms to fill it with. */
export const agreementChoiceSchema = z.object({ templateId: templateIdSchema, ...chosenTerms });
export type AgreementChoice = z.infer<typeof agreementChoiceSchema>;

/** The terms of one session, with the times that follow from them. */
export const agreementTermsSchema = z.object({
  ...chosenTerms,
  /** End of the day by which a recording is to be destroyed; null where the rule names no day. */
  destroyByMs: z.number().int().nullable(),
  validUntilMs: z.number().int(),
  /** Minutes that clocks were ahead of UTC where the terms were chosen: makes the days in the text the same everywhere. */
  utcOffsetMinutes: z.number().int().min(-1440).max(1440),
});
export type AgreementTerms = z.infer<typeof agreementTermsSchema>;

/** One version of a template, by the hash of its text. */
export const templateVersionSchema = z.object({
  id: templateIdSchema,
  version: z.number().int().min(1),
  textHash: textHashSchema,
});
export type TemplateVersion = z.infer<typeof templateVersionSchema>;

/** As the page of a session shows it. */
export const sessionAgreementSchema = z.object({
  chosen: z
    .object({ choice: agreementChoiceSchema, templateVersion: z.number().int().min(1), terms: agreementTermsSchema })
    .nullable(),
  /** What was chosen last in this vault, where it can be chosen again as it is. */
  last: agreementChoiceSchema.nullable(),
});
export type SessionAgreement = z.infer<typeof sessionAgreementSchema>;

export const templateFieldSchema = z.enum(templateFields);
export type TemplateField = z.infer<typeof templateFieldSchema>;

export const templateTextSchema = z.string().trim().min(1).max(maximumTemplateLength);
export const templateNameSchema = z
  .string()
  .transform((name) => name.normalize('NFC').trim())
  .pipe(z.string().min(1).max(maximumTemplateNameLength));

/** A template in its newest version. The built-in one has no name of its own. */
export const templateSummarySchema = z.object({
  id: templateIdSchema,
  name: z.string(),
  version: z.number().int().min(1),
  language: languageSchema,
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

/** One version of a template, and which versions there are, newest first. */
export const templateSchema = templateSummarySchema.extend({
  text: z.string(),
  versions: z.array(z.object({ version: z.number().int().min(1), createdAtMs: z.number().int().nullable() })),
});
export type Template = z.infer<typeof templateSchema>;

/** `id` is null for a new template. */
export const templateToSaveSchema = z.object({
  id: templateIdSchema.nullable(),
  name: templateNameSchema,
  text: templateTextSchema,
});
export type TemplateToSave = z.infer<typeof templateToSaveSchema>;
