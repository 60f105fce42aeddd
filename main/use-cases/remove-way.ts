import type { PassphraseRequest } from '../../contract/passphrase-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Slot } from '../crypto/v1/slots.ts';
import type { OnDeriving } from '../vault/key-derivation.ts';
import { isOpenable, slotIdOf } from './list-ways.ts';
import { logSlots, unheardSlots } from './log-slots.ts';
import { assertProof } from './prove.ts';
import type { Unlocked } from './unlocked.ts';
import { setWayName } from './way-names.ts';

type Asked = Omit<Extract<PassphraseRequest, { kind: 'remove-way' }>, 'kind'>;

/**
 * Takes a way into the vault away. Whoever has it and an older copy of the slots file still has the master key: only new
 * keys end that. Durable on return; the log hears of it after it holds. Where the disk refused that, it is to be asked for
 * again, without another proof: what has proved it may have been this very way.
 *
 * @throws `request/not-found`, `vault/last-way-in`, `storage/*`; as `assertProof`.
 */
export async function removeWay(
  unlocked: Pick<Unlocked, 'vault' | 'log' | 'catalog'>,
  { proof, slotId }: Asked,
  onDeriving: OnDeriving,
): Promise<void> {
  const { vault } = unlocked;
  if (!unheardSlots(unlocked).removed.includes(slotId)) {
    if (!vault.slots.some((slot) => slotIdOf(slot) === slotId)) throw new SottoError('request/not-found');
    assertWayIn(vault.slots.filter((slot) => slotIdOf(slot) !== slotId));
    await assertProof(unlocked, proof, onDeriving);
  }
  await vault.changeSlots((slots) => {
    const kept = slots.filter((slot) => slotIdOf(slot) !== slotId);
    assertWayIn(kept);
    return kept;
  });
  setWayName(unlocked, slotId, null);
  await logSlots(unlocked);
}

/** @throws `vault/last-way-in` when none of the slots is one that this version opens. */
export function assertWayIn(slots: readonly Slot[]): void {
  if (!slots.some(isOpenable)) throw new SottoError('vault/last-way-in');
}
