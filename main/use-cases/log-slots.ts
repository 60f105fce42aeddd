import type { SlotId } from '../../contract/ids.ts';
import { slotTypes, type Slot } from '../crypto/v1/slots.ts';
import { isOpenable, slotIdOf, type OpenableSlot } from './list-ways.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log'>;

export interface UnheardSlots {
  readonly added: readonly OpenableSlot[];
  readonly removed: readonly SlotId[];
}

/** How the slots of an open vault differ from what its log tells of them: a crash or a full disk came between the two. */
export function unheardSlots({ vault, log }: Parts): UnheardSlots {
  const events = log.events({ kind: 'vault', id: vault.vaultId }).map(({ body }) => body);
  const slots = vault.slots.filter(isOpenable);
  const heard = new Set<SlotId>();
  const [first] = slots;
  // Killed before its making was logged, a vault has a first slot that no event names.
  const isFirstNamed = events.some((body) => body.kind === 'vault.created' && body.slotId !== undefined);
  if (!isFirstNamed && first !== undefined) heard.add(slotIdOf(first));
  for (const body of events) {
    if ((body.kind === 'vault.created' || body.kind === 'slot.added') && body.slotId !== undefined) {
      heard.add(body.slotId);
    } else if (body.kind === 'slot.removed') heard.delete(body.slotId);
    else if (body.kind === 'vault.rekeyed') for (const slotId of body.removed) heard.delete(slotId);
  }
  const present = new Set(slots.map(slotIdOf));
  return {
    added: slots.filter((slot) => !heard.has(slotIdOf(slot))),
    removed: [...heard].filter((slotId) => !present.has(slotId)),
  };
}

/**
 * Tells the log of every slot that came or went without it. `found`: nobody asked for that just now.
 *
 * @throws `storage/*`: then it is to be called again, and tells what is left.
 */
export async function logSlots(parts: Parts, found?: 'found'): Promise<void> {
  const { vault, log } = parts;
  const subject = { kind: 'vault', id: vault.vaultId } as const;
  const asFound = found === undefined ? {} : ({ isFound: true } as const);
  const { added, removed } = unheardSlots(parts);
  for (const slot of added) {
    await log.append(subject, { kind: 'slot.added', slotId: slotIdOf(slot), slotType: typeOf(slot), ...asFound });
  }
  for (const slotId of removed) await log.append(subject, { kind: 'slot.removed', slotId, ...asFound });
}

function typeOf({ type }: Slot): 'passphrase' | 'sheet' {
  return type === slotTypes.passphrase ? 'passphrase' : 'sheet';
}
