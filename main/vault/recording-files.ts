import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode, toStorageError } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';

/** docs/vault-format.md, Files: what one recording's folder holds besides its lock. */
export function segmentPath(folder: string, kind: 'audio' | 'levels', segment: number): string {
  return join(folder, `${String(segment).padStart(6, '0')}.${kind}`);
}

/** The segments of which `folder` holds sound, in order; none when there is no such folder. @throws `storage/*`. */
export async function segmentsIn(folder: string): Promise<number[]> {
  try {
    const names = await readdir(folder);
    return names
      .flatMap((name) => (/^[0-9]{6}\.audio$/.test(name) ? [Number(name.slice(0, 6))] : []))
      .sort((a, b) => a - b);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw toStorageError(error);
  }
}

/**
 * Creates a recording's folder, and the one of all recordings, unless they are there. Both are durable on return. The
 * vault's own folder is never created: where it has gone, on a stick that was pulled out, a new one would lie elsewhere.
 *
 * @throws `storage/*`.
 */
export async function makeRecordingFolder(folder: string): Promise<void> {
  const all = dirname(folder);
  try {
    await makeFolder(all);
    await makeFolder(folder);
    await syncFolder(dirname(all));
    await syncFolder(all);
  } catch (error) {
    throw toStorageError(error);
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** Bytes that the files of a recording's folder take. @throws `storage/*`. */
export async function recordingBytes(folder: string): Promise<number> {
  try {
    const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  } catch (error) {
    throw toStorageError(error);
  }
}
