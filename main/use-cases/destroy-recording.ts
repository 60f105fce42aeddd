import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RecordingId } from '../../contract/ids.ts';
import type { EventBodies } from '../log/events.ts';
import { toStorageError } from '../vault/storage-error.ts';
import { syncFolder } from '../vault/sync-folder.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;

export type DestructionReason = Extract<EventBodies['recording'], { kind: 'recording.destroying' }>['reason'];

/**
 * Destroys a recording by its key (docs/vault-format.md, Deletion): tombstone in the log, key table without it under a
 * new key, both states, file, index rows. When it returns nothing in the vault opens the recording; killed at any step
 * it is resumed by `resumeDestructions`.
 */
export async function destroyRecording(
  parts: Parts,
  recordingId: RecordingId,
  reason: DestructionReason,
): Promise<void> {
  await parts.vault.usingReserve(() =>
    parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'recording.destroying', reason }),
  );
  await finishDestruction(parts, recordingId);
}

/** Finishes every destruction that was asked for: tombstones without an end, and answers not yet acted on. */
export async function resumeDestructions(parts: Parts): Promise<void> {
  for (const recordingId of askedToDestroy(parts)) {
    if (!hasEvent(parts, recordingId, 'recording.destroying')) {
      await destroyRecording(parts, recordingId, 'second-answer');
    }
  }
  for (const recordingId of parts.log.subjectIds('recording')) {
    const isBegun = hasEvent(parts, recordingId, 'recording.destroying');
    if (isBegun && !hasEvent(parts, recordingId, 'recording.destroyed')) await finishDestruction(parts, recordingId);
  }
}

/** Recordings of which some person answered that they are to be destroyed. */
function askedToDestroy({ log }: Parts): Set<RecordingId> {
  const asked = new Set<RecordingId>();
  for (const personId of log.subjectIds('person')) {
    for (const { body } of log.events({ kind: 'person', id: personId })) {
      if (body.kind === 'second-answer' && body.answer === 'destroy') asked.add(body.recordingId);
    }
  }
  return asked;
}

function hasEvent({ log }: Parts, recordingId: RecordingId, kind: EventBodies['recording']['kind']): boolean {
  return log.events({ kind: 'recording', id: recordingId }).some(({ body }) => body.kind === kind);
}

async function finishDestruction(parts: Parts, recordingId: RecordingId): Promise<void> {
  await parts.vault.destroyRecordingKeys([recordingId]);
  await parts.vault.usingReserve(async () => {
    await removeFiles(recordingFolder(parts.vault.folder, recordingId));
    parts.catalog.recordings.remove(recordingId);
    parts.catalog.checkpoint();
    await parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'recording.destroyed' });
  });
}

async function removeFiles(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
    await syncFolder(dirname(folder));
  } catch (error) {
    throw toStorageError(error);
  }
}
