import type { OpeningNotice } from '../../contract/app-state.ts';
import type { RecordingId } from '../../contract/ids.ts';
import type { EventBodies } from '../log/events.ts';
import { removeRecordingFiles } from '../vault/remove-recording-files.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import { isRecordingHeld } from './holds-of.ts';
import { everySoundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';
import { withdrawnToDestroy } from './withdrawals-of.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;
/** While a vault is being opened there are no readers yet. */
type PartsInUse = Parts & Partial<Pick<Unlocked, 'readers'>>;

export type DestructionReason = Extract<EventBodies['recording'], { kind: 'recording.destroying' }>['reason'];

/**
 * Destroys a recording by its key (docs/vault-format.md, Deletion): tombstone in the log, key table without it under a
 * new key, both states, file, index rows. When it returns nothing in the vault opens the recording; killed at any step
 * it is resumed by `resumeDestructions`.
 */
export async function destroyRecording(
  parts: PartsInUse,
  recordingId: RecordingId,
  reason: DestructionReason,
): Promise<void> {
  await destroyRecordings(parts, [{ recordingId, reason }]);
}

/** The same for several at once, by one new key table: all tombstones first, then all keys, then the rest of each. */
export async function destroyRecordings(
  parts: PartsInUse,
  wanted: readonly { readonly recordingId: RecordingId; readonly reason: DestructionReason }[],
): Promise<void> {
  for (const { recordingId, reason } of wanted) {
    await parts.vault.usingReserve(() =>
      parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'recording.destroying', reason }),
    );
  }
  // From the tombstone on nobody opens it anew, so what is closed now stays closed.
  await parts.readers?.close();
  await parts.vault.destroyRecordingKeys(wanted.flatMap(({ recordingId }) => everySoundOf(parts, recordingId)));
  for (const { recordingId } of wanted) await finishDestroying(parts, recordingId);
}

/** Whether the recording has its tombstone, and so is gone for whoever asks, however far its destruction has come. */
export function isBeingDestroyed(parts: Pick<Unlocked, 'log'>, recordingId: RecordingId): boolean {
  return hasEvent(parts, recordingId, 'recording.destroying');
}

/**
 * Finishes every destruction that was asked for: tombstones without an end, answers and withdrawals not yet acted on, and recordings
 * whose key came back with older files that somebody put in the place of newer ones. One that the disk does not let us
 * finish now (a file that another program holds) has its turn at the next unlock, and does not keep the vault shut.
 *
 * @returns what the person should be told.
 */
export async function resumeDestructions(parts: Parts): Promise<OpeningNotice[]> {
  const notices: OpeningNotice[] = [];
  const orLater = async (destroy: () => Promise<void>): Promise<void> => {
    if (!(await unlessDiskRefuses(destroy))) notices.push('destruction-postponed');
  };
  if (!(await destroyAskedFor(parts))) notices.push('destruction-postponed');
  const unfinished = parts.log.subjectIds('recording').filter((recordingId) => {
    if (!isBeingDestroyed(parts, recordingId)) return false;
    const isBack = everySoundOf(parts, recordingId).some((id) => parts.vault.hasKey(id));
    return isBack || !hasEvent(parts, recordingId, 'recording.destroyed');
  });
  // Else no table of keys is removed: where the state may be an older one, a newer table may hold keys that nothing else has.
  if (unfinished.length === 0) return notices;
  // All at once, as each table of keys that is written anew is as large as the vault.
  await unlessDiskRefuses(() => parts.vault.destroyRecordingKeys(unfinished.flatMap((id) => everySoundOf(parts, id))));
  for (const recordingId of unfinished) await orLater(() => finishDestroying(parts, recordingId));
  return notices;
}

/** Destroys what somebody wanted destroyed and nothing holds any more; false when the disk refused some of it. */
export async function destroyAskedFor(parts: PartsInUse): Promise<boolean> {
  let isDone = true;
  for (const [recordingId, reason] of askedToDestroy(parts)) {
    if (isBeingDestroyed(parts, recordingId) || isRecordingHeld(parts, recordingId)) continue;
    const isDestroyed = await unlessDiskRefuses(() => destroyRecording(parts, recordingId, reason));
    isDone &&= isDestroyed;
  }
  return isDone;
}

/** Recordings that some person wanted destroyed, by a withdrawal or when asked after the session. */
function askedToDestroy({ log }: Parts): Map<RecordingId, DestructionReason> {
  const asked = new Map<RecordingId, DestructionReason>();
  for (const recordingId of withdrawnToDestroy({ log })) asked.set(recordingId, 'withdrawn');
  for (const personId of log.subjectIds('person')) {
    for (const { body } of log.events({ kind: 'person', id: personId })) {
      if (body.kind === 'second-answer' && body.answer === 'destroy') asked.set(body.recordingId, 'second-answer');
    }
  }
  return asked;
}

function hasEvent(
  { log }: Pick<Unlocked, 'log'>,
  recordingId: RecordingId,
  kind: EventBodies['recording']['kind'],
): boolean {
  return log.events({ kind: 'recording', id: recordingId }).some(({ body }) => body.kind === kind);
}

/** What follows the tombstone; doing it again does nothing. */
export async function finishDestroying(parts: Parts, recordingId: RecordingId): Promise<void> {
  const soundIds = everySoundOf(parts, recordingId);
  await parts.vault.destroyRecordingKeys(soundIds);
  await parts.vault.usingReserve(async () => {
    for (const id of soundIds) await removeRecordingFiles(recordingFolder(parts.vault.folder, id));
    parts.catalog.recordings.remove(recordingId);
    parts.catalog.checkpoint();
    await parts.log.append(
      { kind: 'recording', id: recordingId },
      { kind: 'recording.destroyed', keyTableGeneration: parts.vault.keyTableGeneration },
    );
  });
}
