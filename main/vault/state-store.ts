import type { Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { encodeState, type State } from '../crypto/v1/state.ts';
import { writeCopies } from './copies.ts';
import type { Disk } from './disk.ts';
import { fileNames } from './vault-files.ts';

export type StateChanges = Partial<Omit<State, 'vaultId' | 'sequence'>>;

/** The state of an open vault: the one point at which anything becomes so. Calls must not overlap. */
export class StateStore {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #masterKey: SecretKey<'vault-master'>;
  #current: State;
  #lastSequence: number;

  /** `masterKey` stays the caller's. `state` is what both copies hold. */
  constructor(disk: Disk, folder: string, masterKey: SecretKey<'vault-master'>, state: State) {
    this.#disk = disk;
    this.#folder = folder;
    this.#masterKey = masterKey;
    this.#current = state;
    this.#lastSequence = state.sequence;
  }

  /** What both copies held after the last commit that succeeded. */
  get current(): State {
    return this.#current;
  }

  /** A state of the same vault that comes after every one of these, under another master key. */
  rekeyed(changes: StateChanges, masterKey: SecretKey<'vault-master'>): Bytes {
    this.#lastSequence += 1;
    return encodeState({ ...this.#current, ...changes, sequence: this.#lastSequence }, masterKey);
  }

  /**
   * Both copies are durable on return.
   *
   * @throws `storage/*`: then an opening may find the old state or the new one, and `current` is the old one. Its
   * sequence is not used again, for one copy may bear it already.
   */
  async commit(changes: StateChanges): Promise<void> {
    this.#lastSequence += 1;
    const next: State = { ...this.#current, ...changes, sequence: this.#lastSequence };
    await writeCopies(this.#disk, this.#folder, fileNames.state, encodeState(next, this.#masterKey));
    this.#current = next;
  }
}
