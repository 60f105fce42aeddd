import { join } from 'node:path';
import type { Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { encodeSlots, maximumSlots, parseSlots, slotLength, slotsDigest, type Slot } from '../crypto/v1/slots.ts';
import { writeAtomically } from './atomic-file.ts';
import { mendCopies, readCopies, type Copy } from './copies.ts';
import type { Disk } from './disk.ts';
import type { StateStore } from './state-store.ts';
import { fileNames } from './vault-files.ts';

/** More than the largest slots file; a longer one is damaged. */
const maximumSlotsBytes = (maximumSlots + 1) * slotLength;

export function readSlotCopies(disk: Disk, folder: string): Promise<readonly [Copy, Copy]> {
  return readCopies(disk, folder, fileNames.slots, maximumSlotsBytes);
}

export interface SlotStoreParts {
  readonly disk: Disk;
  readonly folder: string;
  /** Stays the caller's. */
  readonly masterKey: SecretKey<'vault-master'>;
  readonly states: StateStore;
  /** The slots file that the state names. */
  readonly bytes: Bytes;
}

/** The slots of an open vault. Calls must not overlap with each other or with other commits of the state. */
export class SlotStore {
  readonly #parts: SlotStoreParts;
  #bytes: Bytes;
  #slots: readonly Slot[];
  /** A commit failed, so that one copy of the state may name slots that did not come to be. */
  #isUnsettled = false;

  constructor(parts: SlotStoreParts) {
    this.#parts = parts;
    this.#bytes = parts.bytes;
    this.#slots = parseSlots(parts.bytes).slots;
  }

  get slots(): readonly Slot[] {
    return this.#slots;
  }

  /**
   * The new slots go into the first copy, then the state names them, then they go into the second: at each moment a copy
   * holds what the state names. All of it is durable on return.
   *
   * @throws `storage/*`: then the slots are the old ones or the new ones, as `slots` says; the next opening may find the
   * new ones even where it says the old.
   */
  async change(slots: readonly Slot[]): Promise<void> {
    const { disk, folder, masterKey, states, bytes } = this.#parts;
    await this.#settle();
    const next = encodeSlots(parseSlots(bytes).vaultId, slots, masterKey);
    await writeAtomically(disk, join(folder, fileNames.slots[0]), next);
    this.#isUnsettled = true;
    await states.commit({ slotsDigest: slotsDigest(next) });
    this.#isUnsettled = false;
    this.#bytes = next;
    this.#slots = slots;
    await writeAtomically(disk, join(folder, fileNames.slots[1]), next);
  }

  /** Both copies are the slots that both states name, so that the first copy may be written over. */
  async #settle(): Promise<void> {
    const { disk, folder, states } = this.#parts;
    if (this.#isUnsettled) await states.commit({});
    this.#isUnsettled = false;
    const copies = await readSlotCopies(disk, folder);
    await mendCopies(disk, folder, copies, this.#bytes);
  }
}
