import { z } from 'zod';
import { copyIdSchema, type CopyId } from '../../contract/ids.ts';
import { maximumKnownCopies } from '../../contract/limits.ts';
import { newId } from './new-id.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'catalog'>;

const placesKey = 'copies';
const copiedAsKey = 'copied-as';

const placeSchema = z.object({
  id: copyIdSchema,
  folder: z.string(),
  /** Place in the log of its `vault.copied`; null for a copy that was found and not made. */
  copied: z.number().int().min(0).nullable(),
  isUnfinished: z.boolean(),
});
export type CopyPlace = z.infer<typeof placeSchema>;

const copiedAsSchema = z.object({ copied: z.number().int().min(0) });

/** Where copies of the vault were made, or found, the newest last. The index alone knows it. @throws `vault/index-damaged`. */
export function copyPlaces({ catalog }: Parts): CopyPlace[] {
  return catalog.settings.find(placesKey, z.array(placeSchema)) ?? [];
}

/** In the place of what was known of that folder. Durable on return. @throws `vault/index-damaged`, `storage/*`. */
export function rememberCopy(parts: Parts, folder: string, copied: number | null): CopyPlace {
  const places = copyPlaces(parts);
  const known = places.find((place) => place.folder === folder);
  if (known !== undefined && copied === null) return known;
  const place = { id: newId(copyIdSchema), folder, copied, isUnfinished: false };
  const others = places.filter((one) => one !== known);
  parts.catalog.settings.set(placesKey, [...others, place].slice(-maximumKnownCopies));
  return place;
}

/** Says that finishing has begun there, or that it has come to its end. */
export function markUnfinished(parts: Parts, id: CopyId, isUnfinished: boolean): void {
  const places = copyPlaces(parts).map((place) => (place.id === id ? { ...place, isUnfinished } : place));
  parts.catalog.settings.set(placesKey, places);
}

/** Of a copy that came to nothing. */
export function forgetCopy(parts: Parts, copied: number): void {
  const places = copyPlaces(parts).filter((place) => place.copied !== copied);
  parts.catalog.settings.set(placesKey, places);
}

/** What the index of a copy says of itself: by which `vault.copied` it was made. */
export function copiedAsSetting(copied: number): { readonly key: string; readonly value: { readonly copied: number } } {
  return { key: copiedAsKey, value: { copied } };
}

/** Null for an index that was never copied so. */
export function copiedAs({ catalog }: Parts): number | null {
  return catalog.settings.find(copiedAsKey, copiedAsSchema)?.copied ?? null;
}
