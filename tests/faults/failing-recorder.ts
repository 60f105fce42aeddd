import { rename } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { packetsPerSecond } from '../../contract/limits.ts';
import { RecorderProcess } from '../support/recorder-process.ts';
import { recorderSetting } from '../support/recorder-setting.ts';
import { lookAtKept, sendSpeech, type Speech } from './killed-recorder.ts';

export interface AlarmedRecorder {
  /** From the fault, or from the sound that came before it, until the vault was told; infinite when it never was. */
  readonly alarmedAfterMs: number;
  /** What it was told. */
  readonly error: string;
  readonly lostMs: number;
  readonly objections: readonly string[];
}

const patienceMs = 10_000;
/** Much quicker than sound comes, and slow enough that the disk is asked for each second by itself. */
const betweenSecondsMs = 60;

/** A recorder under a command that makes its disk fail sooner or later; it is spoken into until it says so. */
export async function speakUntilAlarm(under: readonly [string, ...string[]], speech: Speech): Promise<AlarmedRecorder> {
  return alarmOf(new RecorderProcess({ under }), speech, null);
}

/** While it is spoken into, its recording's folder is moved elsewhere, and back when all is over. */
export async function speakWhileFolderGoes(speech: Speech, afterSeconds: number): Promise<AlarmedRecorder> {
  return alarmOf(new RecorderProcess(), speech, afterSeconds);
}

async function alarmOf(
  recorder: RecorderProcess,
  speech: Speech,
  folderGoesAfterSeconds: number | null,
): Promise<AlarmedRecorder> {
  await using setting = await recorderSetting();
  const elsewhere = `${setting.folder}.gone`;
  let beganAt = performance.now();
  const over = new AbortController();
  const alarm = recorder.toVault.take('failed').then(({ error }) => {
    over.abort();
    return { error, alarmedAfterMs: performance.now() - beganAt };
  });
  const nothing = sleep(patienceMs, { error: 'nothing', alarmedAfterMs: Infinity }, { ref: false });
  const heard = Promise.race([alarm, nothing]);
  const begun = await Promise.race([recorder.begin(setting).then(() => true), heard.then(() => false)]);
  for (let second = 0; begun && !over.signal.aborted && performance.now() - beganAt < patienceMs; second += 1) {
    if (second === folderGoesAfterSeconds) {
      await recorder.hasAcknowledged((second - 2) * packetsPerSecond);
      await rename(setting.folder, elsewhere);
      beganAt = performance.now();
    } else if (folderGoesAfterSeconds === null) {
      beganAt = performance.now();
    }
    sendSpeech(recorder, speech, second * packetsPerSecond, (second + 1) * packetsPerSecond);
    await sleep(betweenSecondsMs);
  }
  const { error, alarmedAfterMs } = await heard;
  await recorder.kill();
  if (folderGoesAfterSeconds !== null) await rename(elsewhere, setting.folder);
  const { lostMs, objections } = await lookAtKept(setting, recorder.acknowledged, speech);
  return { alarmedAfterMs, error, lostMs, objections };
}
