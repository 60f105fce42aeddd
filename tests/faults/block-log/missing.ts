import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const programs = ['qemu-storage-daemon', 'mkfs.ext4', 'losetup'];
const devices = ['/dev/fuse', '/dev/loop-control'];

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** What this user of this machine lacks for the log of all blocks that a real file system writes; nothing when it can be had. */
export function missingForBlockLog(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/sbin', '/sbin');
  const isThere = (name: string): boolean => folders.some((folder) => isAllowed(join(folder, name), constants.X_OK));
  const missing = programs.filter((name) => !isThere(name));
  const closed = devices.filter((path) => !isAllowed(path, constants.R_OK | constants.W_OK));
  return [...missing, ...closed, ...(process.getuid?.() === 0 ? [] : ['the right to mount'])];
}
