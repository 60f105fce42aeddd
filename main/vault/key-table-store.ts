import { join } from 'node:path';
import { recordingIdSchema, type NotesId, type RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, toHex } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import {
  encodeKeyTable,
  keyTableDigest,
  openKeyTableEntry,
  sealKeyTableEntry,
  type EntryKeyName,
  type KeyTable,
  type KeyTableEntry,
} from '../crypto/v1/key-table.ts';
import type { SigningSeed } from '../crypto/v1/signing-key.ts';
import { wrapKeyTableKey, type State } from '../crypto/v1/state.ts';
import { writeCopies } from './copies.ts';
import type { Disk } from './disk.ts';
import type { StateStore } from './state-store.ts';
import { keyTableGeneration, keyTableNames } from './vault-files.ts';

export interface KeyTableParts {
  readonly disk: Disk;
  readonly folder: string;
  /** Stays the caller's. */
  readonly masterKey: SecretKey<'vault-master'>;
  readonly states: StateStore;
  /** The table that the state names. */
  readonly table: KeyTable;
  /** Taken over. */
  readonly keyTableKey: SecretKey<'key-table'>;
  /** The highest generation of which the folder holds a file: none of these is written again. */
  readonly lastGeneration: number;
}

type KeyTableChanges = Pick<State, 'keyTableGeneration' | 'keyTableDigest' | 'wrappedKeyTableKey'>;

/** Whoever may have a key of their own, to be destroyed with it. */
export type KeyOwnerId = RecordingId | NotesId;

/**
 * The keys of the recordings and the notes of an open vault, and the seed of its signing key. Every change is a new generation of the table; the old one stays until both
 * copies of the state name the new one. Changes must not overlap.
 */
export class OpenKeyTable {
  readonly #parts: KeyTableParts;
  #entries: ReadonlyMap<string, KeyTableEntry>;
  #keyTableKey: SecretKey<'key-table'>;
  #lastGeneration: number;

  constructor(parts: KeyTableParts) {
    this.#parts = parts;
    this.#entries = byOwner(parts.table.entries);
    this.#keyTableKey = parts.keyTableKey;
    this.#lastGeneration = Math.max(parts.lastGeneration, parts.table.generation);
  }

  /** Whoever has a key, the vault itself not counted. */
  get recordingIds(): readonly RecordingId[] {
    const own = toHex(this.#vaultId);
    return [...this.#entries.keys()].filter((id) => id !== own).map((id) => recordingIdSchema.parse(id));
  }

  /** A fresh copy of the seed of the vault's signing key. @throws `vault/key-table-damaged`. */
  openSigningSeed(): SigningSeed {
    const entry = this.#entries.get(toHex(this.#vaultId));
    if (entry === undefined) throw new SottoError('vault/key-table-damaged');
    return this.#openEntry(entry, 'signing');
  }

  has(id: KeyOwnerId): boolean {
    return this.#entries.has(id);
  }

  /** A fresh copy of a key, or null. @throws `vault/key-table-damaged`. */
  open<Name extends EntryKeyName>(id: KeyOwnerId, name: Name): SecretKey<Name> | null {
    const entry = this.#entries.get(id);
    return entry === undefined ? null : this.#openEntry(entry, name);
  }

  /** @throws `request/conflict` when it has a key, `storage/*`. */
  async add(id: KeyOwnerId, name: EntryKeyName): Promise<void> {
    if (this.#entries.has(id)) throw new SottoError('request/conflict');
    const key = SecretKey.random(name);
    try {
      const entry = sealKeyTableEntry(this.#keyTableKey, this.#vaultId, fromHex(id), key);
      await this.#renew([...this.#entries.values(), entry], this.#keyTableKey);
    } finally {
      key.wipe();
    }
    // The old table holds nothing that the new one does not: if it cannot be removed now, the next change does it.
    await this.#removeOtherGenerations().catch(() => undefined);
  }

  /** See `Vault.destroyRecordingKeys`. @throws `storage/*`, `vault/key-table-damaged`. */
  async destroy(ids: readonly KeyOwnerId[]): Promise<void> {
    if (ids.some((id) => this.#entries.has(id))) {
      const gone = new Set<string>(ids);
      const kept = [...this.#entries].filter(([id]) => !gone.has(id));
      const newKey = SecretKey.random('key-table');
      try {
        await this.#renew(
          kept.map(([, entry]) => this.#rewrap(entry, newKey)),
          newKey,
        );
      } finally {
        if (this.#keyTableKey !== newKey) newKey.wipe();
      }
    }
    await this.#removeOtherGenerations();
  }

  /**
   * Writes a table of the next generation with every key under a new key-table key, for a state under another master key.
   * Nothing of this one changes. @throws `storage/*`, `vault/key-table-damaged`.
   */
  async writeRekeyed(masterKey: SecretKey<'vault-master'>): Promise<KeyTableChanges> {
    const newKey = SecretKey.random('key-table');
    try {
      const entries = [...this.#entries.values()].map((entry) => this.#rewrap(entry, newKey));
      return await this.#write(entries, newKey, masterKey);
    } finally {
      newKey.wipe();
    }
  }

  wipe(): void {
    this.#keyTableKey.wipe();
  }

  get #vaultId(): Uint8Array {
    return this.#parts.table.vaultId;
  }

  #openEntry<Name extends EntryKeyName>(entry: KeyTableEntry, name: Name): SecretKey<Name> {
    try {
      return openKeyTableEntry(this.#keyTableKey, this.#vaultId, entry, name);
    } catch (error) {
      if (error instanceof SottoError) throw new SottoError('vault/key-table-damaged');
      throw error;
    }
  }

  #rewrap(entry: KeyTableEntry, newKey: SecretKey<'key-table'>): KeyTableEntry {
    // Either name will do: the wrap is the same, and the key goes no further.
    const key = this.#openEntry(entry, 'recording');
    try {
      return sealKeyTableEntry(newKey, this.#vaultId, entry.ownerId, key);
    } finally {
      key.wipe();
    }
  }

  /** On failure the table, its key and the generation that counts stay as they were. */
  async #renew(entries: readonly KeyTableEntry[], keyTableKey: SecretKey<'key-table'>): Promise<void> {
    const { masterKey, states } = this.#parts;
    await states.commit(await this.#write(entries, keyTableKey, masterKey));
    const oldKey = this.#keyTableKey;
    this.#entries = byOwner(entries);
    this.#keyTableKey = keyTableKey;
    if (oldKey !== keyTableKey) oldKey.wipe();
  }

  /** Both copies are durable on return; what the state is to say of them. */
  async #write(
    entries: readonly KeyTableEntry[],
    keyTableKey: SecretKey<'key-table'>,
    masterKey: SecretKey<'vault-master'>,
  ): Promise<KeyTableChanges> {
    const { disk, folder, table } = this.#parts;
    // Never one that was tried before: one state copy may already name it, with the digest of what it held then.
    this.#lastGeneration += 1;
    const generation = this.#lastGeneration;
    const bytes = encodeKeyTable({ vaultId: table.vaultId, generation, entries });
    await writeCopies(disk, folder, keyTableNames(generation), bytes);
    return {
      keyTableGeneration: generation,
      keyTableDigest: keyTableDigest(bytes),
      wrappedKeyTableKey: wrapKeyTableKey(masterKey, keyTableKey, table.vaultId, generation),
    };
  }

  async #removeOtherGenerations(): Promise<void> {
    const { disk, folder, states } = this.#parts;
    const others = (await disk.list(folder)).filter((name) => {
      const generation = keyTableGeneration(name);
      return generation !== null && generation !== states.current.keyTableGeneration;
    });
    for (const name of others) await disk.remove(join(folder, name));
    if (others.length > 0) await disk.syncFolder(folder);
  }
}

function byOwner(entries: readonly KeyTableEntry[]): ReadonlyMap<string, KeyTableEntry> {
  return new Map(entries.map((entry) => [toHex(entry.ownerId), entry]));
}
