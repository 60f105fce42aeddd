import { z } from 'zod';
import { maximumParticipants } from './limits.ts';
import { duties, places } from './place-codes.ts';

export const placeCodeSchema = z.enum(places);
export const dutySchema = z.enum(duties);

/** What a law is read as: one participant may record, or everyone must consent or be told. Never the rule of the app. */
export const lawReadingSchema = z.enum(['one-party', 'everyone']);
export type LawReading = z.infer<typeof lawReadingSchema>;

/** Where the room is, and where those are who take part from elsewhere. */
export const sessionPlaceSchema = z.object({
  room: placeCodeSchema,
  remote: z.array(placeCodeSchema).max(maximumParticipants),
});
export type SessionPlace = z.infer<typeof sessionPlaceSchema>;

/** What the pack says about the places of one session. It can only add to the rule, which is the same everywhere. */
export const jurisdictionReadingSchema = z.object({
  rule: z.literal('everyone'),
  strictest: lawReadingSchema,
  /** Each place once. No sources: the pack has no row for it. */
  places: z.array(
    z.object({
      place: placeCodeSchema,
      sources: z.array(z.string()),
      /** Why sources disagree about it; null where they do not. */
      differs: z.string().nullable(),
    }),
  ),
  duties: z.array(
    z.object({
      code: dutySchema,
      sources: z.array(z.string()),
      /** Whether recording waits until the therapist has confirmed it. */
      isChecked: z.boolean(),
    }),
  ),
  /** Year and month in which the pack was gathered. */
  dated: z.string(),
  isLegalAdvice: z.literal(false),
});
export type JurisdictionReading = z.infer<typeof jurisdictionReadingSchema>;

/** As the page of a session shows it. `place` is null until somebody has said where. */
export const sessionJurisdictionSchema = z.object({
  place: sessionPlaceSchema.nullable(),
  reading: jurisdictionReadingSchema.nullable(),
  confirmed: z.array(dutySchema),
});
export type SessionJurisdiction = z.infer<typeof sessionJurisdictionSchema>;
