import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Withdrawal, Withdrawn } from '../../contract/withdrawal.ts';
import { effectOn, endsGrantsIn } from '../consent/withdrawal.ts';
import { destroyRecording, isBeingDestroyed } from './destroy-recording.ts';
import { dropSpokenTakesEverywhere } from './drop-spoken-takes.ts';
import type { SessionFacts } from './get-session.ts';
import { isRecordingHeld } from './holds-of.ts';
import { assertSessionStands } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';
import { presentIn, wasEverIn, withdrawnToDestroy } from './withdrawals-of.ts';

type Parts = SessionFacts & Pick<Unlocked, 'readers' | 'alarm'>;

interface Withdrawing {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  readonly withdrawal: Withdrawal;
}

/**
 * Withdraws one person's consent. A recording of them that runs ends first, whatever becomes of the rest; then the
 * withdrawal is in the log; from there on what it reaches is not played any more, and what it destroys is destroyed by
 * its key with no undo. Killed in between it is finished at the next unlock, and
 * where the disk refuses it is tried again.
 *
 * @throws `request/not-found` for somebody who was never in the session, or a recording of it that they were not in.
 */
export async function withdrawConsent(parts: Parts, withdrawing: Withdrawing): Promise<Withdrawn> {
  const { sessionId, personId, withdrawal } = withdrawing;
  assertSessionStands(parts, sessionId);
  if (!wasEverIn(parts, sessionId, personId)) throw new SottoError('request/not-found');
  if (withdrawal.scope === 'recording') assertIsIn(parts, withdrawing, withdrawal.recordingId);
  await endRunning(parts, withdrawing);
  const { sequence } = await parts.vault.usingReserve(() =>
    parts.log.append({ kind: 'person', id: personId }, { kind: 'consent.withdrawn', sessionId, withdrawal }),
  );
  await parts.readers.close();
  let outcome: Withdrawn['outcome'] = 'done';
  for (const recordingId of withdrawnToDestroy(parts)) {
    if (isBeingDestroyed(parts, recordingId)) continue;
    // Others go too that an earlier withdrawal could not destroy; what is said is of this one.
    const isReached = wantsDestroyed(parts, withdrawing, sequence, recordingId);
    if (isRecordingHeld(parts, recordingId)) {
      // It waits for its hold to be lifted; nobody plays it meanwhile.
      if (isReached) outcome = 'waits-for-hold';
      continue;
    }
    if (await unlessDiskRefuses(() => destroyRecording(parts, recordingId, 'withdrawn'))) continue;
    if (isReached && outcome === 'done') outcome = 'waits-for-disk';
    parts.alarm.finishLater();
  }
  await dropSpokenTakesEverywhere(parts);
  return { outcome };
}

function wantsDestroyed(
  parts: Parts,
  { personId, withdrawal }: Withdrawing,
  sequence: number,
  id: RecordingId,
): boolean {
  const beganSequence = parts.log.events({ kind: 'recording', id })[0]?.sequence ?? 0;
  return presentIn(parts, id).includes(personId) && effectOn(withdrawal, sequence, { id, beganSequence }) === 'destroy';
}

function assertIsIn(parts: Parts, { sessionId, personId }: Withdrawing, recordingId: RecordingId): void {
  const isOfSession = parts.catalog.recordings.find(recordingId)?.sessionId === sessionId;
  const isThere = isOfSession && !isBeingDestroyed(parts, recordingId);
  if (!isThere || !presentIn(parts, recordingId).includes(personId)) throw new SottoError('request/not-found');
}

async function endRunning(parts: Parts, withdrawing: Withdrawing): Promise<void> {
  const running = parts.recorders.current();
  if (running === null || !presentIn(parts, running).includes(withdrawing.personId)) return;
  const recordedIn = parts.catalog.recordings.find(running)?.sessionId;
  if (recordedIn !== undefined && endsGrantsIn(withdrawing, recordedIn)) await parts.recorders.end(running);
}
