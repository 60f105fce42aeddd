import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packetsPerSecond } from '../../contract/limits.ts';
import { durationMsOf } from '../../main/ogg/stream-time.ts';
import { recoverRecording } from '../../main/vault/recover-recording.ts';
import { acquireLock } from '../../main/vault/vault-lock.ts';
import { killedAt } from '../support/killed-at.ts';
import { judgeOgg, pagesOf } from '../support/ogg-tools.ts';
import { readRecording } from '../support/read-recording.ts';
import { RecorderProcess } from '../support/recorder-process.ts';
import { recorderSetting, type RecorderSetting } from '../support/recorder-setting.ts';

export type Speech = readonly Uint8Array<ArrayBuffer>[];

export interface KeptSound {
  readonly durationMs: number;
  /** Of what was acknowledged. */
  readonly lostMs: number;
  /** Until it could be played. */
  readonly openedInMs: number;
  /** What is wrong with what is left; none when it plays, in order, and is as long as it says. */
  readonly objections: readonly string[];
}

/** Recovers what a recorder left that has died, and compares it with what was sent: `speech`, over and over. */
export async function lookAtKept(setting: RecorderSetting, acknowledged: number, speech: Speech): Promise<KeptSound> {
  // Killed before its first step, it leaves nothing.
  if (acknowledged < 0 && !existsSync(setting.folder)) {
    return { durationMs: 0, lostMs: 0, openedInMs: 0, objections: [] };
  }
  const beganAt = performance.now();
  const lock = acquireLock(join(setting.folder, 'lock'));
  const found = await recoverRecording(setting.files, []);
  lock?.release();
  const openedInMs = performance.now() - beganAt;
  const acknowledgedMs = acknowledged < 0 ? 0 : durationMsOf(acknowledged + 1);
  const lostMs = Math.max(0, acknowledgedMs - found.durationMs);
  const objections = lock === null ? ['it is still locked'] : [];
  if (found.state === 'altered') objections.push('it counts as altered');
  if (lostMs > 0) objections.push(`${lostMs} ms of saved sound are gone`);
  if (found.segments[0]?.outcome === 'recovered') objections.push(...(await objectionsToSound(setting, speech)));
  return { durationMs: found.durationMs, lostMs, openedInMs, objections };
}

async function objectionsToSound(setting: RecorderSetting, speech: Speech): Promise<string[]> {
  const ogg = await readRecording(setting.files);
  const { complaints } = await judgeOgg(ogg);
  const kept = pagesOf(ogg)
    .slice(2, -1)
    .flatMap((page) => page.packets);
  const isInOrder = kept.every((packet, index) => Buffer.from(packet).equals(speech[index % speech.length] ?? packet));
  return isInOrder ? complaints : [...complaints, 'its packets are not those that were sent'];
}

export function sendSpeech(recorder: RecorderProcess, speech: Speech, from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    recorder.sendPacket(speech[index % speech.length] ?? new Uint8Array(0));
  }
}

/**
 * A second of sound at a time, each when the one before was taken. Never far ahead of the disk: of more than a minute
 * that is not on it the recorder takes none, and then it would make no more calls.
 */
export async function sendUntilGone(recorder: RecorderProcess, speech: Speech): Promise<void> {
  const gone = recorder.exited.then(() => false);
  let sent = 0;
  const isTaken = async (): Promise<boolean> => {
    await recorder.hasAcknowledged(sent - 2 * packetsPerSecond);
    return true;
  };
  do {
    sendSpeech(recorder, speech, sent, sent + packetsPerSecond);
    sent += packetsPerSecond;
  } while (await Promise.race([isTaken(), gone]));
}

/** A recorder is killed at its `when`-th call to the disk, be it before it began or in the midst of sound. */
export async function killRecorderAt(when: number, speech: Speech): Promise<KeptSound> {
  await using setting = await recorderSetting();
  const recorder = new RecorderProcess({ under: killedAt(when) });
  const begun = await Promise.race([recorder.begin(setting).then(() => true), recorder.exited.then(() => false)]);
  if (begun) await sendUntilGone(recorder, speech);
  return await lookAtKept(setting, recorder.acknowledged, speech);
}
