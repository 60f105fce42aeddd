import type { OpeningNotice } from '../../contract/app-state.ts';
import type { RecordingId } from '../../contract/ids.ts';
import type { EventBodies } from '../log/events.ts';
import { removeRecordingFiles } from '../vault/remove-recording-files.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { everySoundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;
export type Erased = Extract<EventBodies['recording'], { kind: 'passage.erased' }>;

/**
 * Finishes every passage that was being erased: a copy of which the log says nothing goes, and so does the old sound of one
 * that the log tells of, also when older files have brought its key back.
 *
 * @returns what the person should be told.
 */
export async function resumeErasures(parts: Parts): Promise<OpeningNotice[]> {
  const notices: OpeningNotice[] = [];
  for (const recordingId of parts.log.subjectIds('recording')) {
    if (isBeingDestroyed(parts, recordingId)) continue;
    const isDone = await unlessDiskRefuses(async () => {
      if (!(await resumeErasuresOf(parts, recordingId))) notices.push('recording-altered');
    });
    if (!isDone) notices.push('destruction-postponed');
  }
  return notices;
}

/**
 * As `resumeErasures`, of one recording. Doing it again does nothing.
 *
 * @returns false when older files stand in the place of the sound that the log names: nothing is done about them then, as
 * they may be all that is left of the recording.
 * @throws `storage/*`.
 */
export async function resumeErasuresOf(parts: Parts, recordingId: RecordingId): Promise<boolean> {
  for (const soundId of pendingCopies(parts, recordingId)) await giveUpCopy(parts, recordingId, soundId);
  const erasures = erasuresOf(parts, recordingId);
  const last = erasures.at(-1);
  if (last === undefined) return true;
  const olderIds = everySoundOf(parts, recordingId).filter((id) => id !== last.soundId);
  const isBack = olderIds.some((id) => parts.vault.hasKey(id));
  if (!parts.vault.hasKey(last.soundId)) return !isBack;
  if (!areRemembered(parts, recordingId, last)) rememberSegments(parts, recordingId, last);
  for (const erased of erasures) await logWish(parts, recordingId, erased);
  if (isBack || !isFinished(parts, recordingId, last)) await finishErasing(parts, recordingId, last);
  return true;
}

/** What follows the word of the log; doing it again does nothing. @throws `storage/*`. */
export async function finishErasing(parts: Parts, recordingId: RecordingId, erased: Erased): Promise<void> {
  const others = everySoundOf(parts, recordingId).filter((id) => id !== erased.soundId);
  await parts.vault.destroyRecordingKeys(others);
  await parts.vault.usingReserve(async () => {
    await logWish(parts, recordingId, erased);
    // Last, as a file that another program holds must keep nothing else.
    for (const id of others) await removeRecordingFiles(recordingFolder(parts.vault.folder, id));
    const end = { kind: 'passage.finished', soundId: erased.soundId } as const;
    await parts.log.append({ kind: 'recording', id: recordingId }, end);
  });
}

/** Removes a copy that does not count. @throws `storage/*`. */
export async function giveUpCopy(parts: Parts, recordingId: RecordingId, soundId: RecordingId): Promise<void> {
  await parts.vault.destroyRecordingKeys([soundId]);
  await parts.vault.usingReserve(async () => {
    await removeRecordingFiles(recordingFolder(parts.vault.folder, soundId));
    await parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'passage.given-up', soundId });
  });
}

/** How the files end that the log tells of, whatever older rows say. Durable on return. */
export function rememberSegments({ catalog }: Parts, recordingId: RecordingId, { segments }: Erased): void {
  if (catalog.recordings.find(recordingId) === null) return;
  catalog.transaction(() => {
    for (const ending of segments) catalog.segments.settle(recordingId, { ...ending, isFinal: true });
  });
}

/** Copies that were begun and of which the log says neither that they count nor that they are gone, or that came back. */
function pendingCopies({ log, vault }: Parts, recordingId: RecordingId): RecordingId[] {
  const pending = new Set<RecordingId>();
  for (const { body } of log.events({ kind: 'recording', id: recordingId })) {
    if (body.kind === 'passage.began') pending.add(body.soundId);
    else if (body.kind === 'passage.erased') pending.delete(body.soundId);
    else if (body.kind === 'passage.given-up' && !vault.hasKey(body.soundId)) pending.delete(body.soundId);
  }
  return [...pending];
}

function erasuresOf({ log }: Parts, recordingId: RecordingId): Erased[] {
  return log
    .events({ kind: 'recording', id: recordingId })
    .flatMap(({ body }) => (body.kind === 'passage.erased' ? [body] : []));
}

function isFinished({ log }: Parts, recordingId: RecordingId, { soundId }: Erased): boolean {
  return log
    .events({ kind: 'recording', id: recordingId })
    .some(({ body }) => body.kind === 'passage.finished' && body.soundId === soundId);
}

function areRemembered({ catalog }: Parts, recordingId: RecordingId, { segments }: Erased): boolean {
  const known = new Map(catalog.segments.ofRecording(recordingId).map(({ segment, lastTag }) => [segment, lastTag]));
  return segments.every(({ segment, lastTag }) => known.get(segment) === lastTag);
}

/** Once: the wish is in the person's chain if the erasure is in the recording's. */
async function logWish(parts: Parts, recordingId: RecordingId, { wish, soundId, asked }: Erased): Promise<void> {
  const [began] = parts.log.events({ kind: 'recording', id: recordingId });
  if (wish === null || began?.body.kind !== 'recording.began') return;
  const { sessionId } = began.body;
  const subject = { kind: 'person', id: wish.personId } as const;
  const isLogged = parts.log
    .events(subject)
    .some(({ body }) => body.kind === 'passage.asked' && body.soundId === soundId);
  if (isLogged) return;
  const { saidAs } = wish;
  await parts.log.append(subject, { kind: 'passage.asked', sessionId, recordingId, soundId, saidAs, ...asked });
}
