import type { OpeningNotice } from '../../contract/app-state.ts';
import type { RecordingId } from '../../contract/ids.ts';
import { maximumLoggedGaps, packetDurationMs } from '../../contract/limits.ts';
import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { readMarks, type RecordingMarks } from '../vault/recording-marks.ts';
import { openRecording, type RecordingFiles } from '../vault/recording-reader.ts';
import { recoverRecording, type RecoveredRecording } from '../vault/recover-recording.ts';
import { recordingLockPath } from '../vault/vault-files.ts';
import { acquireLock, type Lock } from '../vault/vault-lock.ts';
import { destroyRecording, isBeingDestroyed } from './destroy-recording.ts';
import { withRecordingFiles } from './recording-files-of.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import { soundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;

/**
 * Keeps what a recorder says of its segment, to see later that the file was shortened. Durable on return, but on a disk
 * that does not take it: nobody waits for this, the next word replaces it, and vault and recording do without.
 */
export function noteProgress({ catalog }: Pick<Parts, 'catalog'>, progress: SegmentProgress): void {
  try {
    if (catalog.recordings.find(progress.recordingId)?.state !== 'recording') return;
    catalog.transaction(() => {
      catalog.segments.note(progress.recordingId, progress);
      const known = catalog.segments.ofRecording(progress.recordingId);
      catalog.recordings.setDuration(
        progress.recordingId,
        known.reduce((sum, { durationMs }) => sum + durationMs, 0),
      );
    });
  } catch (error) {
    if (!isOfStorage(error)) throw error;
  }
}

/**
 * Brings the rows of recordings to what the log says, as is needed after an older index was put back: a row for each
 * recording that has a key, none for one that was destroyed.
 */
export function reconcileRows({ vault, log, catalog }: Parts): void {
  for (const recordingId of log.subjectIds('recording')) {
    if (isBeingDestroyed({ log }, recordingId)) catalog.recordings.remove(recordingId);
  }
  for (const recordingId of log.subjectIds('recording')) {
    if (!vault.hasKey(soundOf({ log }, recordingId))) continue;
    const began = log.events({ kind: 'recording', id: recordingId })[0];
    if (began?.body.kind !== 'recording.began' || catalog.recordings.find(recordingId) !== null) continue;
    const { sessionId, bitrateBps } = began.body;
    if (catalog.sessions.find(sessionId) === null) catalog.sessions.add({ id: sessionId, createdAtMs: began.atMs });
    catalog.recordings.add({ id: recordingId, sessionId, beganAtMs: began.atMs, bitrateBps });
    catalog.recordings.addSegment(recordingId);
  }
}

/**
 * Settles every recording without an end whose recorder has gone; those that run, or that somebody holds, are named and left alone. One that
 * the disk does not let us settle now, of which a part is `awaited` from elsewhere, or whose file says that a later version wrote it, keeps its files and its turn at
 * the next unlock, and does not keep the vault shut.
 */
export async function settleUnheld(
  parts: Parts,
  running: ReadonlySet<RecordingId>,
  heardMs: ReadonlyMap<RecordingId, number>,
  awaited: ReadonlySet<RecordingId> = new Set(),
): Promise<{ notices: OpeningNotice[]; held: RecordingId[] }> {
  const notices: OpeningNotice[] = [];
  const held: RecordingId[] = [];
  for (const { id } of parts.catalog.recordings.listUnfinished()) {
    if (awaited.has(id)) {
      notices.push('sound-elsewhere');
      continue;
    }
    try {
      // One that runs may be held by nobody for a moment, between a recorder and its standby.
      const settled = running.has(id) ? 'held' : await settleRecording(parts, id, heardMs.get(id) ?? null);
      if (settled === 'held') held.push(id);
      else if (settled !== null) notices.push(settled);
    } catch (error) {
      if (!isOfStorage(error) && !isOfLaterVersion(error)) throw error;
      notices.push('recovery-postponed');
    }
  }
  return { notices, held };
}

/**
 * Looks at a recording that no recorder holds any more and brings log and index to what its files say: complete,
 * recovered after a crash, or altered. A take into which no sound ever came is removed, and spoken words
 * that did not come to their end. Nothing else is deleted.
 *
 * @param heardMs how long it was by its recorder's last word, or null.
 * @returns what the person should be told, null for a recording that ended as it should, `held` if somebody holds it.
 * @throws `storage/*` when recovery could not be done; the files stay as they are.
 */
export async function settleRecording(
  parts: Parts,
  recordingId: RecordingId,
  heardMs: number | null = null,
): Promise<OpeningNotice | 'held' | null> {
  if (parts.catalog.recordings.find(recordingId)?.state !== 'recording') return null;
  const lock = lockRecording(parts, recordingId);
  if (lock === null) return 'held';
  const found = await recover(parts, recordingId, lock, heardMs);
  if (found === null || (found.durationMs < packetDurationMs && found.state !== 'altered')) {
    await destroyRecording(parts, recordingId, 'empty');
    return null;
  }
  if (found.state !== 'complete' && isSpokenTake(parts, recordingId) && loggedEnd(parts, recordingId) === null) {
    await destroyRecording(parts, recordingId, 'not-everyone-agreed');
    return null;
  }
  await logEnd(parts, recordingId, found);
  parts.catalog.transaction(() => {
    for (const { progress } of found.segments) {
      if (progress !== null) parts.catalog.segments.settle(recordingId, progress);
    }
    parts.catalog.recordings.finish(recordingId, found);
  });
  switch (found.state) {
    case 'complete':
      return null;
    case 'recovered':
      return 'recording-recovered';
    case 'altered':
      return 'recording-altered';
  }
}

function isOfStorage(error: unknown): boolean {
  return error instanceof SottoError && error.code.startsWith('storage/');
}

function isOfLaterVersion(error: unknown): boolean {
  return error instanceof SottoError && error.code === 'vault/newer-version';
}

/** Null: held. A folder that was never made, because the recorder died before its first step, counts as free. */
function lockRecording({ vault, log }: Parts, recordingId: RecordingId): Lock | null {
  try {
    return acquireLock(recordingLockPath(vault.folder, soundOf({ log }, recordingId)));
  } catch (error) {
    if (error instanceof SottoError && error.code === 'storage/folder-gone') return { release: () => undefined };
    throw error;
  }
}

/** Null: there is neither key nor file, so there never was a sound. */
async function recover(
  parts: Parts,
  recordingId: RecordingId,
  lock: Lock,
  heardMs: number | null,
): Promise<(RecoveredRecording & RecordingMarks) | null> {
  try {
    const known = parts.catalog.segments.ofRecording(recordingId).map((segment) => ({ recordingId, ...segment }));
    return await withRecordingFiles(parts, recordingId, async (files) => {
      const end = loggedEnd(parts, recordingId);
      if (end !== null && !(await areWhole(files, end.segments))) return alteredSince(end.durationMs);
      const found = asRecoveredBefore(parts, recordingId, await recoverRecording(files, known, heardMs));
      const times = found.segments.flatMap(({ progress }) => (progress === null ? [] : [progress]));
      return { ...found, ...(await readMarks(files, times)) };
    });
  } catch (error) {
    if (error instanceof SottoError && error.code === 'request/not-found') return null;
    throw error;
  } finally {
    lock.release();
  }
}

/**
 * How it was when the log was told of its end; null before. The index may say all the same that it runs: a crash came
 * between the two, or an older index was put back.
 */
function loggedEnd(
  { log }: Pick<Parts, 'log'>,
  recordingId: RecordingId,
): { readonly durationMs: number; readonly segments: readonly number[] } | null {
  for (const { body } of log.events({ kind: 'recording', id: recordingId })) {
    if (body.kind === 'recording.completed' || body.kind === 'recording.recovered') return body;
  }
  return null;
}

/** Once recovered it stays so: nobody knows any more what was heard when a crash or an older index has it looked at again. */
function asRecoveredBefore(
  { log }: Pick<Parts, 'log'>,
  recordingId: RecordingId,
  found: RecoveredRecording,
): RecoveredRecording {
  const before = log
    .events({ kind: 'recording', id: recordingId })
    .findLast(({ body }) => body.kind === 'recording.recovered')?.body;
  if (found.state === 'altered' || before?.kind !== 'recording.recovered') return found;
  return { ...found, state: 'recovered', durationMs: before.durationMs, lostMs: before.lostMs };
}

/** It was whole then and is not now: by other hands than ours, and so it stays as it is. */
function alteredSince(durationMs: number): RecoveredRecording & RecordingMarks {
  return { state: 'altered', durationMs, lostMs: null, segments: [], gaps: [], bookmarksMs: [] };
}

async function areWhole(files: RecordingFiles, segments: readonly number[]): Promise<boolean> {
  try {
    await (await openRecording(files, segments)).close();
    return true;
  } catch (error) {
    const isGone = error instanceof SottoError && error.code === 'storage/folder-gone';
    if (isGone || (error instanceof SottoError && error.code.startsWith('integrity/'))) return false;
    throw error;
  }
}

async function logEnd(
  { log }: Parts,
  recordingId: RecordingId,
  found: RecoveredRecording & RecordingMarks,
): Promise<void> {
  const subject = { kind: 'recording', id: recordingId } as const;
  const { durationMs, lostMs, gaps } = found;
  const segments = found.segments.flatMap(({ segment, progress }) => (progress === null ? [] : [segment]));
  const end = { durationMs, segments, gaps: gaps.slice(0, maximumLoggedGaps), gapCount: gaps.length };
  switch (found.state) {
    case 'complete':
      await log.append(subject, { kind: 'recording.completed', ...end });
      break;
    case 'recovered':
      await log.append(subject, { kind: 'recording.recovered', ...end, lostMs });
      break;
    case 'altered':
      await log.append(subject, { kind: 'recording.altered' });
      break;
  }
}
