import type { DeletionSubject } from '../../contract/deletion.ts';
import type { HoldToPlace } from '../../contract/retention.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { toHex, utf8 } from '../crypto/bytes.ts';
import { randomBytes } from '../crypto/sodium.ts';
import { evidenceDigest, evidenceSaltLength } from '../crypto/v1/log-entry.ts';
import { projectFate } from '../retention/fate.ts';
import { projectHold } from '../retention/hold.ts';
import { undoDeletion } from './delete-later.ts';
import { destroyAskedFor } from './destroy-recording.ts';
import { findSpokenTake } from './kept-spoken-take.ts';
import { recordingsOfSession, sessionOf } from './recordings-of-session.ts';
import { isGoing } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'clock' | 'undoWindows' | 'readers' | 'alarm'>;

/**
 * Places a hold on a recording or a session: from here on nothing destroys it until the hold is lifted. The words are kept
 * first, then the event that names them; a deletion that still waits is undone.
 *
 * @throws `request/not-found`, also for what has its tombstone and for spoken words, which are held with their session;
 * `request/conflict` for what is held already.
 */
export async function placeHold(parts: Parts, { subject, words }: HoldToPlace): Promise<void> {
  const { log, catalog, clock } = parts;
  assertIsThere(parts, subject);
  if (projectHold(log.events(subject)) !== null) throw new SottoError('request/conflict');
  const salt = randomBytes(evidenceSaltLength);
  const payload = utf8(JSON.stringify(words));
  const digest = evidenceDigest(salt, payload);
  catalog.evidence.add({ digest, salt, payload, createdAtMs: clock.nowMs() });
  try {
    await log.append(subject, { kind: 'hold.placed' }, digest);
  } catch (error) {
    // What no event names nobody would ever erase.
    const isLogged = projectHold(log.events(subject))?.evidenceDigest === toHex(digest);
    if (!isLogged) catalog.evidence.erase(digest);
    throw error;
  }
  await undoDeletions(parts, subject);
}

/**
 * Lifts it. What somebody wanted destroyed meanwhile, by a withdrawal or when asked again, is destroyed at once; a deletion
 * from before the hold stays undone.
 *
 * @throws `request/not-found` where nothing is held.
 */
export async function liftHold(parts: Parts, subject: DeletionSubject): Promise<void> {
  if (projectHold(parts.log.events(subject)) === null) throw new SottoError('request/not-found');
  await undoDeletions(parts, subject);
  await parts.log.append(subject, { kind: 'hold.lifted' });
  if (!(await destroyAskedFor(parts))) parts.alarm.finishLater();
}

function assertIsThere(parts: Parts, subject: DeletionSubject): void {
  const isThere =
    subject.kind === 'session'
      ? parts.catalog.sessions.find(subject.id) !== null
      : parts.catalog.recordings.find(subject.id) !== null && findSpokenTake(parts, subject.id) === null;
  // A recording goes with its session, also while it has no tombstone of its own yet.
  const isAnyGoing = heldWith(parts, subject).some((one) => one.kind === 'session' && isGoing(parts, one));
  if (!isThere || isAnyGoing || isGoing(parts, subject)) throw new SottoError('request/not-found');
}

/** Of those that cannot be deleted while `subject` is held. */
async function undoDeletions(parts: Parts, subject: DeletionSubject): Promise<void> {
  for (const waiting of heldWith(parts, subject)) {
    if (projectFate(parts.log.events(waiting)).kind === 'waits') await undoDeletion(parts, waiting);
  }
}

/** What cannot be deleted any more once this is held. */
function heldWith(parts: Parts, subject: DeletionSubject): DeletionSubject[] {
  if (subject.kind === 'session') {
    return [subject, ...recordingsOfSession(parts, subject.id).map((id) => ({ kind: 'recording', id }) as const)];
  }
  const sessionId = sessionOf(parts, subject.id);
  return sessionId === null ? [subject] : [subject, { kind: 'session', id: sessionId }];
}
