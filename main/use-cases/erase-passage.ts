import { recordingIdSchema, type RecordingId } from '../../contract/ids.ts';
import { minimumFreeMinutes, packetDurationMs, reservedBytes } from '../../contract/limits.ts';
import type { Passage, PassageErased, PassageWish } from '../../contract/passage.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import { passageOfPackets } from '../ogg/passage.ts';
import { projectFate } from '../retention/fate.ts';
import { eraseInSound } from '../vault/erase-in-sound.ts';
import { recordingBytes } from '../vault/recording-files.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { finishErasing, giveUpCopy, rememberSegments, resumeErasuresOf, type Erased } from './finish-erasing.ts';
import { assertNotHeld } from './holds-of.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import { newId } from './new-id.ts';
import { withRecordingFiles } from './recording-files-of.ts';
import { soundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';
import { presentIn } from './withdrawals-of.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'readers' | 'recorders' | 'disk' | 'alarm'>;

interface Erasing extends Passage {
  readonly recordingId: RecordingId;
  readonly wish: PassageWish | null;
}

/**
 * Erases a passage of a recording (docs/vault-format.md, Erasing a passage): the sound is sealed anew with silence in the
 * passage, under a new key; then the log says so; then the old key and files are destroyed. When it returns `erased` nothing
 * in the vault holds the passage. Killed before the log says so nothing has changed, and after it the rest is done at the
 * next unlock; where the disk refuses the rest (`finishing`), it is tried again.
 *
 * @throws `request/not-found`; `request/conflict` while it runs or is about to be destroyed; `request/held`; `request/invalid` for a passage
 * that is empty or beyond the end; `integrity/*` for a sound that is not whole; `storage/*`, `storage/disk-full` also
 * when there is no room for the sound a second time.
 */
export async function erasePassage(parts: Parts, erasing: Erasing): Promise<PassageErased> {
  const { recordingId, wish, fromMs, toMs } = erasing;
  const { durationMs } = assertMayErase(parts, erasing);
  await resumeErasuresOf(parts, recordingId);
  await assertRoom(parts, recordingId);
  const soundId = newId(recordingIdSchema);
  const subject = { kind: 'recording', id: recordingId } as const;
  await parts.log.append(subject, { kind: 'passage.began', soundId });
  let erased: Erased;
  try {
    const { packets, endings, ...digests } = await makeCopy(parts, erasing, soundId);
    // Somebody else may have had it destroyed meanwhile.
    if (isBeingDestroyed(parts, recordingId)) throw new SottoError('request/not-found');
    const widened = passageOfPackets(packets, durationMs);
    const known = new Map(parts.catalog.segments.ofRecording(recordingId).map((row) => [row.segment, row.durationMs]));
    const segments = endings.map(({ packetCount, ...ending }) => ({
      ...ending,
      durationMs: known.get(ending.segment) ?? packetCount * packetDurationMs,
    }));
    erased = { kind: 'passage.erased', soundId, ...widened, asked: { fromMs, toMs }, ...digests, wish, segments };
    await sayErased(parts, recordingId, erased);
  } catch (error) {
    // What the disk does not let us remove has its turn at the next unlock.
    await unlessDiskRefuses(() => giveUpCopy(parts, recordingId, soundId));
    throw error;
  }
  const isFinished = await unlessDiskRefuses(async () => {
    rememberSegments(parts, recordingId, erased);
    await parts.readers.close();
    await finishErasing(parts, recordingId, erased);
  });
  if (!isFinished) parts.alarm.finishLater();
  return { outcome: isFinished ? 'erased' : 'finishing', fromMs: erased.fromMs, toMs: erased.toMs };
}

/**
 * The point from which on the passage is gone. An entry that is in the log counts, also where the state that counts it could
 * not be written.
 */
async function sayErased({ vault, log }: Parts, recordingId: RecordingId, erased: Erased): Promise<void> {
  const subject = { kind: 'recording', id: recordingId } as const;
  try {
    await vault.usingReserve(() => log.append(subject, erased));
  } catch (error) {
    const isLogged = log
      .events(subject)
      .some(({ body }) => body.kind === 'passage.erased' && body.soundId === erased.soundId);
    if (!isLogged) throw error;
  }
}

function assertMayErase(parts: Parts, { recordingId, wish, fromMs, toMs }: Erasing) {
  const recording = parts.catalog.recordings.find(recordingId);
  const isThere = recording !== null && !isBeingDestroyed(parts, recordingId);
  // Of spoken words nothing is erased: what somebody agreed by stays whole, or goes.
  if (!isThere || isSpokenTake(parts, recordingId)) throw new SottoError('request/not-found');
  if (wish !== null && !presentIn(parts, recordingId).includes(wish.personId))
    throw new SottoError('request/not-found');
  const isRunning = recording.state === 'recording' || parts.recorders.current() === recordingId;
  const fates = [
    projectFate(parts.log.events({ kind: 'recording', id: recordingId })),
    projectFate(parts.log.events({ kind: 'session', id: recording.sessionId })),
  ];
  if (isRunning || fates.some(({ kind }) => kind !== 'stays')) throw new SottoError('request/conflict');
  assertNotHeld(parts, { kind: 'recording', id: recordingId });
  if (fromMs >= toMs || toMs > recording.durationMs) throw new SottoError('request/invalid');
  return recording;
}

/** For the sound a second time, and beside it for a recording that runs. */
async function assertRoom({ vault, log, recorders, catalog, disk }: Parts, recordingId: RecordingId): Promise<void> {
  const soundBytes = await recordingBytes(recordingFolder(vault.folder, soundOf({ log }, recordingId)));
  const running = recorders.current();
  const bitrateBps = running === null ? 0 : (catalog.recordings.find(running)?.bitrateBps ?? 0);
  const neededBytes = soundBytes + reservedBytes + (bitrateBps / 8) * 60 * minimumFreeMinutes;
  if ((await disk.freeBytes(vault.folder)) < neededBytes) throw new SottoError('storage/disk-full');
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
