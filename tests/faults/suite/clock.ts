import { defaultBitrateBps, packetsPerSecond, undoWindowMs } from '../../../contract/limits.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { durationMsOf } from '../../../main/ogg/stream-time.ts';
import { deleteSession, undoDeletion } from '../../../main/use-cases/delete-later.ts';
import { settleRecording } from '../../../main/use-cases/settle-recording.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { numberedPacket } from '../../support/numbered-packet.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import type { CaseOutcome, FaultCase } from './fault-case.ts';

const dayMs = 24 * 60 * 60_000;
const jumps = [dayMs, -dayMs, -2 * dayMs, 3 * dayMs];

function packets(from: number, seconds: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: seconds * packetsPerSecond }, (_, index) =>
    numberedPacket(from + index + 1, defaultBitrateBps),
  );
}

function noticesOf({ rooms }: UseCaseSetting): string[] {
  return rooms.notices.map((told) => `told: ${told}`);
}

/** A take in whose midst the time of day jumps, and jumps again before the vault is opened anew. */
async function recordAcrossJumps(): Promise<CaseOutcome> {
  await using setting = await useCaseSetting();
  const objections: string[] = [];
  let lostMs = 0;
  for (const jump of jumps) {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    const recorder = setting.recorders.recorderOf(recordingId);
    recorder.attachCapture();
    recorder.sendPackets(packets(0, 4));
    setting.world.nowMs += jump;
    recorder.tick(4);
    recorder.sendPackets(packets(4 * packetsPerSecond, 4));
    recorder.fromCapture({ kind: 'stopped' });
    await setting.recorders.end(recordingId);
    await settleRecording(setting.unlocked, recordingId);
    setting.world.nowMs -= 2 * jump;
    await setting.reopen();
    objections.push(...noticesOf(setting));
    const recording = setting.rooms.catalog.recordings.find(recordingId);
    if (recording?.state !== 'complete') objections.push(`the take is ${recording?.state ?? 'gone'}`);
    lostMs = Math.max(lostMs, durationMsOf(8 * packetsPerSecond) - (recording?.durationMs ?? 0));
  }
  if (lostMs > 0) objections.push(`${lostMs} ms are gone`);
  return { points: jumps.length, lostSeconds: lostMs / 1000, measured: '', objections };
}

/** While a deletion can be undone, the time of day jumps: no jump shortens the time, and after it all is gone. */
async function deleteAcrossJumps(): Promise<CaseOutcome> {
  const objections: string[] = [];
  for (const jump of jumps) {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 1);
    await deleteSession(setting.unlocked, sessionId);
    setting.world.nowMs += jump;
    setting.world.monotonicMs += undoWindowMs / 2;
    const undone = await undoDeletion(setting.unlocked, { kind: 'session', id: sessionId });
    if (undone.outcome !== 'undone' || !setting.rooms.vault.hasKey(recordingId))
      objections.push('it was deleted while it could be undone');
    await deleteSession(setting.unlocked, sessionId);
    setting.world.nowMs -= jump;
    setting.world.monotonicMs += undoWindowMs + 1;
    await setting.reopen();
    // What a clock that was set back has left of the window is the whole window at most.
    setting.pass(undoWindowMs + 1);
    await carryOutDeletions(setting.unlocked);
    if (setting.rooms.vault.hasKey(recordingId)) objections.push('it is not deleted when its time is over');
    objections.push(...noticesOf(setting));
  }
  return { points: jumps.length, lostSeconds: 0, measured: '', objections };
}

export const clockJumps: readonly FaultCase[] = [
  { family: 'clock', name: 'a take, the day jumps in its midst', points: jumps.length, run: recordAcrossJumps },
  { family: 'clock', name: 'a deletion, the day jumps before its end', points: jumps.length, run: deleteAcrossJumps },
];
