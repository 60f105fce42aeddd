import type { PassphraseRequest } from '../../contract/passphrase-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import { sealPassphraseSlot, slotTypes } from '../crypto/v1/slots.ts';
import { announce, chooseParameters, measureCost, type OnDeriving } from '../vault/key-derivation.ts';
import { assertPassphraseLength } from '../vault/passphrase-length.ts';
import { slotIdOf } from './list-ways.ts';
import { isPassphraseOf } from './prove.ts';
import type { Unlocked } from './unlocked.ts';

type Asked = Omit<Extract<PassphraseRequest, { kind: 'change-passphrase' }>, 'kind'>;

/**
 * Wraps the master key anew: the same slot opens to another passphrase. Nothing else changes, so an older copy of the slots
 * still opens to the old one. Durable on return; the log hears of it after it holds. Refused by the disk, it may hold all
 * the same, and is to be asked for again with the same words.
 *
 * @throws `request/not-found`, `vault/proof-refused`, `storage/*`; as `assertPassphraseLength`.
 */
export async function changePassphrase(
  unlocked: Pick<Unlocked, 'vault' | 'log'>,
  { slotId, passphrase, newPassphrase }: Asked,
  onDeriving: OnDeriving,
): Promise<void> {
  const { vault, log } = unlocked;
  assertPassphraseLength(newPassphrase);
  const slot = vault.slots.find((one) => slotIdOf(one) === slotId);
  if (slot?.type !== slotTypes.passphrase) throw new SottoError('request/not-found');
  const isProved = await isPassphraseOf(unlocked, slot, passphrase, onDeriving);
  // Where the disk refused what comes after the slot, it has the new one already, and only the log has not heard of it.
  const isChanged = !isProved && (await isPassphraseOf(unlocked, slot, newPassphrase, onDeriving));
  if (!isProved && !isChanged) throw new SottoError('vault/proof-refused');
  if (isChanged) {
    // Written once more, as the disk may have refused the second copy, which then still opens to the old one.
    await vault.changeSlots((slots) => slots);
  } else {
    const cost = measureCost();
    const parameters = chooseParameters(cost);
    await announce(onDeriving, parameters, cost);
    await vault.changeSlots((slots, masterKey) => {
      const changed = sealPassphraseSlot(fromHex(vault.vaultId), newPassphrase, parameters, masterKey, slot.slotId);
      return slots.map((one) => (one === slot ? changed : one));
    });
  }
  await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'passphrase.changed', slotId });
}
