import { join } from 'node:path';
import type { NotesId, RecordingId, SlotId, VaultId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { copyBytes, type Bytes } from '../crypto/bytes.ts';
import { SecretKey } from '../crypto/secret-key.ts';
import type { LogKeys } from '../crypto/v1/log-entry.ts';
import type { Label } from '../crypto/v1/labels.ts';
import type { Slot } from '../crypto/v1/slots.ts';
import { lookAtCopy, type LookedAtCopy } from './another-copy.ts';
import { copyKeyFiles } from './copy-key-files.ts';
import { findDamagedCopies } from './damaged-copies.ts';
import type { Signing } from '../crypto/v1/minisign.ts';
import { sign, signingPublicKey, signUnlabelled, type SigningSeed } from '../crypto/v1/signing-key.ts';
import type { Disk } from './disk.ts';
import { rekeyFiles, type Renewal } from './rekey-files.ts';
import type { SlotStore } from './slot-store.ts';
import { indexPath, logName } from './vault-files.ts';
import type { KeyOwnerId, OpenKeyTable } from './key-table-store.ts';
import type { StateStore } from './state-store.ts';
import type { Unlock } from './unlock.ts';
import type { Reserve } from './reserve.ts';

/** What opening or creating a vault hands over. */
export interface VaultParts {
  readonly folder: string;
  readonly disk: Disk;
  readonly vaultId: VaultId;
  readonly masterKey: SecretKey<'vault-master'>;
  readonly indexKey: SecretKey<'index'>;
  readonly logKeys: LogKeys;
  readonly states: StateStore;
  readonly keyTable: OpenKeyTable;
  readonly slots: SlotStore;
  /** The slot that the vault was opened or made by; null when it was none. */
  readonly openedBy: SlotId | null;
  readonly reserve: Reserve;
}

/**
 * An open vault: its keys, and the three things that may be done to its state. Whoever has one holds the vault's lock.
 * Writes are carried out one after the other, in the order they were asked for.
 */
export class Vault {
  readonly vaultId: VaultId;
  readonly folder: string;
  /** The index database and its key, which is the vault's and is wiped by `close`. */
  readonly index: { readonly path: string; readonly key: SecretKey<'index'> };
  /** The vault's; wiped by `close`. */
  readonly logKeys: LogKeys;
  readonly logPath: string;
  readonly disk: Disk;
  /** The slot that it was opened or made by; null when it was none. */
  readonly openedBy: SlotId | null;
  readonly #parts: VaultParts;
  #writes: Promise<unknown> = Promise.resolve();
  #isSpent = false;

  constructor(parts: VaultParts) {
    this.#parts = parts;
    this.vaultId = parts.vaultId;
    this.folder = parts.folder;
    this.disk = parts.disk;
    this.index = { path: indexPath(parts.folder, parts.states.current.indexGeneration), key: parts.indexKey };
    this.logKeys = parts.logKeys;
    this.logPath = join(parts.folder, logName(parts.states.current.indexGeneration));
    this.openedBy = parts.openedBy;
  }

  /** What the state remembers of the log: entries it held, and the digest of its heads then. */
  get committedLog(): { readonly count: number; readonly headsDigest: Bytes } {
    const { logCount, headsDigest } = this.#parts.states.current;
    return { count: logCount, headsDigest };
  }

  /** Both copies of the state are durable on return. @throws `storage/*`; then the log is ahead, as it may be. */
  commitLog(count: number, headsDigest: Bytes): Promise<void> {
    return this.#inTurn(() => this.#parts.states.commit({ logCount: count, headsDigest }));
  }

  /**
   * Makes a key for a recording that has none yet. Both copies of the new key table and of the state are durable on
   * return. @throws `request/conflict` when it has one, `storage/*`.
   */
  addRecordingKey(recordingId: RecordingId): Promise<void> {
    return this.#inTurn(() => this.#parts.keyTable.add(recordingId, 'recording'));
  }

  /** A fresh copy that the caller wipes, or null when the recording has no key (any more). */
  recordingKey(recordingId: RecordingId): SecretKey<'recording'> | null {
    return this.#parts.keyTable.open(recordingId, 'recording');
  }

  /** As `addRecordingKey`, for the notes of a session. */
  addNotesKey(notesId: NotesId): Promise<void> {
    return this.#inTurn(() => this.#parts.keyTable.add(notesId, 'notes'));
  }

  /** A fresh copy that the caller wipes, or null when the notes have no key (any more). */
  notesKey(notesId: NotesId): SecretKey<'notes'> | null {
    return this.#parts.keyTable.open(notesId, 'notes');
  }

  hasKey(id: KeyOwnerId): boolean {
    return this.#parts.keyTable.has(id);
  }

  /** Of the table of keys that counts now. */
  get keyTableGeneration(): number {
    return this.#parts.states.current.keyTableGeneration;
  }

  /** Every id that has a key; that of some notes looks like that of a recording, and only the log tells the two apart. */
  get recordingIds(): readonly RecordingId[] {
    return this.#parts.keyTable.recordingIds;
  }

  /** The file that holds the ways in, as it is on the disk. */
  get slotsFile(): Bytes {
    return this.#parts.slots.file;
  }

  /** Every way in, oldest first. */
  get slots(): readonly Slot[] {
    return this.#parts.slots.slots;
  }

  /**
   * Puts other slots in the place of those there are; `make` is lent the master key. Slots and state are durable on return.
   * @throws what `make` throws, `storage/*`: see `SlotStore.change`.
   */
  changeSlots(make: (slots: readonly Slot[], masterKey: SecretKey<'vault-master'>) => readonly Slot[]): Promise<void> {
    const { slots, masterKey } = this.#parts;
    return this.#inTurn(() => slots.change(make(slots.slots, masterKey)));
  }

  /**
   * Gives the vault new keys (rekey-files.ts). Afterwards this one is spent, and so it is when the change failed where it
   * is not known whether it came to be: nothing can be written any more, and the vault must be opened anew.
   *
   * @throws what the parts of `renewal` throw, `storage/*`.
   */
  rekey(renewal: Renewal): Promise<void> {
    return this.#inTurn(() =>
      rekeyFiles(this.#parts, renewal, () => {
        this.#isSpent = true;
      }),
    );
  }

  /** It has been given new keys, or may have been. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** Ed25519 by the vault's signing key, of `labelled(label, parts)`. @throws `vault/key-table-damaged`. */
  sign(label: Label, ...parts: readonly Uint8Array[]): Bytes {
    return this.#withSigningSeed((seed) => sign(seed, label, ...parts));
  }

  /** For `minisignSignature` and nothing else. @throws `vault/key-table-damaged`. */
  get signing(): Signing {
    return {
      publicKey: this.signingPublicKey,
      sign: (message) => this.#withSigningSeed((seed) => signUnlabelled(seed, message)),
    };
  }

  /** What `sign` is checked with, by `isSigned`; `fingerprintOf` it is what a person compares. */
  get signingPublicKey(): Bytes {
    return this.#withSigningSeed(signingPublicKey);
  }

  /**
   * Destroys the keys of these recordings: a table without them under a new key-table key, both state copies, and
   * the files of the old table removed, all durable on return. Recordings that have no key are passed over, so that
   * an interrupted destruction is finished by asking again. Works on a full disk. @throws `storage/*`.
   */
  destroyRecordingKeys(recordingIds: readonly RecordingId[]): Promise<void> {
    return this.#destroyKeys(recordingIds);
  }

  /** As `destroyRecordingKeys`. */
  destroyNotesKey(notesId: NotesId): Promise<void> {
    return this.#destroyKeys([notesId]);
  }

  /**
   * Runs `act` with the reserved room given free first if the disk is (nearly) full, and takes the room again
   * afterwards as far as it can. For the steps of a deletion and nothing else: what others eat, a deletion lacks.
   */
  usingReserve<Value>(act: () => Promise<Value>): Promise<Value> {
    return this.#parts.reserve.using(act);
  }

  /**
   * Reads the files with copies again, and changes nothing.
   *
   * @returns the names of those that are not what the open vault goes by. @throws `storage/*`.
   */
  findDamagedCopies(): Promise<string[]> {
    const { disk, folder, states, masterKey } = this.#parts;
    return this.#inTurn(() => findDamagedCopies(disk, folder, states.current, masterKey));
  }

  /** Runs `act` while nothing writes key table and state. */
  whileStill<Value>(act: (keyTableGeneration: number) => Promise<Value>): Promise<Value> {
    return this.#inTurn(() => act(this.#parts.states.current.keyTableGeneration));
  }

  /**
   * Writes key table, slots and state to another folder (copy-key-files.ts), while nothing writes them here.
   *
   * @throws `vault/key-table-damaged`, what `writeOthers` throws, `storage/*`.
   */
  copyKeyFiles(to: string, writeOthers: () => Promise<void>): Promise<void> {
    return this.#inTurn(() => copyKeyFiles(this.#parts, to, writeOthers));
  }

  /** Looks at a copy of this vault in another folder, without changing anything there. @throws `storage/*`. */
  lookAtCopy(folder: string): Promise<LookedAtCopy> {
    return lookAtCopy(this.disk, folder, this.#parts.masterKey, this.vaultId);
  }

  /** Opens a copy of this vault by the key that is in memory, whatever its slots ask for (open-copy.ts). */
  get unlockCopy(): Unlock {
    const masterKey = () => this.#parts.masterKey.use((bytes) => SecretKey.take('vault-master', copyBytes(bytes)));
    return () => Promise.resolve({ masterKey: masterKey(), slotId: null });
  }

  /** Wipes the keys; nothing may be asked of the vault afterwards. */
  close(): void {
    this.#parts.keyTable.wipe();
    const { sealing, heads } = this.logKeys;
    for (const key of [this.#parts.masterKey, this.index.key, sealing, heads]) key.wipe();
  }

  #withSigningSeed<Value>(act: (seed: SigningSeed) => Value): Value {
    const seed = this.#parts.keyTable.openSigningSeed();
    try {
      return act(seed);
    } finally {
      seed.wipe();
    }
  }

  #destroyKeys(ids: readonly KeyOwnerId[]): Promise<void> {
    return this.usingReserve(() => this.#inTurn(() => this.#parts.keyTable.destroy(ids)));
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#writes.then(() => {
      if (this.#isSpent) throw new SottoError('vault/locked');
      return act();
    });
    this.#writes = turn.catch(() => undefined);
    return turn;
  }
}
