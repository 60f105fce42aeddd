import type { CopyFinished } from '../../contract/copies.ts';
import type { CopyId, RecordingId, SessionId } from '../../contract/ids.ts';
import { SottoError, toFailure } from '../../contract/sotto-error.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LoggedEvent } from '../log/events.ts';
import type { Disk } from '../vault/disk.ts';
import { connectedCopy, destroyedHere, notesDestroyedHere } from './connected-copies.ts';
import { copiedAs, copyPlaces, markUnfinished, type CopyPlace } from './copy-places.ts';
import { destroyNotes } from './destroy-notes.ts';
import { destroyRecordings, finishDestroying, isBeingDestroyed, type DestructionReason } from './destroy-recording.ts';
import { destroySession, finishDestroyingSession, isSessionDestroyed } from './destroy-session.ts';
import { isHeld, isRecordingHeld } from './holds-of.ts';
import { inCopy, type CopyParts } from './in-copy.ts';
import { projectNotes } from './project-notes.ts';
import { recordingsOfSession } from './recordings-of-session.ts';
import { everySoundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'clock' | 'recorders'>;

/**
 * Destroys in a copy of the vault what was destroyed here, by the same steps, and says in the log here of which recordings it
 * has come to its end there. What is held in the copy stays in it, and so does all that is not destroyed here. Killed at
 * any step it goes on where it is asked for again; what has its tombstone in the copy also when the copy is opened as a vault.
 *
 * @throws `request/not-found` when no copy is there, `vault/recording-runs`, `vault/in-use`, `vault/copy-other-keys`,
 * `vault/copy-unreadable`, `vault/copy-unreachable`.
 */
export async function finishInCopy(parts: Parts, copyId: CopyId, disk?: Disk): Promise<CopyFinished> {
  if (parts.recorders.current() !== null) throw new SottoError('vault/recording-runs');
  const place = copyPlaces(parts).find(({ id }) => id === copyId);
  const found = place === undefined ? null : await connectedCopy(parts, place);
  if (place === undefined || found === null) throw new SottoError('request/not-found');
  if (found.standing === 'other-keys') throw new SottoError('vault/copy-other-keys');
  if (found.standing === 'unreadable') throw new SottoError('vault/copy-unreadable');
  markUnfinished(parts, copyId, true);
  const finished = await saidOfTheCopy(() => finishThere(parts, place, disk));
  for (const { recordingId, ...of } of finished.ended) {
    await parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'copy.finished', ...of });
  }
  markUnfinished(parts, copyId, false);
  const copy = await connectedCopy(parts, { ...place, isUnfinished: false });
  if (copy === null) throw new SottoError('vault/copy-unreachable');
  const { destroyed, held } = finished;
  return { copy, destroyed, held };
}

interface FinishedThere {
  readonly destroyed: number;
  readonly held: number;
  /** What the log here does not say yet. */
  readonly ended: readonly {
    readonly recordingId: RecordingId;
    readonly copied: number | null;
    readonly head: string;
  }[];
}

function finishThere(parts: Parts, place: CopyPlace, disk: Disk | undefined): Promise<FinishedThere> {
  return inCopy(
    parts,
    place.folder,
    async (copy) => {
      const ids = destroyedHere(parts).filter((id) => copy.log.events({ kind: 'recording', id }).length > 0);
      const before = ids.filter((id) => hasKey(copy, id)).length;
      const heldSessions = await destroySessions(parts, copy);
      const open = ids.filter((id) => !isOver(copy, id));
      // Its tombstone came first: a hold that was placed later holds what is there.
      const held = open.filter((id) => !isBeingDestroyed(copy, id) && isRecordingHeld(copy, id));
      await destroyThere(
        parts,
        copy,
        open.filter((id) => !held.includes(id)),
      );
      return {
        destroyed: before - ids.filter((id) => hasKey(copy, id)).length,
        held: held.length + heldSessions,
        ended: endedThere(parts, copy, ids),
      };
    },
    disk,
  );
}

async function destroyThere(parts: Parts, copy: CopyParts, ids: readonly RecordingId[]): Promise<void> {
  const begun = ids.filter((id) => isBeingDestroyed(copy, id));
  const others = ids.filter((id) => !begun.includes(id));
  // Else no table of keys is removed: see `resumeDestructions`.
  if (begun.length > 0) await copy.vault.destroyRecordingKeys(begun.flatMap((id) => everySoundOf(copy, id)));
  for (const id of begun) await finishDestroying(copy, id);
  const wanted = others.map((recordingId) => ({ recordingId, reason: reasonHere(parts, recordingId) }));
  if (wanted.length > 0) await destroyRecordings(copy, wanted);
}

/**
 * Sessions that were destroyed here. One that has something in the copy of which nobody knows here keeps that, and goes but
 * for it: its notes, and then its recordings like others.
 *
 * @returns how many are held there, beside recordings.
 */
async function destroySessions(parts: Parts, copy: CopyParts): Promise<number> {
  let held = 0;
  for (const id of parts.log.subjectIds('session').filter((one) => isSessionDestroyed(parts, one))) {
    const events = copy.log.events({ kind: 'session', id });
    const isOverThere =
      events.some(({ body }) => body.kind === 'session.destroyed') && copy.catalog.sessions.find(id) === null;
    if (events.length === 0 || isOverThere) continue;
    if (isSessionDestroyed(copy, id)) await finishDestroyingSession(copy, id);
    else if (isHeld(copy, { kind: 'session', id })) held += 1;
    else if (hasMoreThanHere(parts, copy, id)) await destroyKnownNotes(parts, copy, id);
    else await destroySession(copy, id);
  }
  return held;
}

function hasMoreThanHere(parts: Parts, copy: CopyParts, id: SessionId): boolean {
  const notes = projectNotes(copy.log.events({ kind: 'session', id }));
  if (notes !== null && !notesDestroyedHere(parts).has(notes.notesId)) return true;
  const known = new Set(recordingsOfSession(parts, id));
  return recordingsOfSession(copy, id).some((recordingId) => !known.has(recordingId));
}

async function destroyKnownNotes(parts: Parts, copy: CopyParts, id: SessionId): Promise<void> {
  const notes = projectNotes(copy.log.events({ kind: 'session', id }));
  if (notes !== null && notesDestroyedHere(parts).has(notes.notesId)) await destroyNotes(copy, id);
}

function hasKey(copy: CopyParts, id: RecordingId): boolean {
  return everySoundOf(copy, id).some((soundId) => copy.vault.hasKey(soundId));
}

function isOver(copy: CopyParts, id: RecordingId): boolean {
  return endOf(copy.log, id) !== undefined && !hasKey(copy, id);
}

function endOf(log: EventLog, id: RecordingId): LoggedEvent<'recording'> | undefined {
  return log.events({ kind: 'recording', id }).findLast(({ body }) => body.kind === 'recording.destroyed');
}

function reasonHere({ log }: Parts, id: RecordingId): DestructionReason {
  for (const { body } of log.events({ kind: 'recording', id })) {
    if (body.kind === 'recording.destroying') return body.reason;
  }
  throw new SottoError('internal/unexpected');
}

/** Recordings that are gone from the copy, but for those that never were in it and those of which the log here says so. */
function endedThere(parts: Parts, copy: CopyParts, ids: readonly RecordingId[]): FinishedThere['ended'] {
  const copied = copiedFromHere(parts, copy);
  return ids.flatMap((recordingId) => {
    const end = endOf(copy.log, recordingId);
    if (end === undefined || !isOver(copy, recordingId)) return [];
    const { head } = copy.log.linkOf(end.sequence);
    const events = parts.log.events({ kind: 'recording', id: recordingId });
    const isSaid = events.some(
      ({ body }) => body.kind === 'copy.finished' && body.head === head && body.copied === copied,
    );
    const wasThere = !events.some(
      ({ sequence, body }) => body.kind === 'recording.destroyed' && parts.log.linkOf(sequence).head === head,
    );
    return isSaid || !(wasThere || isListed(events, copied)) ? [] : [{ recordingId, copied, head }];
  });
}

/** Whether the log here tells of the copy as of one with the recording, which may have gone while it was made. */
function isListed(events: readonly LoggedEvent<'recording'>[], copied: number | null): boolean {
  const beganAt = events[0]?.sequence ?? Infinity;
  const wentAt = events.find(({ body }) => body.kind === 'recording.destroying')?.sequence ?? Infinity;
  return copied !== null && beganAt < copied && copied < wentAt;
}

/** The `vault.copied` of this log by which the copy was made, as the copy says of itself; null where it was made otherwise. */
function copiedFromHere(parts: Parts, copy: CopyParts): number | null {
  const copied = copiedAs(copy);
  // Somebody who copies the folder of a copy makes another one.
  if (copied === null || copied === copiedAs(parts)) return null;
  if (parts.log.at(copied)?.event.body.kind !== 'vault.copied' || copy.log.at(copied) === null) return null;
  return parts.log.linkOf(copied).head === copy.log.linkOf(copied).head ? copied : null;
}

/** The words for what a disk or a file says speak of the vault's own. */
async function saidOfTheCopy<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof SottoError)) throw error;
    const { code } = toFailure(error);
    if (code === 'vault/in-use') throw error;
    throw new SottoError(code.startsWith('storage/') ? 'vault/copy-unreachable' : 'vault/copy-unreadable');
  }
}
