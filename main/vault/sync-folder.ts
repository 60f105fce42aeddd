import { open } from 'node:fs/promises';

/**
 * Makes the names in `folder` durable: files created, renamed or removed there before the call survive a power cut
 * after it. Windows has no such call for a folder; NTFS journals names itself.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
