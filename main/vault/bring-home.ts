import { copyFile, open, readdir, rename, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { makeRecordingFolder, segmentPath, segmentsIn } from './recording-files.ts';
import { removeRecordingFiles } from './remove-recording-files.ts';
import { systemCode, toStorageError } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';
import { recordingFolder } from './vault-files.ts';

/**
 * Brings the segments of a recording that lie in `elsewhere`, laid out as in a vault, into the vault, and then takes them
 * away there. A segment that the vault has stays as it is: no number is given twice, so it is the same one, brought
 * before. All is durable in the vault before anything is taken away; may be interrupted and repeated. What was brought is
 * authenticated by whoever opens it.
 *
 * @throws `storage/folder-gone` when `elsewhere` is not there, other `storage/*`; nothing was taken away then.
 */
export async function bringHome(vaultFolder: string, elsewhere: string, recordingId: RecordingId): Promise<void> {
  await assertThere(elsewhere);
  const from = recordingFolder(elsewhere, recordingId);
  const to = recordingFolder(vaultFolder, recordingId);
  const segments = await segmentsIn(from);
  if (segments.length > 0) await makeRecordingFolder(to);
  for (const segment of segments) {
    // The sound last: a segment is there once its sound is.
    for (const kind of ['levels', 'audio'] as const) {
      await bringFile(segmentPath(from, kind, segment), segmentPath(to, kind, segment));
    }
  }
  await removeElsewhere(elsewhere, recordingId);
}

/** Takes away what lies in `elsewhere` of a recording that is gone. @throws as `bringHome`. */
export async function removeElsewhere(elsewhere: string, recordingId: RecordingId): Promise<void> {
  await assertThere(elsewhere);
  const folder = recordingFolder(elsewhere, recordingId);
  if (!(await isThere(folder))) return;
  await removeRecordingFiles(folder);
  const all = dirname(folder);
  // Only what Sotto made there, and only when nothing else is in it.
  if ((await readdir(all)).length === 0) await rmdir(all).catch(() => undefined);
}

async function bringFile(from: string, to: string): Promise<void> {
  if (await isThere(to)) return;
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

async function assertThere(folder: string): Promise<void> {
  if (!(await isThere(folder))) throw new SottoError('storage/folder-gone');
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
