import { concatBytes, utf8, type Bytes } from '../bytes.ts';
import { SecretKey, type KeyName } from '../secret-key.ts';
import { hash } from '../sodium.ts';

/** docs/vault-format.md, Conventions: every label is distinct, ends in a zero byte and comes before what it labels. */
export const labels = [
  'slot wrap',
  'slot commitment',
  'slot commitment key',
  'slot wrap key',
  'slots mac key',
  'slots mac',
  'state mac key',
  'state mac',
  'state wrap key',
  'state wrap key-table key',
  'state wrap index key',
  'log key',
  'log entry',
  'log head key',
  'log head',
  'heads',
  'evidence',
  'slots digest',
  'key-table digest',
  'key-table entry',
  'segment key',
  'levels key',
  'chunk key',
  'header digest',
  'chunk',
  'agreement text',
  'agreement terms',
  'notes text key',
  'notes text',
  'untouched packet',
  'key-table entry id',
  'signing key id',
  'signing key fingerprint',
  'recovery seed',
  'recovery mac key',
  'recovery anchor',
  'recovery signature',
  'log export',
  'log export entry',
  'log export end',
  'log export signature',
] as const;
export type Label = (typeof labels)[number];

export function labelled(label: Label, ...parts: readonly Uint8Array[]): Bytes {
  return concatBytes(utf8(`sotto/v1 ${label}\0`), ...parts);
}

/** `derive(key, label, context)` of the format: a subkey by keyed BLAKE2b. */
export function deriveKey<Name extends KeyName>(
  parent: SecretKey<KeyName>,
  name: Name,
  label: Label,
  ...context: readonly Uint8Array[]
): SecretKey<Name> {
  return SecretKey.take(
    name,
    parent.use((bytes) => hash(labelled(label, ...context), bytes)),
  );
}

/** `mac(key, label, parts)` of the format. */
export function mac(key: SecretKey<KeyName>, label: Label, ...parts: readonly Uint8Array[]): Bytes {
  return key.use((bytes) => hash(labelled(label, ...parts), bytes));
}

/** `digest(label, parts)` of the format. */
export function digest(label: Label, ...parts: readonly Uint8Array[]): Bytes {
  return hash(labelled(label, ...parts));
}
