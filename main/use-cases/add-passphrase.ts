import { slotIdSchema, type SlotId } from '../../contract/ids.ts';
import { maximumWays } from '../../contract/limits.ts';
import type { PassphraseRequest } from '../../contract/passphrase-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import { sealPassphraseSlot, type Slot } from '../crypto/v1/slots.ts';
import { announce, chooseParameters, measureCost, type OnDeriving } from '../vault/key-derivation.ts';
import { assertPassphraseLength } from '../vault/passphrase-length.ts';
import { slotIdOf } from './list-ways.ts';
import { logSlots, unheardSlots } from './log-slots.ts';
import { newId } from './new-id.ts';
import { assertProof, isPassphraseOf } from './prove.ts';
import type { Unlocked } from './unlocked.ts';
import { setWayName } from './way-names.ts';

type Asked = Omit<Extract<PassphraseRequest, { kind: 'add-passphrase' }>, 'kind'>;

/**
 * Another passphrase that opens the vault. Durable on return; the log hears of it after it holds. Refused by the disk, it may
 * hold all the same, and is to be asked for again with the same words, which add no second one.
 *
 * @throws as `assertProof`, `assertPassphraseLength`; `vault/too-many-ways`, `storage/*`.
 */
export async function addPassphrase(
  unlocked: Pick<Unlocked, 'vault' | 'log' | 'catalog'>,
  { proof, newPassphrase, name }: Asked,
  onDeriving: OnDeriving,
): Promise<void> {
  const { vault } = unlocked;
  assertPassphraseLength(newPassphrase);
  const unheard = unheardSlots(unlocked).added;
  if (unheard.length === 0) assertRoomForWay(vault.slots);
  await assertProof(unlocked, proof, onDeriving);
  const there = await slotOf(unlocked, unheard, newPassphrase, onDeriving);
  // Written once more where it is there already, as the disk may have refused the second copy.
  if (there !== null) await vault.changeSlots((slots) => slots);
  const slotId = there ?? (await addSlot(unlocked, newPassphrase, onDeriving));
  // The name first: as long as the log has not heard of the slot, both are asked for again.
  if (name !== null) setWayName(unlocked, slotId, name);
  await logSlots(unlocked);
}

/** The one of `slots` that this passphrase opens. */
async function slotOf(
  unlocked: Pick<Unlocked, 'vault'>,
  slots: readonly Slot[],
  passphrase: string,
  onDeriving: OnDeriving,
): Promise<SlotId | null> {
  for (const slot of slots) if (await isPassphraseOf(unlocked, slot, passphrase, onDeriving)) return slotIdOf(slot);
  return null;
}

async function addSlot(
  { vault }: Pick<Unlocked, 'vault'>,
  passphrase: string,
  onDeriving: OnDeriving,
): Promise<SlotId> {
  const cost = measureCost();
  const parameters = chooseParameters(cost);
  await announce(onDeriving, parameters, cost);
  const slotId = newId(slotIdSchema);
  await vault.changeSlots((slots, masterKey) => {
    assertRoomForWay(slots);
    const vaultId = fromHex(vault.vaultId);
    return [...slots, sealPassphraseSlot(vaultId, passphrase, parameters, masterKey, fromHex(slotId))];
  });
  return slotId;
}

/** @throws `vault/too-many-ways`. */
export function assertRoomForWay(slots: readonly Slot[]): void {
  if (slots.length >= maximumWays) throw new SottoError('vault/too-many-ways', { maximum: maximumWays });
}
