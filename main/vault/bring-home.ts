import { copyFile, open, readdir, readFile, rename, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RecordingId } from '../../contract/ids.ts';
import { liveChunkSizeBytes } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { chunkOverhead, segmentHeaderLength } from '../crypto/v1/segment.ts';
import { makeRecordingFolder, segmentPath, segmentsIn } from './recording-files.ts';
import { removeRecordingFiles } from './remove-recording-files.ts';
import { systemCode, toStorageError } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';
import { recordingFolder } from './vault-files.ts';

/**
 * Copies the segments of a recording that lie in `elsewhere`, laid out as in a vault, into the vault; there they stay
 * until `removeElsewhere`. A file that the vault has stays, unless no sound was ever saved in it. Durable on return; may
 * be interrupted and repeated. What was brought is authenticated by whoever opens it.
 *
 * @throws `storage/folder-gone` when `elsewhere`, or what was put there, is not there; other `storage/*`.
 */
export async function bringHome(vaultFolder: string, elsewhere: string, recordingId: RecordingId): Promise<void> {
  const from = recordingFolder(elsewhere, recordingId);
  const to = recordingFolder(vaultFolder, recordingId);
  if (!(await isThere(from))) throw new SottoError('storage/folder-gone');
  await makeRecordingFolder(to);
  for (const segment of await segmentsIn(from)) {
    // The sound last: a segment is there once its sound is.
    for (const kind of ['levels', 'audio'] as const) {
      await bringFile(segmentPath(from, kind, segment), segmentPath(to, kind, segment));
    }
  }
}

/**
 * Takes away what lies in `elsewhere` of a recording, unless that is the vault's own folder; false, and nothing is taken
 * away, while the vault has no sound of a segment that lies there, unless `isGone`: then nobody wants it.
 *
 * @throws `storage/folder-gone` when `elsewhere` is not there; other `storage/*`.
 */
export async function removeElsewhere(
  vaultFolder: string,
  elsewhere: string,
  recordingId: RecordingId,
  isGone: boolean,
): Promise<boolean> {
  if (!(await isThere(elsewhere))) throw new SottoError('storage/folder-gone');
  const folder = recordingFolder(elsewhere, recordingId);
  const home = recordingFolder(vaultFolder, recordingId);
  if (!(await isThere(folder)) || (await isSameFile(folder, home))) return true;
  if (!isGone && !(await isAllHome(folder, home))) return false;
  await removeRecordingFiles(folder);
  const all = dirname(folder);
  // Only what Sotto made there, and only when nothing else is in it.
  if ((await readdir(all)).length === 0) await rmdir(all).catch(() => undefined);
  return true;
}

/** What was settled may have been sealed anew: so it counts that the vault has sound under the same number, given once. */
async function isAllHome(folder: string, home: string): Promise<boolean> {
  for (const segment of await segmentsIn(folder)) {
    const path = segmentPath(home, 'audio', segment);
    if (!(await isThere(path)) || !(await holdsSound(path))) return false;
  }
  return true;
}

async function bringFile(from: string, to: string): Promise<void> {
  if ((await isThere(to)) && ((await isSameFile(from, to)) || (await holdsSound(to)) || (await isSame(from, to))))
    return;
  const copy = `${to}.new`;
  try {
    await copyFile(from, copy);
    const handle = await open(copy, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(copy, to);
    await syncFolder(dirname(to));
  } catch (error) {
    // Levels may be missing: the sound does not need them.
    if (systemCode(error) === 'ENOENT' && from.endsWith('.levels')) return;
    throw toStorageError(error);
  }
}

/** Longer than what a recorder leaves that could not begin: its header, and less than a chunk. */
async function holdsSound(path: string): Promise<boolean> {
  return (await stat(path)).size >= segmentHeaderLength + liveChunkSizeBytes + chunkOverhead;
}

async function isSame(one: string, other: string): Promise<boolean> {
  return (await readFile(one)).equals(await readFile(other));
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  if (!(await isThere(other))) return false;
  const [a, b] = await Promise.all([stat(one, { bigint: true }), stat(other, { bigint: true })]);
  return a.ino === b.ino && a.dev === b.dev;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw toStorageError(error);
  }
}
