import type { OpeningNotice } from '../../contract/app-state.ts';
import type { PersonId, SessionId } from '../../contract/ids.ts';
import { fromHex } from '../crypto/bytes.ts';
import type { EventBodies } from '../log/events.ts';
import { holdEvidenceIn } from '../retention/hold.ts';
import { destroyNotes } from './destroy-notes.ts';
import { finishDestroying, isBeingDestroyed } from './destroy-recording.ts';
import { recordingsOfSession } from './recordings-of-session.ts';
import { everySoundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'> & Partial<Pick<Unlocked, 'readers'>>;

/**
 * Destroys a session: its notes and recordings by their keys, then all that is kept of who took part and what they
 * signed, then the files. When it returns nothing in the vault holds any of it but the log, which has ids and no words. Killed at any step it is
 * resumed by `resumeSessionDestructions`.
 */
export async function destroySession(parts: Parts, sessionId: SessionId): Promise<void> {
  await parts.vault.usingReserve(() =>
    parts.log.append({ kind: 'session', id: sessionId }, { kind: 'session.destroying' }),
  );
  await finishDestroyingSession(parts, sessionId);
}

/**
 * Finishes every destruction of a session that was begun, and those whose rows an older index has brought back. To be
 * called when the rows of recordings are what the log says.
 *
 * @returns what the person should be told.
 */
export async function resumeSessionDestructions(parts: Parts): Promise<OpeningNotice[]> {
  const notices: OpeningNotice[] = [];
  for (const id of parts.log.subjectIds('session')) {
    if (!hasEvent(parts, id, 'session.destroying')) continue;
    const isFinished = hasEvent(parts, id, 'session.destroyed') && parts.catalog.sessions.find(id) === null;
    if (isFinished || (await unlessDiskRefuses(() => finishDestroyingSession(parts, id)))) continue;
    notices.push('destruction-postponed');
  }
  return notices;
}

/** Whether the session has its tombstone, and so is gone for whoever asks, however far its destruction has come. */
export function isSessionDestroyed(parts: Pick<Unlocked, 'log'>, sessionId: SessionId): boolean {
  return hasEvent(parts, sessionId, 'session.destroying');
}

/** What follows the tombstone; doing it again does nothing. */
export async function finishDestroyingSession(parts: Parts, sessionId: SessionId): Promise<void> {
  const { vault, log, catalog } = parts;
  const recordingIds = recordingsOfSession(parts, sessionId);
  for (const id of recordingIds.filter((recordingId) => !isBeingDestroyed(parts, recordingId))) {
    const tombstone = { kind: 'recording.destroying', reason: 'session-deleted' } as const;
    await vault.usingReserve(() => log.append({ kind: 'recording', id }, tombstone));
  }
  await parts.readers?.close();
  await destroyNotes(parts, sessionId);
  await vault.destroyRecordingKeys(recordingIds.flatMap((id) => everySoundOf(parts, id)));
  await vault.usingReserve(async () => {
    catalog.transaction(() => {
      for (const recordingId of recordingIds) catalog.recordings.remove(recordingId);
      for (const digest of evidenceOf(parts, sessionId)) catalog.evidence.erase(fromHex(digest));
      catalog.sessions.remove(sessionId);
      for (const personId of everInSession(parts, sessionId)) catalog.persons.removeIfNowhere(personId);
    });
    catalog.checkpoint();
    await log.append({ kind: 'session', id: sessionId }, { kind: 'session.destroyed' });
  });
  // Last, as a file that another program holds must keep nothing else; it has a tombstone of its own.
  for (const recordingId of recordingIds) await finishDestroying(parts, recordingId);
}

/** Also those who were taken out again. */
function everInSession({ log }: Pick<Parts, 'log'>, sessionId: SessionId): PersonId[] {
  return log
    .events({ kind: 'session', id: sessionId })
    .flatMap(({ body }) => (body.kind === 'participant.added' ? [body.personId] : []));
}

/** Digests of the evidence of every answer that somebody gave in this session, and of the holds on it and in it. */
function evidenceOf(parts: Pick<Parts, 'log'>, sessionId: SessionId): string[] {
  const { log } = parts;
  const ofAnswers = log.subjectIds('person').flatMap((id) =>
    log.events({ kind: 'person', id }).flatMap(({ body, evidenceDigest }) => {
      return evidenceDigest !== null && body.sessionId === sessionId ? [evidenceDigest] : [];
    }),
  );
  const held = [
    ...log.events({ kind: 'session', id: sessionId }),
    ...recordingsOfSession(parts, sessionId).flatMap((id) => log.events({ kind: 'recording', id })),
  ];
  return [...ofAnswers, ...held.flatMap(holdEvidenceIn)];
}

function hasEvent({ log }: Pick<Parts, 'log'>, id: SessionId, kind: EventBodies['session']['kind']): boolean {
  return log.events({ kind: 'session', id }).some(({ body }) => body.kind === kind);
}
