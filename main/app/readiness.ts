import { statfs } from 'node:fs/promises';
import { reservedBytes } from '../../contract/limits.ts';
import type { Readiness } from '../../contract/recording.ts';

/**
 * What a long recording needs of the machine. It decides nothing: before a start the gate in the vault process looks at
 * the disk itself.
 */
export async function readReadiness(vaultFolder: string, isOnBattery: () => boolean | null): Promise<Readiness> {
  return { freeBytes: await freeBytesIn(vaultFolder), isOnBattery: isOnBattery() };
}

async function freeBytesIn(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return Math.max(0, bavail * bsize - reservedBytes);
  } catch {
    return null;
  }
}
