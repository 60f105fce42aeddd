import { slotIdSchema, type SlotId } from '../../contract/ids.ts';
import type { Way, Ways } from '../../contract/ways.ts';
import { toHex } from '../crypto/bytes.ts';
import { fingerprintOf } from '../crypto/v1/signing-key.ts';
import { slotTypes, type PassphraseSlot, type Slot } from '../crypto/v1/slots.ts';
import type { RecoverySlot } from '../crypto/v1/recovery-slot.ts';
import type { Unlocked } from './unlocked.ts';
import { wayNames } from './way-names.ts';

type Facts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;
/** A slot that this version opens. */
export type OpenableSlot = PassphraseSlot | RecoverySlot;

/** The ways into the vault, oldest first. */
export function listWays(facts: Facts): Ways {
  const { vault } = facts;
  const openable = vault.slots.filter(isOpenable);
  const names = wayNames(facts);
  const ways = openable.map((slot): Way => {
    const slotId = slotIdOf(slot);
    return {
      slotId,
      type: slot.type === slotTypes.passphrase ? 'passphrase' : 'sheet',
      name: names[slotId] ?? null,
      addedAtMs: addedAtMs(facts, slotId),
      changedAtMs: changedAtMs(facts, slotId),
      isOnly: openable.length === 1,
      usedForThisUnlock: vault.openedBy === slotId,
    };
  });
  return { ways, fingerprint: fingerprintOf(vault.signingPublicKey) };
}

export function slotIdOf({ slotId }: Slot): SlotId {
  return slotIdSchema.parse(toHex(slotId));
}

export function isOpenable(slot: Slot): slot is OpenableSlot {
  return slot.type !== slotTypes.escrow;
}

function addedAtMs({ vault, log }: Facts, slotId: SlotId): number | null {
  const events = log.events({ kind: 'vault', id: vault.vaultId });
  const added = events.find(
    ({ body }) => (body.kind === 'slot.added' || body.kind === 'vault.created') && body.slotId === slotId,
  );
  return added?.atMs ?? null;
}

function changedAtMs({ vault, log }: Facts, slotId: SlotId): number | null {
  const events = log.events({ kind: 'vault', id: vault.vaultId });
  return events.findLast(({ body }) => body.kind === 'passphrase.changed' && body.slotId === slotId)?.atMs ?? null;
}
