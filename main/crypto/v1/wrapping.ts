import { SottoError } from '../../../contract/sotto-error.ts';
import { concatBytes, type Bytes } from '../bytes.ts';
import { SecretKey, type KeyName } from '../secret-key.ts';
import { aeadOpen, aeadSeal, keyLength, nonceLength, randomBytes, tagLength } from '../sodium.ts';
import { labelled, type Label } from './labels.ts';

/** nonce (24) || sealed key (32) || tag (16). */
export const wrappedKeyLength = nonceLength + keyLength + tagLength;

/** `wrap(key, secret, label, context)` of docs/vault-format.md, Conventions. */
export function wrapKey(
  under: SecretKey<KeyName>,
  secret: SecretKey<KeyName>,
  label: Label,
  ...context: readonly Uint8Array[]
): Bytes {
  const nonce = randomBytes(nonceLength);
  const sealed = under.use((key) => secret.use((plain) => aeadSeal(key, nonce, plain, labelled(label, ...context))));
  return concatBytes(nonce, sealed);
}

/** @throws `integrity/record-unauthentic` when `wrapped` was not made under this key, label and context. */
export function unwrapKey<Name extends KeyName>(
  under: SecretKey<KeyName>,
  name: Name,
  wrapped: Uint8Array,
  label: Label,
  ...context: readonly Uint8Array[]
): SecretKey<Name> {
  const plain = under.use((key) =>
    aeadOpen(key, wrapped.subarray(0, nonceLength), wrapped.subarray(nonceLength), labelled(label, ...context)),
  );
  if (plain === null) throw new SottoError('integrity/record-unauthentic');
  return SecretKey.take(name, plain);
}
