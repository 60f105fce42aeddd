import { SottoError } from '../../../contract/sotto-error.ts';
import { ByteReader, ByteWriter, concatBytes, type Bytes } from '../bytes.ts';
import { type SecretKey } from '../secret-key.ts';
import { areEqualInConstantTime, argon2SaltLength, hashLength, randomBytes } from '../sodium.ts';
import { deriveKey, digest, mac } from './labels.ts';
import { deriveKek, type Argon2Parameters } from './passphrase.ts';
import { encodeRecoveryFields, readRecoveryFields, recoveryFieldsLength, type RecoverySlot } from './recovery-slot.ts';
import { idLength, readVersion, slotsMagic, version } from './versions.ts';
import { unwrapKey, wrapKey, wrappedKeyLength } from './wrapping.ts';

/** docs/vault-format.md, Slots. Every slot has the same length, whatever its type. */
export const slotLength = 512;
export const maximumSlots = 16;
const headLength = 8 + 2 + idLength + 2;

export const slotTypes = { passphrase: 1, recovery: 2, escrow: 3 } as const;

export interface PassphraseSlot {
  readonly type: typeof slotTypes.passphrase;
  readonly slotId: Bytes;
  readonly parameters: Argon2Parameters;
  readonly salt: Bytes;
  readonly wrapped: Bytes;
  readonly commitment: Bytes;
}

/** A slot that this version carries along unread. */
export interface OpaqueSlot {
  readonly type: typeof slotTypes.escrow;
  readonly slotId: Bytes;
  readonly body: Bytes;
}

export type Slot = PassphraseSlot | RecoverySlot | OpaqueSlot;

export interface SlotsFile {
  readonly vaultId: Bytes;
  readonly slots: readonly Slot[];
  /** Not yet checked: it needs the master key. */
  readonly mac: Bytes;
  /** Every byte before the MAC. */
  readonly signed: Bytes;
}

const bodyLength = slotLength - 1 - idLength;
const passphraseFieldsLength = 4 + 4 + argon2SaltLength + wrappedKeyLength + hashLength;

function encodeSlot(slot: Slot): Bytes {
  const writer = new ByteWriter(slotLength).u8(slot.type).bytes(slot.slotId);
  if (slot.type === slotTypes.escrow) return writer.bytes(slot.body).done();
  if (slot.type === slotTypes.recovery) {
    return writer
      .bytes(encodeRecoveryFields(slot))
      .zeros(bodyLength - recoveryFieldsLength)
      .done();
  }
  return writer
    .u32(slot.parameters.passes)
    .u32(slot.parameters.memoryKib)
    .bytes(slot.salt)
    .bytes(slot.wrapped)
    .bytes(slot.commitment)
    .zeros(bodyLength - passphraseFieldsLength)
    .done();
}

function parseSlot(reader: ByteReader): Slot {
  const type = reader.u8();
  const slotId = reader.bytes(idLength);
  if (type === slotTypes.escrow) return { type, slotId, body: reader.bytes(bodyLength) };
  if (type === slotTypes.recovery) {
    const slot: RecoverySlot = { type, slotId, ...readRecoveryFields(reader) };
    reader.zeros(bodyLength - recoveryFieldsLength);
    return slot;
  }
  if (type !== slotTypes.passphrase) throw new SottoError('integrity/record-malformed');
  const slot: PassphraseSlot = {
    type,
    slotId,
    parameters: { passes: reader.u32(), memoryKib: reader.u32() },
    salt: reader.bytes(argon2SaltLength),
    wrapped: reader.bytes(wrappedKeyLength),
    commitment: reader.bytes(hashLength),
  };
  reader.zeros(bodyLength - passphraseFieldsLength);
  return slot;
}

/** The commitment covers whose slot it is and how its key was made. */
function commitmentContext(
  vaultId: Uint8Array,
  slotId: Uint8Array,
  parameters: Argon2Parameters,
  salt: Uint8Array,
): Bytes {
  return concatBytes(vaultId, slotId, new ByteWriter(8).u32(parameters.passes).u32(parameters.memoryKib).done(), salt);
}

/** Makes a slot that `passphrase` opens, in place of the one with `slotId` if given. Blocks for one key derivation. */
export function sealPassphraseSlot(
  vaultId: Uint8Array,
  passphrase: string,
  parameters: Argon2Parameters,
  masterKey: SecretKey<'vault-master'>,
  slotId = randomBytes(idLength),
): PassphraseSlot {
  const salt = randomBytes(argon2SaltLength);
  const context = commitmentContext(vaultId, slotId, parameters, salt);
  const kek = deriveKek(passphrase, salt, parameters);
  const wrapping = deriveKey(kek, 'wrap', 'slot wrap key');
  const committing = deriveKey(kek, 'commitment', 'slot commitment key');
  try {
    return {
      type: slotTypes.passphrase,
      slotId,
      parameters,
      salt,
      wrapped: wrapKey(wrapping, masterKey, 'slot wrap', context),
      commitment: mac(committing, 'slot commitment', context),
    };
  } finally {
    for (const key of [kek, wrapping, committing]) key.wipe();
  }
}

/**
 * The master key, or null when `passphrase` is not this slot's (or the slot was altered: the two cannot be told apart).
 * The commitment is compared in constant time before anything is unwrapped.
 *
 * @throws `vault/key-derivation-refused` before deriving, when the stored parameters are out of bounds.
 */
export function openPassphraseSlot(
  vaultId: Uint8Array,
  slot: PassphraseSlot,
  passphrase: string,
): SecretKey<'vault-master'> | null {
  const context = commitmentContext(vaultId, slot.slotId, slot.parameters, slot.salt);
  const kek = deriveKek(passphrase, slot.salt, slot.parameters);
  const wrapping = deriveKey(kek, 'wrap', 'slot wrap key');
  const committing = deriveKey(kek, 'commitment', 'slot commitment key');
  try {
    if (!areEqualInConstantTime(mac(committing, 'slot commitment', context), slot.commitment)) return null;
    return unwrapKey(wrapping, 'vault-master', slot.wrapped, 'slot wrap', context);
  } catch (error) {
    if (error instanceof SottoError && error.code === 'integrity/record-unauthentic') return null;
    throw error;
  } finally {
    for (const key of [kek, wrapping, committing]) key.wipe();
  }
}

/** The bytes of a slots file. */
export function encodeSlots(vaultId: Uint8Array, slots: readonly Slot[], masterKey: SecretKey<'vault-master'>): Bytes {
  if (slots.length < 1 || slots.length > maximumSlots) throw new RangeError('a vault has 1 to 16 slots');
  const signed = concatBytes(
    new ByteWriter(headLength).bytes(slotsMagic).u16(version).bytes(vaultId).u16(slots.length).done(),
    ...slots.map(encodeSlot),
  );
  const key = deriveKey(masterKey, 'slots-mac', 'slots mac key');
  try {
    return concatBytes(signed, mac(key, 'slots mac', signed));
  } finally {
    key.wipe();
  }
}

/**
 * Parses without authenticating; `areSlotsAuthentic` must follow as soon as a slot has yielded the master key.
 *
 * @throws `vault/newer-version`, `integrity/record-malformed`.
 */
export function parseSlots(bytes: Uint8Array): SlotsFile {
  const reader = new ByteReader(bytes);
  readVersion(reader, slotsMagic);
  const vaultId = reader.bytes(idLength);
  const count = reader.u16();
  if (count < 1 || count > maximumSlots) throw new SottoError('integrity/record-malformed');
  const slots = Array.from({ length: count }, () => parseSlot(reader));
  const signedLength = reader.offset;
  const storedMac = reader.bytes(hashLength);
  reader.end();
  return { vaultId, slots, mac: storedMac, signed: new ByteReader(bytes).bytes(signedLength) };
}

export function areSlotsAuthentic(file: SlotsFile, masterKey: SecretKey<'vault-master'>): boolean {
  const key = deriveKey(masterKey, 'slots-mac', 'slots mac key');
  try {
    return areEqualInConstantTime(mac(key, 'slots mac', file.signed), file.mac);
  } finally {
    key.wipe();
  }
}

/** What `state` keeps of the slots file. */
export function slotsDigest(bytes: Uint8Array): Bytes {
  return digest('slots digest', bytes);
}
