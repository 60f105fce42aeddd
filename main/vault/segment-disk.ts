import { open, stat, type FileHandle } from 'node:fs/promises';
import { SottoError } from '../../contract/sotto-error.ts';
import { syncFolder } from './sync-folder.ts';

/** What the segment writer needs of a disk, and nothing more, so that tests can make it fail. */
export interface SegmentDisk {
  /** Creates `path`, which must not exist. */
  readonly create: (path: string) => Promise<SegmentFile>;
  readonly syncFolder: (folder: string) => Promise<void>;
}

export interface SegmentFile {
  /** Writes at `position` and answers how many bytes were taken, which may be fewer than given. */
  readonly write: (bytes: Uint8Array, position: number) => Promise<number>;
  /** Durable on return, and where it was created: what nobody would find there is not saved. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const realDisk: SegmentDisk = {
  create: async (path) => {
    const handle = await open(path, 'wx', 0o600);
    return {
      write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
      sync: async () => {
        await handle.sync();
        await assertInPlace(path, handle);
      },
      close: () => handle.close(),
    };
  },
  syncFolder,
};

/**
 * A file that was moved away or removed, with its folder or alone, takes what is written without a word.
 *
 * @throws `storage/folder-gone`, and what the system throws.
 */
async function assertInPlace(path: string, handle: FileHandle): Promise<void> {
  const [there, ours] = await Promise.all([stat(path, { bigint: true }), handle.stat({ bigint: true })]);
  if (there.ino !== ours.ino || there.dev !== ours.dev) throw new SottoError('storage/folder-gone');
}
