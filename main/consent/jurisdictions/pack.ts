import { z } from 'zod';
import { dutySchema, lawReadingSchema, placeCodeSchema } from '../../../contract/jurisdiction.ts';
import { packPlaces, type PackPlace } from '../../../contract/place-codes.ts';
import { otherCountries } from './other-countries.ts';
import { unitedStates } from './united-states.ts';

const words = z.string().trim().min(1);

const rowSchema = z.strictObject({
  place: placeCodeSchema.exclude(['elsewhere']),
  /** The strictest reading that a source gives. */
  room: lawReadingSchema,
  remote: lawReadingSchema,
  sources: z.array(words).min(1),
  /** Why sources disagree: what is said beside the strictest reading. */
  differs: words.nullable().default(null),
  duties: z
    .array(z.strictObject({ code: dutySchema, source: words, isChecked: z.boolean().default(false) }))
    .default([]),
});
export type Row = z.infer<typeof rowSchema>;

const packSchema = z.strictObject({
  dated: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/),
  federalSources: z.array(words).min(1),
  rows: z
    .array(rowSchema)
    .refine((rows) => new Set(rows.map(({ place }) => place)).size === rows.length, 'a place has two rows')
    .refine((rows) => packPlaces.every((place) => rows.some((row) => row.place === place)), 'a place has no row'),
});

export interface Pack {
  readonly dated: string;
  /** Of the United States, beside those of each state. */
  readonly federalSources: readonly string[];
  readonly rows: ReadonlyMap<PackPlace, Row>;
}

/** @throws when a row is missing, doubled, without a source, or says anything that the schema does not know. */
export function parsePack(data: unknown): Pack {
  const { rows, ...rest } = packSchema.parse(data);
  return { ...rest, rows: new Map(rows.map((row) => [row.place, row])) };
}

/** Gathered from secondary lists and the statutes that they cite; not checked statute by statute (docs/consent.md). */
export const packData = {
  dated: '2026-11',
  federalSources: ['18 U.S.C. 2511(2)(d): one party, unless for a criminal or tortious purpose'],
  rows: [...unitedStates, ...otherCountries],
};

export const pack = parsePack(packData);
