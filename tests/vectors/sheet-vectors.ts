import { randomBytes } from '../../main/crypto/sodium.ts';
import { resealRecoverySlot, sealRecoverySlot, type Signer } from '../../main/crypto/v1/recovery-slot.ts';
import { sign, signingPublicKey } from '../../main/crypto/v1/signing-key.ts';
import { encodeSlots } from '../../main/crypto/v1/slots.ts';
import { fixed, fixedKey, flip, otherVaultId, put, vaultId, VectorList, type Vector } from './vector.ts';

/** Within the file: the one slot begins behind 28 bytes. */
const offsets = {
  slotId: 29,
  publicKey: 45,
  signingKey: 77,
  anchor: 109,
  sealed: 141,
  signature: 221,
  madeAt: 285,
  zeros: 293,
};

export function fixedSigner(seed: string = 'dd'.repeat(32)): Signer {
  const key = fixedKey('signing', seed);
  return { publicKey: signingPublicKey(key), sign: (label, ...parts) => sign(key, label, ...parts) };
}

/** docs/vault-format.md, Recovery slot: slots files with one, read by what the words of the sheet spell. */
export function sheetVectors(): Vector[] {
  const list = new VectorList('sheets');
  const masterKey = fixedKey('vault-master', fixed.keys.vaultMaster);
  const secret = fixedKey('recovery', fixed.keys.recovery);
  const slot = sealRecoverySlot(vaultId, randomBytes(16), secret, masterKey, fixedSigner(), 1_700_000_000_000);
  const file = encodeSlots(vaultId, [slot], masterKey);
  const refused = 'vault/unlock-failed';
  list.add('valid', 'a recovery slot', file, null);
  list.add('wrong-words', 'read by the words of another sheet', file, refused, { isOtherKey: true });
  const fields = ['slotId', 'publicKey', 'signingKey', 'anchor', 'sealed', 'signature'] as const;
  const named = { slotId: 'slot-id', publicKey: 'public-key', signingKey: 'signing-key' } as const;
  for (const field of fields) {
    const name = field === 'slotId' || field === 'publicKey' || field === 'signingKey' ? named[field] : field;
    list.add(`flipped-${name}`, `a bit of the ${name}`, flip(file, offsets[field] + 3), refused);
  }
  list.add('flipped-made-at', 'another day', flip(file, offsets.madeAt + 7), refused);
  list.add('flipped-zeros', 'a bit of the zeros', flip(file, offsets.zeros), 'integrity/record-malformed');
  list.add('endless-made-at', 'a time that is none', put(file, offsets.madeAt, 255), 'integrity/record-malformed');
  list.add('flipped-mac', 'a bit of the MAC', flip(file, -1), 'vault/slots-damaged');
  const theirs = fixedSigner('ee'.repeat(32));
  const foreign = resealRecoverySlot(vaultId, slot, masterKey, theirs);
  list.add('foreign-signature', 'signed by another key', encodeSlots(vaultId, [foreign], masterKey), refused);
  const crafted = { ...foreign, signingKey: theirs.publicKey };
  list.add('foreign-signer', 'another signing key in its place', encodeSlots(vaultId, [crafted], masterKey), refused);
  list.add('other-vault', 'in another vault', encodeSlots(otherVaultId, [slot], masterKey), refused);
  return list.vectors;
}
