import { type ByteReader, ByteWriter, concatBytes, type Bytes } from '../bytes.ts';
import { SecretKey } from '../secret-key.ts';
import {
  areEqualInConstantTime,
  boxKeyPublic,
  boxOpen,
  boxOverhead,
  boxSeal,
  hashLength,
  keyLength,
  publicKeyLength,
  signatureLength,
} from '../sodium.ts';
import { deriveKey, mac, type Label } from './labels.ts';
import type { RecoverySecret } from './recovery-words.ts';
import { isSigned } from './signing-key.ts';

/** docs/vault-format.md, Recovery slot: the master key for whoever has a printed sheet. */
export interface RecoverySlot {
  readonly type: 2;
  readonly slotId: Bytes;
  readonly publicKey: Bytes;
  /** Of the vault, vouched for by the anchor. */
  readonly signingKey: Bytes;
  readonly anchor: Bytes;
  /** The master key in a sealed box to `publicKey`. */
  readonly sealed: Bytes;
  readonly signature: Bytes;
  readonly madeAtMs: number;
}

const sealedLength = keyLength + boxOverhead;
/** Of the fields behind type and id, without the zeros that follow. */
export const recoveryFieldsLength = 2 * publicKeyLength + hashLength + sealedLength + signatureLength + 8;

export function encodeRecoveryFields(slot: RecoverySlot): Bytes {
  return new ByteWriter(recoveryFieldsLength)
    .bytes(slot.publicKey)
    .bytes(slot.signingKey)
    .bytes(slot.anchor)
    .bytes(slot.sealed)
    .bytes(slot.signature)
    .u64(slot.madeAtMs)
    .done();
}

/** @throws `integrity/record-malformed`. */
export function readRecoveryFields(reader: ByteReader): Omit<RecoverySlot, 'type' | 'slotId'> {
  return {
    publicKey: reader.bytes(publicKeyLength),
    signingKey: reader.bytes(publicKeyLength),
    anchor: reader.bytes(hashLength),
    sealed: reader.bytes(sealedLength),
    signature: reader.bytes(signatureLength),
    madeAtMs: reader.u64(),
  };
}

/** The signing of the vault: `Vault.sign`, or a test's. */
export interface Signer {
  readonly publicKey: Bytes;
  readonly sign: (label: Label, ...parts: readonly Uint8Array[]) => Bytes;
}

type Place = Pick<RecoverySlot, 'slotId'>;
type Anchored = Pick<RecoverySlot, 'slotId' | 'publicKey' | 'signingKey' | 'madeAtMs'>;

/** Makes the slot of a new sheet. `secret` stays the caller's. */
export function sealRecoverySlot(
  vaultId: Uint8Array,
  slotId: Bytes,
  secret: RecoverySecret,
  masterKey: SecretKey<'vault-master'>,
  signer: Signer,
  madeAtMs: number,
): RecoverySlot {
  const publicKey = withSeed(vaultId, { slotId }, secret, boxKeyPublic);
  const anchored: Anchored = { slotId, publicKey, signingKey: signer.publicKey, madeAtMs };
  const anchor = anchorOf(vaultId, anchored, secret);
  return { type: 2, ...anchored, anchor, ...sealTo(vaultId, anchored, masterKey, signer) };
}

/** The same sheet's slot for another master key: a re-key needs no words. */
export function resealRecoverySlot(
  vaultId: Uint8Array,
  slot: RecoverySlot,
  masterKey: SecretKey<'vault-master'>,
  signer: Signer,
): RecoverySlot {
  return { ...slot, ...sealTo(vaultId, slot, masterKey, signer) };
}

/**
 * The master key, or null when the words are another sheet's or the slot was altered. Public key, anchor and signature are
 * checked before the box is opened: anyone can seal a key of their own to a public key.
 */
export function openRecoverySlot(
  vaultId: Uint8Array,
  slot: RecoverySlot,
  secret: RecoverySecret,
): SecretKey<'vault-master'> | null {
  const publicKey = withSeed(vaultId, slot, secret, boxKeyPublic);
  if (!areEqualInConstantTime(publicKey, slot.publicKey)) return null;
  if (!areEqualInConstantTime(anchorOf(vaultId, slot, secret), slot.anchor)) return null;
  const { signingKey, signature } = slot;
  if (!isSigned(signingKey, signature, 'recovery signature', signedOf(vaultId, slot, slot.sealed))) return null;
  const opened = withSeed(vaultId, slot, secret, (seed) => boxOpen(seed, slot.sealed));
  return opened === null ? null : SecretKey.take('vault-master', opened);
}

function sealTo(
  vaultId: Uint8Array,
  slot: Anchored,
  masterKey: SecretKey<'vault-master'>,
  signer: Signer,
): Pick<RecoverySlot, 'sealed' | 'signature'> {
  const sealed = masterKey.use((bytes) => boxSeal(slot.publicKey, bytes));
  return { sealed, signature: signer.sign('recovery signature', signedOf(vaultId, slot, sealed)) };
}

function signedOf(vaultId: Uint8Array, { slotId, publicKey }: Anchored, sealed: Uint8Array): Bytes {
  return concatBytes(vaultId, slotId, publicKey, sealed);
}

function anchorOf(vaultId: Uint8Array, slot: Anchored, secret: RecoverySecret): Bytes {
  const { slotId, publicKey, signingKey, madeAtMs } = slot;
  const key = deriveKey(secret, 'recovery-mac', 'recovery mac key', vaultId, slotId);
  try {
    const made = new ByteWriter(8).u64(madeAtMs).done();
    return mac(key, 'recovery anchor', vaultId, slotId, publicKey, signingKey, made);
  } finally {
    key.wipe();
  }
}

function withSeed<Value>(
  vaultId: Uint8Array,
  { slotId }: Place,
  secret: RecoverySecret,
  act: (seed: Uint8Array) => Value,
): Value {
  const seed = deriveKey(secret, 'recovery-seed', 'recovery seed', vaultId, slotId);
  try {
    return seed.use(act);
  } finally {
    seed.wipe();
  }
}
