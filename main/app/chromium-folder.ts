import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What Chromium writes for Electron's default session, in which no page of ours ever is (docs/files.md). By name, so that
 * nothing goes that somebody else put there.
 */
const leftByChromium = [
  'Code Cache',
  'Cookies',
  'Cookies-journal',
  'Crashpad',
  'DIPS',
  'DIPS-wal',
  'DawnGraphiteCache',
  'DawnWebGPUCache',
  'DevToolsActivePort',
  'Dictionaries',
  'GPUCache',
  'Local State',
  'Local Storage',
  'Network Persistent State',
  'Preferences',
  'Session Storage',
  'Shared Dictionary',
  'SharedStorage',
  'SharedStorage-wal',
  'Trust Tokens',
  'Trust Tokens-journal',
  'blob_storage',
];

/**
 * Takes away what the last run left: it names nobody, but tells when the app ran and holds numbers by which an installation
 * could be known again. Whoever calls this is the only one who runs on this folder.
 */
export function clearChromiumFolder(folder: string): void {
  for (const name of leftByChromium) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // What cannot be removed Chromium goes on with.
    }
  }
}
