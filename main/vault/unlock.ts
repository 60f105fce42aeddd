import { SottoError } from '../../contract/sotto-error.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { assertParameters } from '../crypto/v1/passphrase.ts';
import { openRecoverySlot } from '../crypto/v1/recovery-slot.ts';
import { readWords } from '../crypto/v1/recovery-words.ts';
import { openPassphraseSlot, slotTypes, type SlotsFile } from '../crypto/v1/slots.ts';
import { announce, measureCost, type OnDeriving } from './key-derivation.ts';

/** What a slot has yielded. */
export interface OpenedSlot {
  /** The caller's from now on. */
  readonly masterKey: SecretKey<'vault-master'>;
  /** Null when it was no slot. */
  readonly slotId: Uint8Array | null;
}

type Slots = Pick<SlotsFile, 'vaultId' | 'slots'>;

/** Tries to get the master key out of one copy of the slots; null when none of its slots opens. */
export type Unlock = (slots: Slots) => Promise<OpenedSlot | null>;

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
      if (masterKey !== null) return { masterKey, slotId: slot.slotId };
    }
    if (refusal !== null) throw refusal;
    return null;
  };
}

/** Tries the words of a sheet on every recovery slot. @throws `vault/sheet-misread` at once, when they are no words of one. */
export function unlockBySheet(words: string): Unlock {
  readWords(words).wipe();
  return ({ vaultId, slots }) => {
    const secret = readWords(words);
    try {
      for (const slot of slots) {
        if (slot.type !== slotTypes.recovery) continue;
        const masterKey = openRecoverySlot(vaultId, slot, secret);
        if (masterKey !== null) return Promise.resolve({ masterKey, slotId: slot.slotId });
      }
      return Promise.resolve(null);
    } finally {
      secret.wipe();
    }
  };
}
