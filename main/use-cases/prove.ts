import type { Proof } from '../../contract/passphrase-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import type { Slot } from '../crypto/v1/slots.ts';
import type { OnDeriving } from '../vault/key-derivation.ts';
import { unlockByPassphrase, unlockBySheet } from '../vault/unlock.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Makes sure that whoever asks knows a way into the vault as it is now, and not only found it open.
 *
 * @throws `vault/proof-refused`, `vault/sheet-misread`.
 */
export async function assertProof(
  { vault }: Pick<Unlocked, 'vault'>,
  proof: Proof,
  onDeriving: OnDeriving,
): Promise<void> {
  const unlock = proof.by === 'sheet' ? unlockBySheet(proof.words) : unlockByPassphrase(proof.passphrase, onDeriving);
  const opened = await unlock({ vaultId: fromHex(vault.vaultId), slots: vault.slots });
  if (opened === null) throw new SottoError('vault/proof-refused');
  opened.masterKey.wipe();
}

/** Whether this passphrase is that of this slot. */
export async function isPassphraseOf(
  { vault }: Pick<Unlocked, 'vault'>,
  slot: Slot,
  passphrase: string,
  onDeriving: OnDeriving,
): Promise<boolean> {
  const opened = await unlockByPassphrase(passphrase, onDeriving)({ vaultId: fromHex(vault.vaultId), slots: [slot] });
  opened?.masterKey.wipe();
  return opened !== null;
}
