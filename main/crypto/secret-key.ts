import { copyBytes, type Bytes } from './bytes.ts';
import { keyLength, randomBytes, wipe } from './sodium.ts';

/**
 * A 32-byte key that wipes itself and throws afterwards. The name is part of the type, so a function that wants a
 * recording key cannot be given the vault master key.
 *
 * Wiping is best effort: copies that the runtime made are gone only when the process ends, which is why a lock ends it.
 */
export class SecretKey<Name extends KeyName> {
  readonly name: Name;
  #bytes: Bytes | null;

  private constructor(name: Name, bytes: Bytes) {
    this.name = name;
    this.#bytes = bytes;
  }

  /** Takes the bytes over: the caller's array is wiped. @throws RangeError unless there are exactly 32. */
  static take<Name extends KeyName>(name: Name, bytes: Uint8Array): SecretKey<Name> {
    if (bytes.length !== keyLength) throw new RangeError('a key has 32 bytes');
    const key = new SecretKey(name, copyBytes(bytes));
    wipe(bytes);
    return key;
  }

  static random<Name extends KeyName>(name: Name): SecretKey<Name> {
    return new SecretKey(name, randomBytes(keyLength));
  }

  /** Lends the bytes to `act`, which must not keep them. @throws Error once the key was wiped. */
  use<Value>(act: (bytes: Uint8Array) => Value): Value {
    if (this.#bytes === null) throw new Error('the key was wiped');
    return act(this.#bytes);
  }

  wipe(): void {
    if (this.#bytes !== null) wipe(this.#bytes);
    this.#bytes = null;
  }

  /** Never the bytes, wherever it is printed. */
  toJSON(): string {
    return `SecretKey(${this.name})`;
  }
}

/** Every kind of key of docs/vault-format.md, Keys. */
export type KeyName =
  | 'kek'
  | 'wrap'
  | 'commitment'
  | 'vault-master'
  | 'slots-mac'
  | 'state-mac'
  | 'state-wrap'
  | 'log'
  | 'log-head'
  | 'key-table'
  | 'index'
  | 'recording'
  | 'segment'
  | 'levels'
  | 'notes'
  | 'notes-text'
  | 'signing'
  | 'recovery'
  | 'recovery-seed'
  | 'recovery-mac';
