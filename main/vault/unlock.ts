import { SottoError } from '../../contract/sotto-error.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { openPassphraseSlot, slotTypes, type SlotsFile } from '../crypto/v1/slots.ts';
import { assertParameters } from '../crypto/v1/passphrase.ts';
import { announce, measureCost, type OnDeriving } from './key-derivation.ts';

/** Tries to get the master key out of one copy of the slots; null when none of its slots opens. */
export type Unlock = (slots: SlotsFile) => Promise<SecretKey<'vault-master'> | null>;

/**
 * Tries a passphrase on every passphrase slot. Each try blocks for a second or so; `onDeriving` hears of it before.
 *
 * A slot whose parameters are out of bounds is passed over without running them; if no other slot opens, its refusal
 * is what the caller hears (`vault/key-derivation-refused`).
 */
export function unlockByPassphrase(passphrase: string, onDeriving: OnDeriving): Unlock {
  const cost = measureCost();
  return async ({ vaultId, slots }) => {
    let refusal: SottoError | null = null;
    for (const slot of slots) {
      if (slot.type !== slotTypes.passphrase) continue;
      try {
        assertParameters(slot.parameters);
      } catch (error) {
        if (!(error instanceof SottoError)) throw error;
        refusal = error;
        continue;
      }
      await announce(onDeriving, slot.parameters, cost);
      const masterKey = openPassphraseSlot(vaultId, slot, passphrase);
      if (masterKey !== null) return masterKey;
    }
    if (refusal !== null) throw refusal;
    return null;
  };
}
