import { z } from 'zod';
import type { SlotId } from '../../contract/ids.ts';
import { wayNameSchema } from '../../contract/ways.ts';
import type { Unlocked } from './unlocked.ts';

/** In the index, not in the slots file: that one may be exported, and a name may be a person's. */
const settingsKey = 'way names';
const namesSchema = z.record(z.string(), wayNameSchema);

export function wayNames({ catalog }: Pick<Unlocked, 'catalog'>): Readonly<Record<string, string>> {
  return catalog.settings.find(settingsKey, namesSchema) ?? {};
}

/** Durable when it returns. Null takes the name away. */
export function setWayName({ catalog }: Pick<Unlocked, 'catalog'>, slotId: SlotId, name: string | null): void {
  const others = Object.entries(wayNames({ catalog })).filter(([id]) => id !== slotId);
  catalog.settings.set(settingsKey, Object.fromEntries(name === null ? others : [...others, [slotId, name]]));
}
