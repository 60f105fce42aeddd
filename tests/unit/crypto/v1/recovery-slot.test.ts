import { describe, expect, test } from 'vitest';
import { toHex } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { randomBytes } from '../../../../main/crypto/sodium.ts';
import {
  openRecoverySlot,
  resealRecoverySlot,
  sealRecoverySlot,
  type Signer,
} from '../../../../main/crypto/v1/recovery-slot.ts';
import { readWords, wordsOf } from '../../../../main/crypto/v1/recovery-words.ts';
import { sign, signingPublicKey } from '../../../../main/crypto/v1/signing-key.ts';
import { encodeSlots, parseSlots } from '../../../../main/crypto/v1/slots.ts';
import { watchKeys } from '../../../support/key-watch.ts';

function signer(): Signer {
  const seed = SecretKey.random('signing');
  return { publicKey: signingPublicKey(seed), sign: (label, ...parts) => sign(seed, label, ...parts) };
}

const vaultId = randomBytes(16);
const masterKey = SecretKey.random('vault-master');
const secret = SecretKey.random('recovery');
const ours = signer();
const slot = sealRecoverySlot(vaultId, randomBytes(16), secret, masterKey, ours, 1_700_000_000_000);
const reveal = (key: SecretKey<'vault-master'> | null) => key?.use(toHex) ?? null;
const misread: unknown = expect.objectContaining({ code: 'vault/sheet-misread' });

describe('the words of a sheet', () => {
  test('are 24, and spell the secret they were made from, however they are typed', () => {
    const words = wordsOf(secret);
    expect(words).toHaveLength(24);
    const typed = `  ${words.join('\n ').toUpperCase()} `;
    expect(reveal(openRecoverySlot(vaultId, slot, readWords(typed)))).toBe(reveal(masterKey));
  });

  test('are refused when one is missing, is another, or is none', () => {
    const words = wordsOf(SecretKey.take('recovery', new Uint8Array(32)));
    const twelve = [...Array.from({ length: 11 }, () => 'abandon'), 'about'];
    for (const typed of [
      '',
      twelve.join(' '),
      words.slice(1).join(' '),
      [...words.slice(1), 'zoo'].join(' '),
      words.fill('sotto').join(' '),
    ]) {
      expect(() => readWords(typed)).toThrow(misread);
    }
  });
});

describe('a recovery slot', () => {
  test('opens by its own words only, and in its own vault only', () => {
    expect(reveal(openRecoverySlot(vaultId, slot, secret))).toBe(reveal(masterKey));
    expect(openRecoverySlot(vaultId, slot, SecretKey.random('recovery'))).toBeNull();
    expect(openRecoverySlot(randomBytes(16), slot, secret)).toBeNull();
  });

  test('opens with nothing of it changed only', () => {
    for (const changed of [
      { slotId: randomBytes(16) },
      { publicKey: randomBytes(32) },
      { signingKey: randomBytes(32) },
      { anchor: randomBytes(32) },
      { sealed: randomBytes(80) },
      { signature: randomBytes(64) },
      { madeAtMs: slot.madeAtMs + 1 },
    ]) {
      expect(openRecoverySlot(vaultId, { ...slot, ...changed }, secret)).toBeNull();
    }
  });

  test('does not open to a master key that somebody else sealed to it, with a signing key of their own', () => {
    const foreign = SecretKey.random('vault-master');
    const theirs = signer();
    const crafted = resealRecoverySlot(vaultId, slot, foreign, theirs);
    expect(openRecoverySlot(vaultId, crafted, secret)).toBeNull();
    expect(openRecoverySlot(vaultId, { ...crafted, signingKey: theirs.publicKey }, secret)).toBeNull();
  });

  test('opens to nothing when the box in it is not one for its words, though it is signed', () => {
    const boxless = { ...slot, sealed: randomBytes(80) };
    const signed = ours.sign('recovery signature', vaultId, slot.slotId, slot.publicKey, boxless.sealed);
    expect(openRecoverySlot(vaultId, { ...boxless, signature: signed }, secret)).toBeNull();
  });

  test('leaves no key behind but the one it gives', () => {
    using watch = watchKeys();
    const made = sealRecoverySlot(vaultId, randomBytes(16), secret, masterKey, ours, 1);
    expect([watch.made(), watch.alive()]).toEqual([['recovery-seed', 'recovery-mac'], []]);
    openRecoverySlot(vaultId, made, secret);
    expect(watch.made().slice(2)).toEqual(['recovery-seed', 'recovery-mac', 'recovery-seed', 'vault-master']);
    expect(watch.alive()).toEqual(['vault-master']);
    expect(readWords(wordsOf(secret).join(' ')).name).toBe('recovery');
  });

  test('goes on under another master key without the words', () => {
    const next = SecretKey.random('vault-master');
    expect(reveal(openRecoverySlot(vaultId, resealRecoverySlot(vaultId, slot, next, ours), secret))).toBe(reveal(next));
  });

  test('is in a slots file what it was', () => {
    expect(parseSlots(encodeSlots(vaultId, [slot], masterKey)).slots).toEqual([slot]);
  });

  test('is refused where its zeros are none', () => {
    const bytes = encodeSlots(vaultId, [slot], masterKey);
    bytes.set([1], 28 + 265);
    expect(() => parseSlots(bytes)).toThrow(expect.objectContaining({ code: 'integrity/record-malformed' }));
  });
});
