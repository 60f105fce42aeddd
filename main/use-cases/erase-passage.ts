import type { OpeningNotice } from '../../contract/app-state.ts';
import { recordingIdSchema, type RecordingId } from '../../contract/ids.ts';
import type { Passage, PassageErased, PassageWish } from '../../contract/passage.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import type { EventBodies } from '../log/events.ts';
import { passageOfPackets } from '../ogg/passage.ts';
import { eraseInSound } from '../vault/erase-in-sound.ts';
import { removeRecordingFiles } from '../vault/remove-recording-files.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import { projectFate } from '../retention/fate.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { newId } from './new-id.ts';
import { withRecordingFiles } from './recording-files-of.ts';
import { everySoundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';
import { presentIn } from './withdrawals-of.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'> & Partial<Pick<Unlocked, 'readers'>>;
type Erased = Extract<EventBodies['recording'], { kind: 'passage.erased' }>;

interface Erasing extends Passage {
  readonly recordingId: RecordingId;
  readonly wish: PassageWish | null;
}

/**
 * Erases a passage of a recording (docs/vault-format.md, Erasing a passage): the sound is sealed anew with silence in the
 * passage, under a new key; then the log says so; then the old key and files are destroyed. When it returns nothing in the
 * vault holds the passage. Killed before the log says so nothing has changed, and after it the rest is done at the next unlock.
 *
 * @throws `request/not-found`; `request/conflict` while it runs or is about to be destroyed; `request/invalid` for a passage
 * that is empty or beyond the end; `integrity/*` for a sound that is not whole; `storage/*`.
 */
export async function erasePassage(
  parts: Parts & Pick<Unlocked, 'recorders'>,
  erasing: Erasing,
): Promise<PassageErased> {
  const { recordingId, wish, fromMs, toMs } = erasing;
  const { durationMs } = assertMayErase(parts, erasing);
  const soundId = newId(recordingIdSchema);
  const subject = { kind: 'recording', id: recordingId } as const;
  await parts.log.append(subject, { kind: 'passage.began', soundId });
  let erased: Erased;
  try {
    const { packets, endings, ...digests } = await makeCopy(parts, erasing, soundId);
    // Somebody else may have had it destroyed meanwhile.
    if (isBeingDestroyed(parts, recordingId)) throw new SottoError('request/not-found');
    const widened = passageOfPackets(packets, durationMs);
    const segments = parts.catalog.segments.ofRecording(recordingId).flatMap(({ segment, durationMs: lasts }) => {
      return endings.filter((ending) => ending.segment === segment).map((ending) => ({ ...ending, durationMs: lasts }));
    });
    erased = { kind: 'passage.erased', soundId, ...widened, asked: { fromMs, toMs }, ...digests, wish, segments };
  } catch (error) {
    // What the disk does not let us remove has its turn at the next unlock.
    await unlessDiskRefuses(() => giveUp(parts, recordingId, soundId));
    throw error;
  }
  await parts.log.append(subject, erased);
  await parts.readers?.close();
  await finishErasing(parts, recordingId, erased);
  return { outcome: 'erased', fromMs: erased.fromMs, toMs: erased.toMs };
}

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
    if (!(await unlessDiskRefuses(() => resumeErasuresOf(parts, recordingId)))) notices.push('destruction-postponed');
  }
  return notices;
}

async function resumeErasuresOf(parts: Parts, recordingId: RecordingId): Promise<void> {
  for (const soundId of pendingCopies(parts, recordingId)) await giveUp(parts, recordingId, soundId);
  const bodies = parts.log.events({ kind: 'recording', id: recordingId }).map(({ body }) => body);
  const last = bodies.findLast((body) => body.kind === 'passage.erased');
  const isBack = everySoundOf(parts, recordingId).some(
    (id) => id !== (last?.soundId ?? recordingId) && parts.vault.hasKey(id),
  );
  if (last === undefined) return;
  const isFinished = bodies.some((body) => body.kind === 'passage.finished' && body.soundId === last.soundId);
  if (isBack || !isFinished) await finishErasing(parts, recordingId, last);
  else if (!areRemembered(parts, recordingId, last)) rememberSegments(parts, recordingId, last);
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

function assertMayErase(parts: Parts & Pick<Unlocked, 'recorders'>, { recordingId, wish, fromMs, toMs }: Erasing) {
  const recording = parts.catalog.recordings.find(recordingId);
  if (recording === null || isBeingDestroyed(parts, recordingId)) throw new SottoError('request/not-found');
  if (wish !== null && !presentIn(parts, recordingId).includes(wish.personId))
    throw new SottoError('request/not-found');
  const isRunning = recording.state === 'recording' || parts.recorders.current() === recordingId;
  const stays = projectFate(parts.log.events({ kind: 'recording', id: recordingId })).kind === 'stays';
  const isAtIt = pendingCopies(parts, recordingId).length > 0;
  if (isRunning || !stays || isAtIt) throw new SottoError('request/conflict');
  if (fromMs >= toMs || toMs > recording.durationMs) throw new SottoError('request/invalid');
  return recording;
}

async function makeCopy(parts: Parts, { recordingId, fromMs, toMs }: Erasing, soundId: RecordingId) {
  await parts.vault.addRecordingKey(soundId);
  const recordingKey = parts.vault.recordingKey(soundId);
  if (recordingKey === null) throw new SottoError('internal/unexpected');
  const folder = recordingFolder(parts.vault.folder, soundId);
  try {
    return await withRecordingFiles(parts, recordingId, (source, segments, remembered) => {
      const target = { folder, vaultId: source.vaultId, recordingId: fromHex(soundId), recordingKey };
      return eraseInSound(source, target, segments, remembered, { fromMs, toMs });
    });
  } finally {
    recordingKey.wipe();
  }
}

async function giveUp(parts: Parts, recordingId: RecordingId, soundId: RecordingId): Promise<void> {
  await parts.vault.destroyRecordingKeys([soundId]);
  await parts.vault.usingReserve(async () => {
    await removeRecordingFiles(recordingFolder(parts.vault.folder, soundId));
    await parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'passage.given-up', soundId });
  });
}

/** What follows the word of the log; doing it again does nothing. */
async function finishErasing(parts: Parts, recordingId: RecordingId, erased: Erased): Promise<void> {
  const others = everySoundOf(parts, recordingId).filter((id) => id !== erased.soundId);
  await parts.vault.destroyRecordingKeys(others);
  await parts.vault.usingReserve(async () => {
    for (const id of others) await removeRecordingFiles(recordingFolder(parts.vault.folder, id));
    rememberSegments(parts, recordingId, erased);
    await logWish(parts, recordingId, erased);
    const end = { kind: 'passage.finished', soundId: erased.soundId } as const;
    await parts.log.append({ kind: 'recording', id: recordingId }, end);
  });
}

/** How the files end that the log tells of, whatever older rows say. */
function rememberSegments({ catalog }: Parts, recordingId: RecordingId, { segments }: Erased): void {
  if (catalog.recordings.find(recordingId) === null) return;
  catalog.transaction(() => {
    for (const ending of segments) catalog.segments.settle(recordingId, { ...ending, isFinal: true });
  });
  catalog.checkpoint();
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
