import { access, constants, mkdir, open, readdir, rename, stat, statfs, unlink } from 'node:fs/promises';
import type { Bytes } from '../crypto/bytes.ts';
import { systemCode, toStorageError } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';

/** An open file, as much of one as the vault needs. */
export interface DiskFile {
  /** Writes all of `bytes` at `offsetBytes`; not durable before `sync`. */
  readonly write: (bytes: Uint8Array, offsetBytes: number) => Promise<void>;
  readonly truncate: (lengthBytes: number) => Promise<void>;
  /** Durable on return. A failed sync must not be repeated on the same file: what it lost is not known. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The disk under a vault's own files; recordings have theirs. Narrow, so that a test can fail or cut the power at
 * every single call. Every call throws `storage/*` and nothing else.
 */
export interface Disk {
  /** The file's first `atMostBytes`, or null when there is no such file. */
  readonly read: (path: string, atMostBytes: number) => Promise<Bytes | null>;
  /** Bytes in the file, or null when there is none. */
  readonly size: (path: string) => Promise<number | null>;
  /** The names in a folder. */
  readonly list: (folder: string) => Promise<string[]>;
  /** `new` creates an empty file, emptying one that was there; `existing` opens for writing in place. */
  readonly open: (path: string, mode: 'new' | 'existing') => Promise<DiskFile>;
  /** Replaces `to` if it is there. Durable after `syncFolder`. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** No error when there is no such file. Durable after `syncFolder`. */
  readonly remove: (path: string) => Promise<void>;
  /** Creates `folder` and those above it, unless they are there. */
  readonly makeFolder: (folder: string) => Promise<void>;
  /** Makes the names in `folder` durable. */
  readonly syncFolder: (folder: string) => Promise<void>;
  /** Throws when the system already knows that nothing can be written in `folder`; says nothing of its free space. */
  readonly assertWritable: (folder: string) => Promise<void>;
  /** Bytes that may still be written in `folder`. */
  readonly freeBytes: (folder: string) => Promise<number>;
}

/** The real one. */
export const nodeDisk: Disk = {
  read: async (path, atMostBytes) => {
    try {
      return await readStart(path, atMostBytes);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw toStorageError(error);
    }
  },
  size: async (path) => {
    try {
      return (await stat(path)).size;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw toStorageError(error);
    }
  },
  list: (folder) => mapped(readdir(folder)),
  open: async (path, mode) => {
    const handle = await mapped(open(path, mode === 'new' ? 'w' : 'r+', 0o600));
    return {
      write: (bytes, offsetBytes) =>
        mapped(
          (async () => {
            for (let done = 0; done < bytes.length;) {
              done += (await handle.write(bytes, done, bytes.length - done, offsetBytes + done)).bytesWritten;
            }
          })(),
        ),
      truncate: (lengthBytes) => mapped(handle.truncate(lengthBytes)),
      sync: () => mapped(handle.sync()),
      close: () => mapped(handle.close()),
    };
  },
  rename: (from, to) => mapped(rename(from, to)),
  remove: async (path) => {
    try {
      await unlink(path);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw toStorageError(error);
    }
  },
  makeFolder: async (folder) => {
    await mapped(mkdir(folder, { recursive: true, mode: 0o700 }));
  },
  syncFolder: (folder) => mapped(syncFolder(folder)),
  assertWritable: (folder) => mapped(access(folder, constants.W_OK)),
  freeBytes: async (folder) => {
    const { bavail, bsize } = await mapped(statfs(folder));
    return bavail * bsize;
  },
};

async function readStart(path: string, atMostBytes: number): Promise<Bytes> {
  const handle = await open(path, 'r');
  try {
    const bytes = new Uint8Array(Math.min((await handle.stat()).size, atMostBytes));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

async function mapped<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    throw toStorageError(error);
  }
}
