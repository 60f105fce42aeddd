import { SottoError } from '../../../contract/sotto-error.ts';
import { utf8 } from '../bytes.ts';
import { SecretKey } from '../secret-key.ts';
import { argon2id, wipe } from '../sodium.ts';

/** Argon2id (RFC 9106) parameters as a slot stores them. Parallelism is 1, as libsodium fixes it. */
export interface Argon2Parameters {
  readonly passes: number;
  readonly memoryKib: number;
}

export const defaultParameters: Argon2Parameters = { passes: 3, memoryKib: 256 * 1024 };
export const minimumParameters: Argon2Parameters = { passes: 3, memoryKib: 64 * 1024 };
/** Above these a reader refuses before it runs anything: a crafted slot must not hang or starve the machine. */
export const maximumParameters: Argon2Parameters = { passes: 16, memoryKib: 1024 * 1024 };
/** Passes times KiB: 4 passes over 1 GiB, some six seconds. */
export const maximumWorkKib = 4 * 1024 * 1024;

/** @throws `vault/key-derivation-refused` outside the limits of docs/vault-format.md, Passphrase slot. */
export function assertParameters({ passes, memoryKib }: Argon2Parameters): void {
  const withinFloor = passes >= minimumParameters.passes && memoryKib >= minimumParameters.memoryKib;
  const withinCeiling =
    passes <= maximumParameters.passes &&
    memoryKib <= maximumParameters.memoryKib &&
    passes * memoryKib <= maximumWorkKib;
  if (!withinFloor || !withinCeiling) throw new SottoError('vault/key-derivation-refused', { passes, memoryKib });
}

/** Unicode NFC, then Argon2id. Blocks for about a second. @throws `vault/key-derivation-refused`. */
export function deriveKek(passphrase: string, salt: Uint8Array, parameters: Argon2Parameters): SecretKey<'kek'> {
  assertParameters(parameters);
  const bytes = utf8(passphrase.normalize('NFC'));
  try {
    return SecretKey.take('kek', argon2id(bytes, salt, parameters.passes, parameters.memoryKib * 1024));
  } finally {
    wipe(bytes);
  }
}
