import { open } from 'node:fs/promises';
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
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const realDisk: SegmentDisk = {
  create: async (path) => {
    const handle = await open(path, 'wx', 0o600);
    return {
      write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  syncFolder,
};
