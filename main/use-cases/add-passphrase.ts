import { maximumWays } from '../../contract/limits.ts';
import type { PassphraseRequest } from '../../contract/passphrase-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import { sealPassphraseSlot, type Slot } from '../crypto/v1/slots.ts';
import { announce, chooseParameters, measureCost, type OnDeriving } from '../vault/key-derivation.ts';
import { assertPassphraseLength } from '../vault/passphrase-length.ts';
import { slotIdOf } from './list-ways.ts';
import { assertProof } from './prove.ts';
import type { Unlocked } from './unlocked.ts';
import { setWayName } from './way-names.ts';

type Asked = Omit<Extract<PassphraseRequest, { kind: 'add-passphrase' }>, 'kind'>;

/**
 * Another passphrase that opens the vault. Durable on return; the log hears of it after it holds.
 *
 * @throws as `assertProof`, `assertPassphraseLength`; `vault/too-many-ways`, `storage/*`.
 */
export async function addPassphrase(
  unlocked: Pick<Unlocked, 'vault' | 'log' | 'catalog'>,
  { proof, newPassphrase, name }: Asked,
  onDeriving: OnDeriving,
): Promise<void> {
  const { vault, log } = unlocked;
  assertPassphraseLength(newPassphrase);
  assertRoomForWay(vault.slots);
  await assertProof(unlocked, proof, onDeriving);
  const cost = measureCost();
  const parameters = chooseParameters(cost);
  await announce(onDeriving, parameters, cost);
  const added: Slot[] = [];
  await vault.changeSlots((slots, masterKey) => {
    assertRoomForWay(slots);
    added.push(sealPassphraseSlot(fromHex(vault.vaultId), newPassphrase, parameters, masterKey));
    return [...slots, ...added];
  });
  for (const slotId of added.map(slotIdOf)) {
    await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'slot.added', slotId, slotType: 'passphrase' });
    if (name !== null) setWayName(unlocked, slotId, name);
  }
}

/** @throws `vault/too-many-ways`. */
export function assertRoomForWay(slots: readonly Slot[]): void {
  if (slots.length >= maximumWays) throw new SottoError('vault/too-many-ways', { maximum: maximumWays });
}
