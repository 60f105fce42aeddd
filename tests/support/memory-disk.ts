import { dirname } from 'node:path';
import { SottoError } from '../../contract/sotto-error.ts';
import { concatBytes, copyBytes, type Bytes } from '../../main/crypto/bytes.ts';
import type { Disk, DiskFile } from '../../main/vault/disk.ts';

/** What a power cut may leave of what was not synced. `killed`: all of it, for only the process died. */
export const aftermaths = ['killed', 'unsynced lost', 'names kept, bytes lost'] as const;
export type Aftermath = (typeof aftermaths)[number];

/** Thrown at the call at which the power is cut, and at every call after it. */
export class PowerCut extends Error {}

interface Inode {
  bytes: Bytes;
  /** As the last sync left them. */
  durable: Bytes;
}

/**
 * A disk in memory that knows what a power cut would leave of it: bytes are durable after `sync` of their file, names
 * after `syncFolder` of their folder, and nothing else is.
 */
export class MemoryDisk implements Disk {
  /** Changing calls made so far. */
  calls = 0;
  /** The changing call, counted from 1, at which the power is cut. */
  cutAt: number | null = null;
  /** The changing call that fails with `storage/io-failed` without doing anything. */
  failAt: number | null = null;
  capacityBytes = Number.POSITIVE_INFINITY;
  readonly #names: Map<string, Inode>;
  readonly #durableNames: Map<string, Inode>;
  readonly #folders: Set<string>;

  constructor(files: ReadonlyMap<string, Bytes> = new Map(), folders: Iterable<string> = ['/vault']) {
    const inodes = [...files].map(([path, bytes]) => [path, { bytes, durable: bytes }] as const);
    this.#names = new Map(inodes);
    this.#durableNames = new Map(inodes);
    this.#folders = new Set(folders);
  }

  /** The disk as the machine finds it when it starts again. */
  after(aftermath: Aftermath): MemoryDisk {
    const names = aftermath === 'unsynced lost' ? this.#durableNames : this.#names;
    const files = Array.from(names, ([path, inode]) => [path, remains(inode, aftermath)] as const);
    return new MemoryDisk(new Map(files), this.#folders);
  }

  async read(path: string, atMostBytes: number): Promise<Bytes | null> {
    const inode = this.#names.get(path);
    return inode === undefined ? null : copyBytes(inode.bytes.subarray(0, atMostBytes));
  }

  async size(path: string): Promise<number | null> {
    return this.#names.get(path)?.bytes.length ?? null;
  }

  async list(folder: string): Promise<string[]> {
    if (!this.#folders.has(folder)) throw new SottoError('storage/folder-gone');
    return [...this.#names.keys(), ...this.#folders]
      .filter((path) => dirname(path) === folder)
      .map((path) => path.slice(folder.length + 1));
  }

  async open(path: string, mode: 'new' | 'existing'): Promise<DiskFile> {
    if (mode === 'new') {
      this.#change();
      const old = this.#names.get(path);
      if (old === undefined) this.#names.set(path, { bytes: new Uint8Array(), durable: new Uint8Array() });
      else old.bytes = new Uint8Array();
    }
    const inode = this.#names.get(path);
    if (inode === undefined) throw new SottoError('storage/folder-gone');
    return this.#fileOf(inode);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#change();
    const inode = this.#names.get(from);
    if (inode === undefined) throw new SottoError('storage/folder-gone');
    this.#names.set(to, inode);
    this.#names.delete(from);
  }

  async remove(path: string): Promise<void> {
    this.#change();
    this.#names.delete(path);
  }

  async makeFolder(folder: string): Promise<void> {
    this.#change();
    this.#folders.add(folder);
  }

  async syncFolder(folder: string): Promise<void> {
    this.#change();
    for (const path of this.#durableNames.keys()) {
      if (dirname(path) === folder && !this.#names.has(path)) this.#durableNames.delete(path);
    }
    for (const [path, inode] of this.#names) if (dirname(path) === folder) this.#durableNames.set(path, inode);
  }

  async assertWritable(): Promise<void> {
    // Always.
  }

  async freeBytes(): Promise<number> {
    return this.capacityBytes - this.#usedBytes;
  }

  get #usedBytes(): number {
    return [...this.#names.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  #change(torn: () => void = () => undefined): void {
    this.calls += 1;
    if (this.cutAt !== null && this.calls >= this.cutAt) {
      if (this.calls === this.cutAt) torn();
      throw new PowerCut();
    }
    if (this.calls === this.failAt) {
      torn();
      throw new SottoError('storage/io-failed');
    }
  }

  #fileOf(inode: Inode): DiskFile {
    return {
      write: async (bytes, offsetBytes) => {
        this.#change(() => {
          inode.bytes = overwritten(inode.bytes, bytes.subarray(0, bytes.length / 2), offsetBytes);
        });
        const grown = overwritten(inode.bytes, bytes, offsetBytes);
        const room = this.capacityBytes - this.#usedBytes + inode.bytes.length;
        inode.bytes = copyBytes(grown.subarray(0, Math.max(room, inode.bytes.length)));
        if (inode.bytes.length < grown.length) throw new SottoError('storage/disk-full');
      },
      truncate: async (lengthBytes) => {
        this.#change();
        inode.bytes = copyBytes(inode.bytes.subarray(0, lengthBytes));
      },
      sync: async () => {
        this.#change();
        inode.durable = copyBytes(inode.bytes);
      },
      close: async () => undefined,
    };
  }
}

function remains({ bytes, durable }: Inode, aftermath: Aftermath): Bytes {
  switch (aftermath) {
    case 'killed':
      return bytes;
    case 'unsynced lost':
      return durable;
    case 'names kept, bytes lost':
      return concatBytes(durable.subarray(0, bytes.length), new Uint8Array(Math.max(0, bytes.length - durable.length)));
  }
}

function overwritten(old: Bytes, bytes: Uint8Array, offsetBytes: number): Bytes {
  const result = new Uint8Array(Math.max(old.length, offsetBytes + bytes.length));
  result.set(old);
  result.set(bytes, offsetBytes);
  return result;
}
