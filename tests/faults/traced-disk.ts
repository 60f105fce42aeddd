import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { DiskEvent } from './disk-trace.ts';

/**
 * What a power cut may leave of what no fsync has returned for: nothing; the names and not the bytes; each second write and
 * every name.
 */
export const losses = ['all that is not synced', 'bytes that are not synced', 'each second write'] as const;
export type Loss = (typeof losses)[number];
/** Those of a disk that keeps no later bytes of a file without the earlier ones. */
export const inOrder: readonly Loss[] = ['all that is not synced', 'bytes that are not synced'];

interface Inode {
  readonly isFolder: boolean;
  bytes: Buffer;
  durable: Buffer;
  /** What was done to it since the beginning of the fsync that made `durable` what it is. */
  since: Change[];
}

type Change = (bytes: Buffer) => Buffer;

/** What an fsync makes durable when it returns: bytes of a file, or names in a folder. */
interface Sync {
  readonly inode: Inode;
  readonly bytes: Buffer;
  /** Of the changes since, those that were there when it began. */
  readonly changes: ReadonlySet<Change>;
  readonly folder: string;
  readonly names: ReadonlyMap<string, Inode>;
}

/** A disk as the calls of a traced process changed it, and as a power cut would leave it. */
export class TracedDisk {
  readonly #root: string;
  readonly #names = new Map<string, Inode>();
  readonly #durableNames = new Map<string, Inode>();
  readonly #syncs = new Map<string, Sync>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** As it lies in `folder` now, all of it durable, under the names that it had in `root`. */
  static async of(folder: string, root = folder): Promise<TracedDisk> {
    const disk = new TracedDisk(root);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const from = join(entry.parentPath, entry.name);
      const path = join(root, relative(folder, from));
      const bytes = entry.isFile() ? await readFile(from) : Buffer.alloc(0);
      const inode = { isFolder: !entry.isFile(), bytes, durable: bytes, since: [] };
      disk.#names.set(path, inode);
      disk.#durableNames.set(path, inode);
    }
    return disk;
  }

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'create': {
        const there = this.#names.get(event.path);
        if (there === undefined) this.#names.set(event.path, newInode(false));
        else if (event.empties) change(there, () => Buffer.alloc(0));
        break;
      }
      case 'write':
        this.#change(event.path, (bytes) => overwritten(bytes, event.bytes, event.at));
        break;
      case 'truncate':
        this.#change(event.path, (bytes) =>
          overwritten(bytes.subarray(0, event.length), Buffer.alloc(0), event.length),
        );
        break;
      case 'rename': {
        const inode = this.#names.get(event.from);
        this.#names.delete(event.from);
        if (inode !== undefined) this.#names.set(event.to, inode);
        break;
      }
      case 'remove':
        this.#names.delete(event.path);
        break;
      case 'make-folder':
        if (!this.#names.has(event.path)) this.#names.set(event.path, newInode(true));
        break;
      case 'sync-begins':
        this.#beginSync(event.path, event.sync);
        break;
      case 'sync-ends':
        this.#endSync(event.sync);
        break;
      case 'said':
        break;
    }
  }

  /** Writes what a power cut at this moment would leave into an empty folder. */
  async write(folder: string, loss: Loss): Promise<void> {
    await mkdir(folder, { recursive: true });
    const names = loss === 'all that is not synced' ? this.#durableNames : this.#names;
    for (const [path, inode] of [...names].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const target = join(folder, relative(this.#root, path));
      // A file in a folder whose own name is lost is lost with it.
      if (path !== this.#root && dirname(path) !== this.#root && !names.has(dirname(path))) continue;
      if (inode.isFolder) await mkdir(target, { recursive: true });
      else await writeFile(target, remains(inode, loss));
    }
  }

  #change(path: string, how: Change): void {
    const inode = this.#names.get(path);
    // A file without a name any more is nobody's.
    if (inode !== undefined) change(inode, how);
  }

  #beginSync(path: string, sync: string): void {
    const inode = this.#names.get(path) ?? newInode(true);
    const isIn = ([name]: readonly [string, Inode]): boolean => dirname(name) === path;
    const names = new Map([...this.#names].filter(isIn));
    this.#syncs.set(sync, { inode, bytes: inode.bytes, changes: new Set(inode.since), folder: path, names });
  }

  #endSync(sync: string): void {
    const ended = this.#syncs.get(sync);
    if (ended === undefined) return;
    this.#syncs.delete(sync);
    ended.inode.durable = ended.bytes;
    ended.inode.since = ended.inode.since.filter((change) => !ended.changes.has(change));
    if (!ended.inode.isFolder) return;
    for (const path of this.#durableNames.keys()) {
      if (dirname(path) === ended.folder && !ended.names.has(path)) this.#durableNames.delete(path);
    }
    for (const [path, inode] of ended.names) this.#durableNames.set(path, inode);
  }
}

function newInode(isFolder: boolean): Inode {
  const nothing = Buffer.alloc(0);
  return { isFolder, bytes: nothing, durable: nothing, since: [] };
}

function change(inode: Inode, how: Change): void {
  inode.bytes = how(inode.bytes);
  inode.since.push(how);
}

function remains({ bytes, durable, since }: Inode, loss: Loss): Buffer {
  switch (loss) {
    case 'all that is not synced':
      return durable;
    case 'bytes that are not synced':
      return overwritten(durable.subarray(0, bytes.length), Buffer.alloc(0), bytes.length);
    case 'each second write':
      return since.filter((_, index) => index % 2 === 1).reduce((left, how) => how(left), durable);
  }
}

/** With zeros where there was nothing; never the same object, as syncs keep what was there. */
function overwritten(old: Buffer, bytes: Buffer, at: number): Buffer {
  const result = Buffer.alloc(Math.max(old.length, at + bytes.length));
  old.copy(result);
  bytes.copy(result, at);
  return result;
}
