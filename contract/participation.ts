import { z } from 'zod';
import { personIdSchema } from './ids.ts';
import { placeCodeSchema } from './jurisdiction.ts';
import { maximumParticipants } from './limits.ts';

/** Who decides whether somebody is recorded: they themselves, or whoever is in the session as guardian or proxy for them. */
export const decisions = ['own', 'by-guardian', 'by-proxy'] as const;
export const decisionSchema = z.enum(decisions);
export type Decision = z.infer<typeof decisionSchema>;

/** `not-present`: takes no part, and is in the session only to decide for somebody. */
export const presences = ['here', 'remote', 'not-present'] as const;
export const presenceSchema = z.enum(presences);

/** How somebody takes part, beside their role and capacity. */
export const participationSchema = z.object({
  decision: decisionSchema,
  /** For whom a guardian or proxy decides; nobody for all others. */
  forPersonIds: z.array(personIdSchema).max(maximumParticipants),
  presence: presenceSchema,
  /** Where somebody remote is; null for everybody else. */
  place: placeCodeSchema.nullable(),
});
export type Participation = z.infer<typeof participationSchema>;

/** Somebody in the room who decides for themselves and for nobody else. */
export const inTheRoom: Participation = { decision: 'own', forPersonIds: [], presence: 'here', place: null };
