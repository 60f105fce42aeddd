import type { DeletionSubject } from '../../contract/deletion.ts';
import type { RecordingId } from '../../contract/ids.ts';
import { holdWordsSchema, type Hold, type HoldWords } from '../../contract/retention.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Evidence } from '../catalog/evidence-store.ts';
import { fromHex } from '../crypto/bytes.ts';
import { projectHold, type LoggedHold } from '../retention/hold.ts';
import { isGoing } from './session-standing.ts';
import { recordingsOfSession, sessionOf } from './recordings-of-session.ts';
import type { Unlocked } from './unlocked.ts';

type Facts = Pick<Unlocked, 'log'>;

/** Whether a hold stands against the destruction of a recording: its own, or that of its session. */
export function isRecordingHeld(facts: Facts, id: RecordingId): boolean {
  if (projectHold(facts.log.events({ kind: 'recording', id })) !== null) return true;
  const sessionId = sessionOf(facts, id);
  return sessionId !== null && projectHold(facts.log.events({ kind: 'session', id: sessionId })) !== null;
}

/** The same for a session, which cannot go while a recording of it has to stay. */
export function isHeld(facts: Facts, subject: DeletionSubject): boolean {
  if (subject.kind === 'recording') return isRecordingHeld(facts, subject.id);
  if (projectHold(facts.log.events(subject)) !== null) return true;
  return recordingsOfSession(facts, subject.id)
    .filter((id) => !isGoing(facts, { kind: 'recording', id }))
    .some((id) => isRecordingHeld(facts, id));
}

/** @throws `request/held`. */
export function assertNotHeld(facts: Facts, subject: DeletionSubject): void {
  if (isHeld(facts, subject)) throw new SottoError('request/held');
}

/** The hold on this very subject, with the words of whoever placed it; null where there is none. */
export function findHold(facts: Pick<Unlocked, 'log' | 'catalog'>, subject: DeletionSubject): Hold | null {
  const logged = projectHold(facts.log.events(subject));
  return logged === null ? null : { subject, sinceMs: logged.atMs, words: wordsOf(facts, logged) };
}

function wordsOf({ catalog }: Pick<Unlocked, 'catalog'>, { evidenceDigest }: LoggedHold): HoldWords | null {
  const kept = evidenceDigest === null ? null : findEvidence(catalog, evidenceDigest);
  if (kept === null) return null;
  const parsed = holdWordsSchema.safeParse(JSON.parse(new TextDecoder().decode(kept.payload)));
  return parsed.success ? parsed.data : null;
}

/** Null also for what is not what the log names: the hold stands without its words, and no page is shut by them. */
function findEvidence({ evidence }: Unlocked['catalog'], digest: string): Evidence | null {
  try {
    return evidence.find(fromHex(digest));
  } catch (error) {
    if (error instanceof SottoError && error.code === 'integrity/record-unauthentic') return null;
    throw error;
  }
}
