import { readFileSync, realpathSync } from 'node:fs';
import type { FolderPlace } from '../../contract/app-state.ts';

/** As the clients of these services name their folders, also with the name of an account behind. */
const syncedNames = [
  /^(onedrive|dropbox|google ?drive|icloud ?drive|nextcloud|owncloud)\b/,
  // Of Google Drive on Windows, of iCloud Drive and of all others on macOS.
  /^(my drive|mobile documents|cloudstorage)$/,
];

/** Types of file systems of Linux whose files lie on another computer. */
const networkTypes: ReadonlySet<string> = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'afs',
  'ceph',
  'fuse.ceph',
  'fuse.davfs',
  'fuse.glusterfs',
  'fuse.gvfsd-fuse',
  'fuse.rclone',
  'fuse.sshfs',
]);

/** What kind of place `folder` is in, wherever links lead. It is a guess by names, and stops nothing. */
export function folderPlace(folder: string): FolderPlace {
  return judgePlace(unlinked(folder), process.platform, process.platform === 'linux' ? readMounts() : '');
}

/** `mounts`: Linux' own table of what is mounted where. */
export function judgePlace(folder: string, platform: NodeJS.Platform, mounts: string): FolderPlace {
  const names = folder.toLowerCase().split(platform === 'win32' ? /[\\/]/ : '/');
  if (names.some((name) => syncedNames.some((synced) => synced.test(name)))) return 'synced';
  if (platform === 'win32') return folder.startsWith('\\\\') ? 'network' : 'plain';
  return networkTypes.has(typeOfMount(folder, mounts)) ? 'network' : 'plain';
}

/** Of the innermost mount that holds `folder`; of several in one place the last is what is seen. */
function typeOfMount(folder: string, mounts: string): string {
  let innermost = { point: '', type: '' };
  for (const line of mounts.split('\n')) {
    const [, escaped = '', type = ''] = line.split(' ');
    const point = escaped.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
    const isAround = point !== '' && `${folder}/`.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (isAround && point.length >= innermost.point.length) innermost = { point, type };
  }
  return innermost.type;
}

function unlinked(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    // It is not there; what is said of it is about its name.
    return folder;
  }
}

function readMounts(): string {
  try {
    return readFileSync('/proc/self/mounts', 'utf8');
  } catch {
    return '';
  }
}
