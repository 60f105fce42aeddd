import { concatBytes, type Bytes } from '../../main/crypto/bytes.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { minimumParameters } from '../../main/crypto/v1/passphrase.ts';
import { encodeSlots, sealPassphraseSlot, slotLength } from '../../main/crypto/v1/slots.ts';
import { sealRecoverySlot } from '../../main/crypto/v1/recovery-slot.ts';
import { fixedSigner } from './sheet-vectors.ts';
import { fixed, fixedKey, flip, otherVaultId, put, vaultId, VectorList, type Vector } from './vector.ts';

const headLength = 8 + 2 + 16 + 2;
/** Within a passphrase slot. */
const offsets = { type: 0, slotId: 1, passes: 17, memory: 21, salt: 25, wrapped: 41, commitment: 113, padding: 145 };

/** docs/vault-format.md, Slots: one passphrase slot, then a recovery slot. */
export function slotsVectors(): Vector[] {
  const list = new VectorList('slots');
  const masterKey = fixedKey('vault-master', fixed.keys.vaultMaster);
  const slot = sealPassphraseSlot(vaultId, fixed.passphrase, minimumParameters, masterKey);
  const secret = fixedKey('recovery', fixed.keys.recovery);
  const recovery = sealRecoverySlot(vaultId, randomBytes(16), secret, masterKey, fixedSigner(), 1_700_000_000_000);
  const file = encodeSlots(vaultId, [slot, recovery], masterKey);
  const at = (offset: number) => headLength + offset;
  const foreign = encodeSlots(
    otherVaultId,
    [sealPassphraseSlot(otherVaultId, fixed.passphrase, minimumParameters, masterKey)],
    masterKey,
  );
  const piece = (bytes: Bytes, index: number) =>
    bytes.subarray(headLength + index * slotLength, headLength + (index + 1) * slotLength);
  const head = file.subarray(0, headLength);
  const tail = file.subarray(headLength + 2 * slotLength);

  list.add('valid', 'a passphrase slot and a recovery slot', file, null);
  list.add('wrong-passphrase', 'opened with another passphrase', file, 'vault/unlock-failed', { isOtherKey: true });
  list.add('wrong-version', 'a later version', put(file, 8, 0, 2), 'vault/newer-version');
  list.add('flipped-magic', 'a bit of the magic', flip(file, 0), 'integrity/record-malformed');
  list.add('flipped-vault-id', 'a bit of the vault id', flip(file, 10), 'vault/unlock-failed');
  list.add('no-slots', 'a count of 0', put(file, 26, 0, 0), 'integrity/record-malformed');
  list.add('too-many-slots', 'a count of 17', put(file, 26, 0, 17), 'integrity/record-malformed');
  list.add('fewer-slots', 'a count of 1 with two slots', put(file, 26, 0, 1), 'integrity/record-malformed');
  list.add('unknown-type', 'a type that is none', put(file, at(offsets.type), 9), 'integrity/record-malformed');
  list.add(
    'type-swapped',
    'the passphrase slot called recovery',
    put(file, at(offsets.type), 2),
    'vault/unlock-failed',
  );
  list.add('flipped-slot-id', 'a bit of the slot id', flip(file, at(offsets.slotId)), 'vault/unlock-failed');
  list.add('weak-passes', 'two passes', put(file, at(offsets.passes), 0, 0, 0, 2), 'vault/key-derivation-refused');
  list.add(
    'endless-passes',
    'more passes than allowed',
    put(file, at(offsets.passes), 255),
    'vault/key-derivation-refused',
  );
  list.add('huge-memory', 'more memory than allowed', put(file, at(offsets.memory), 1), 'vault/key-derivation-refused');
  const work = put(put(file, at(offsets.passes), 0, 0, 0, 16), at(offsets.memory), 0, 16, 0, 0);
  list.add('too-much-work', '16 passes over 1 GiB', work, 'vault/key-derivation-refused');
  list.add(
    'flipped-passes',
    'four passes, though three were run',
    put(file, at(offsets.passes), 0, 0, 0, 4),
    'vault/unlock-failed',
  );
  list.add('flipped-salt', 'a bit of the salt', flip(file, at(offsets.salt)), 'vault/unlock-failed');
  list.add('flipped-wrapped', 'a bit of the wrapped key', flip(file, at(offsets.wrapped + 30)), 'vault/unlock-failed');
  list.add('flipped-commitment', 'a bit of the commitment', flip(file, at(offsets.commitment)), 'vault/unlock-failed');
  list.add('flipped-padding', 'a bit of the padding', flip(file, at(offsets.padding)), 'integrity/record-malformed');
  list.add('flipped-recovery', 'a bit of the recovery slot', flip(file, at(slotLength + 100)), 'vault/slots-damaged');
  list.add('flipped-mac', 'a bit of the MAC', flip(file, -1), 'vault/slots-damaged');
  const swapped = concatBytes(head, piece(file, 1), piece(file, 0), tail);
  list.add('slots-swapped', 'the two slots swapped', swapped, 'vault/slots-damaged');
  const removed = put(concatBytes(head, piece(file, 0), tail), 26, 0, 1);
  list.add('slot-removed', 'the recovery slot left out', removed, 'vault/slots-damaged');
  const added = concatBytes(head, piece(foreign, 0), piece(file, 1), tail);
  list.add('foreign-slot', 'another vault’s slot of the same passphrase and key', added, 'vault/unlock-failed');
  list.add('trailing-byte', 'one byte more', concatBytes(file, new Uint8Array(1)), 'integrity/record-malformed');
  list.add('cut', 'one byte less', file.slice(0, -1), 'integrity/record-malformed');
  return list.vectors;
}
