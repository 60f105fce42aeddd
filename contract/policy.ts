import { z } from 'zod';
import { widestLockRange } from './limits.ts';
import { lockAfterMinutesSchema } from './lock-after.ts';

export const lockRangeSchema = z
  .strictObject({ minimum: lockAfterMinutesSchema, maximum: lockAfterMinutesSchema })
  .refine(({ minimum, maximum }) => minimum <= maximum);

/** `unguarded`: others than an administrator can write it, so it is nobody's policy. */
export const policyStandingSchema = z.enum(['none', 'read', 'unreadable', 'unguarded']);

/** What counts on this computer, whatever is chosen in a vault (docs/policy.md). Nothing in it is about a person. */
export const policySchema = z.object({
  standing: policyStandingSchema,
  lockAfterMinutes: lockRangeSchema,
  /** Of the file; null where there is none, or none that could be read. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type Policy = z.infer<typeof policySchema>;

export const noPolicy: Policy = { standing: 'none', lockAfterMinutes: widestLockRange, digest: null };
