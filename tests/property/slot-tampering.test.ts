import { describe, expect, it } from 'vitest';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { minimumParameters } from '../../main/crypto/v1/passphrase.ts';
import {
  openRecoverySlot,
  resealRecoverySlot,
  sealRecoverySlot,
  type RecoverySlot,
  type Signer,
} from '../../main/crypto/v1/recovery-slot.ts';
import { sign, signingPublicKey } from '../../main/crypto/v1/signing-key.ts';
import {
  encodeSlots,
  openPassphraseSlot,
  parseSlots,
  sealPassphraseSlot,
  slotTypes,
} from '../../main/crypto/v1/slots.ts';
import { withByteFlipped } from '../support/vault-setting.ts';

const vaultId = randomBytes(16);
const otherVaultId = randomBytes(16);
const masterKey = SecretKey.random('vault-master');
const secret = SecretKey.random('recovery');
const passphrase = 'correct horse battery staple';

function signer(): Signer {
  const seed = SecretKey.random('signing');
  return { publicKey: signingPublicKey(seed), sign: (label, ...parts) => sign(seed, label, ...parts) };
}

const ours = signer();
const theirs = signer();
const sheetOf = (id: Uint8Array, by: Signer = ours, words = secret): RecoverySlot =>
  sealRecoverySlot(id, randomBytes(16), words, masterKey, by, 1_700_000_000_000);
const slot = sheetOf(vaultId);
/** Type and id, and the fields behind them. */
const usedBytes = 265;

/** Whether anything in the file opens by the words, as a reader of the file sees it. */
function opens(bytes: Uint8Array): boolean {
  try {
    const file = parseSlots(bytes);
    return file.slots.some(
      (one) => one.type === slotTypes.recovery && openRecoverySlot(file.vaultId, one, secret) !== null,
    );
  } catch {
    return false;
  }
}

describe('a recovery slot', () => {
  const file = encodeSlots(vaultId, [slot], masterKey);

  it('opens as it was made', () => {
    expect(opens(file)).toBe(true);
  });

  it('opens with none of its bits, or those of the vault id, flipped', () => {
    const places = [...Array.from({ length: 16 }, (_, index) => 10 + index)];
    for (let index = 0; index < usedBytes; index += 1) places.push(28 + index);
    let tried = 0;
    for (const place of places) {
      for (let bit = 0; bit < 8; bit += 1) {
        const altered = file.with(place, (file[place] ?? 0) ^ (1 << bit));
        expect({ place, bit, opens: opens(altered) }).toEqual({ place, bit, opens: false });
        tried += 1;
      }
    }
    expect(tried).toBe(281 * 8);
  });

  it('opens with none of 7,000 crafted slots in its place', () => {
    const other = sheetOf(otherVaultId);
    const beside = sheetOf(vaultId);
    const crafts: readonly ((index: number) => RecoverySlot)[] = [
      // A field of another slot: of this vault by the same words, of another vault, and of chance.
      (index) => ({ ...slot, ...fieldOf(beside, index) }),
      (index) => ({ ...slot, ...fieldOf(other, index) }),
      (index) => ({ ...slot, ...fieldOf(sheetOf(vaultId, theirs, SecretKey.random('recovery')), index) }),
      // Another master key sealed to its public key, signed by somebody else, with or without their key beside it.
      () => resealRecoverySlot(vaultId, slot, SecretKey.random('vault-master'), theirs),
      () => ({
        ...resealRecoverySlot(vaultId, slot, SecretKey.random('vault-master'), theirs),
        signingKey: theirs.publicKey,
      }),
      // All of it made by somebody who does not have the words.
      () => ({ ...sheetOf(vaultId, theirs, SecretKey.random('recovery')), publicKey: slot.publicKey }),
      // The whole slot of another vault.
      () => other,
    ];
    let tried = 0;
    for (let index = 0; index < 1000; index += 1) {
      for (const [kind, craft] of crafts.entries()) {
        expect({ kind, index, opened: openRecoverySlot(vaultId, craft(index), secret) }).toEqual({
          kind,
          index,
          opened: null,
        });
        tried += 1;
      }
    }
    expect(tried).toBe(7000);
  }, 120_000);
});

const fieldNames = ['slotId', 'publicKey', 'signingKey', 'anchor', 'sealed', 'signature'] as const;

/** One field of `from`, or two: two that fit each other must not open either. */
function fieldOf(from: RecoverySlot, index: number): Partial<RecoverySlot> {
  // Sheets of one signer have one signing key: alone it would be no change.
  const changing = fieldNames.filter((name) => name !== 'signingKey' || from.signingKey !== slot.signingKey);
  const first = changing[index % changing.length] ?? 'slotId';
  const second = changing[Math.floor(index / changing.length) % changing.length] ?? 'slotId';
  return { [first]: from[first], [second]: from[second] };
}

describe('a passphrase slot', () => {
  const made = sealPassphraseSlot(vaultId, passphrase, minimumParameters, masterKey);
  const file = encodeSlots(vaultId, [made], masterKey);

  const opensByPassphrase = (bytes: Uint8Array): boolean => {
    try {
      const parsed = parseSlots(bytes);
      return parsed.slots.some(
        (one) => one.type === slotTypes.passphrase && openPassphraseSlot(parsed.vaultId, one, passphrase) !== null,
      );
    } catch {
      return false;
    }
  };

  it('opens with no byte of it changed: each field at its ends and in its middle', () => {
    expect(opensByPassphrase(file)).toBe(true);
    // Vault id, type, slot id, passes, memory, salt, wrapped, commitment, zeros.
    const places = [10, 25, 28, 29, 44, 45, 48, 49, 52, 53, 61, 68, 69, 100, 140, 141, 160, 172, 173, 400, 539];
    for (const place of places) {
      expect({ place, opens: opensByPassphrase(withByteFlipped(file, place)) }).toEqual({ place, opens: false });
    }
  }, 120_000);
});

describe('parameters out of bounds', () => {
  it('are refused before anything is derived, all 1,000 of them', () => {
    const made = sealPassphraseSlot(vaultId, passphrase, minimumParameters, masterKey);
    for (let index = 0; index < 1000; index += 1) {
      const parameters =
        index % 2 === 0
          ? { passes: index % 3, memoryKib: 65_536 + index }
          : { passes: 3 + (index % 14), memoryKib: index };
      expect(() => openPassphraseSlot(vaultId, { ...made, parameters }, passphrase)).toThrow(
        expect.objectContaining({ code: 'vault/key-derivation-refused' }),
      );
    }
  });
});
