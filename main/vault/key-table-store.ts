import { join } from 'node:path';
import { recordingIdSchema, type RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, toHex } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import {
  encodeKeyTable,
  keyTableDigest,
  openKeyTableEntry,
  sealKeyTableEntry,
  type KeyTable,
  type KeyTableEntry,
} from '../crypto/v1/key-table.ts';
import { wrapKeyTableKey } from '../crypto/v1/state.ts';
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

/**
 * The recording keys of an open vault. Every change is a new generation of the table; the old one stays until both
 * copies of the state name the new one. Changes must not overlap.
 */
export class OpenKeyTable {
  readonly #parts: KeyTableParts;
  #entries: ReadonlyMap<RecordingId, KeyTableEntry>;
  #keyTableKey: SecretKey<'key-table'>;
  #lastGeneration: number;

  constructor(parts: KeyTableParts) {
    this.#parts = parts;
    this.#entries = byRecording(parts.table.entries);
    this.#keyTableKey = parts.keyTableKey;
    this.#lastGeneration = Math.max(parts.lastGeneration, parts.table.generation);
  }

  get recordingIds(): readonly RecordingId[] {
    return [...this.#entries.keys()];
  }

  /** A fresh copy of a recording's key, or null. @throws `vault/key-table-damaged`. */
  open(recordingId: RecordingId): SecretKey<'recording'> | null {
    const entry = this.#entries.get(recordingId);
    return entry === undefined ? null : this.#openEntry(entry);
  }

  /** @throws `request/conflict` when the recording has a key, `storage/*`. */
  async add(recordingId: RecordingId): Promise<void> {
    if (this.#entries.has(recordingId)) throw new SottoError('request/conflict');
    const recordingKey = SecretKey.random('recording');
    try {
      const entry = sealKeyTableEntry(this.#keyTableKey, this.#vaultId, fromHex(recordingId), recordingKey);
      await this.#renew([...this.#entries.values(), entry], this.#keyTableKey);
    } finally {
      recordingKey.wipe();
    }
    // The old table holds nothing that the new one does not: if it cannot be removed now, the next change does it.
    await this.#removeOtherGenerations().catch(() => undefined);
  }

  /** See `Vault.destroyRecordingKeys`. @throws `storage/*`, `vault/key-table-damaged`. */
  async destroy(recordingIds: readonly RecordingId[]): Promise<void> {
    if (recordingIds.some((recordingId) => this.#entries.has(recordingId))) {
      const kept = [...this.#entries].filter(([recordingId]) => !recordingIds.includes(recordingId));
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

  wipe(): void {
    this.#keyTableKey.wipe();
  }

  get #vaultId(): Uint8Array {
    return this.#parts.table.vaultId;
  }

  #openEntry(entry: KeyTableEntry): SecretKey<'recording'> {
    try {
      return openKeyTableEntry(this.#keyTableKey, this.#vaultId, entry);
    } catch (error) {
      if (error instanceof SottoError) throw new SottoError('vault/key-table-damaged');
      throw error;
    }
  }

  #rewrap(entry: KeyTableEntry, newKey: SecretKey<'key-table'>): KeyTableEntry {
    const recordingKey = this.#openEntry(entry);
    try {
      return sealKeyTableEntry(newKey, this.#vaultId, entry.recordingId, recordingKey);
    } finally {
      recordingKey.wipe();
    }
  }

  /** On failure the table, its key and the generation that counts stay as they were. */
  async #renew(entries: readonly KeyTableEntry[], keyTableKey: SecretKey<'key-table'>): Promise<void> {
    const { disk, folder, masterKey, states, table } = this.#parts;
    // Never one that was tried before: one state copy may already name it, with the digest of what it held then.
    this.#lastGeneration += 1;
    const generation = this.#lastGeneration;
    const bytes = encodeKeyTable({ vaultId: table.vaultId, generation, entries });
    await writeCopies(disk, folder, keyTableNames(generation), bytes);
    await states.commit({
      keyTableGeneration: generation,
      keyTableDigest: keyTableDigest(bytes),
      wrappedKeyTableKey: wrapKeyTableKey(masterKey, keyTableKey, table.vaultId, generation),
    });
    const oldKey = this.#keyTableKey;
    this.#entries = byRecording(entries);
    this.#keyTableKey = keyTableKey;
    if (oldKey !== keyTableKey) oldKey.wipe();
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

function byRecording(entries: readonly KeyTableEntry[]): ReadonlyMap<RecordingId, KeyTableEntry> {
  return new Map(entries.map((entry) => [recordingIdSchema.parse(toHex(entry.recordingId)), entry]));
}
