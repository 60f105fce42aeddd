import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { toHex } from '../../main/crypto/bytes.ts';
import type { RecordingFiles } from '../../main/vault/recording-reader.ts';
import { recoverRecording, type RecoveredRecording } from '../../main/vault/recover-recording.ts';
import { killedAt, oneFileThread } from '../support/killed-at.ts';
import { readRecording } from '../support/read-recording.ts';
import { recordTorn } from '../support/recorded.ts';
import { recorderSetting, type RecorderSetting } from '../support/recorder-setting.ts';
import type { KeptSound, Speech } from './killed-recorder.ts';

const childFile = fileURLToPath(new URL('../support/recover-child.ts', import.meta.url));
const heardMs = 4000;

/** A recording as a crash leaves it, and what recovery makes of it when nothing comes between. */
export class TornRecording {
  readonly #setting: RecorderSetting;
  readonly #aside: string;
  readonly #known: SegmentProgress;
  readonly #expected: RecoveredRecording;
  readonly #sound: Uint8Array;

  private constructor(
    setting: RecorderSetting,
    aside: string,
    known: SegmentProgress,
    expected: RecoveredRecording,
    sound: Uint8Array,
  ) {
    this.#setting = setting;
    this.#aside = aside;
    this.#known = known;
    this.#expected = expected;
    this.#sound = sound;
  }

  static async make(speech: Speech): Promise<TornRecording> {
    const setting = await recorderSetting();
    const known = await recordTorn(setting, speech);
    const aside = `${setting.folder}.torn`;
    await cp(setting.folder, aside, { recursive: true });
    const expected = await recoverRecording(setting.files, [known], heardMs);
    return new TornRecording(setting, aside, known, expected, await readRecording(setting.files));
  }

  /** Its recovery is killed at its `when`-th call to the disk and done again; null if it came to its end before. */
  async recoverKilledAt(when: number): Promise<KeptSound | null> {
    const { folder, files } = this.#setting;
    await rm(folder, { recursive: true });
    await cp(this.#aside, folder, { recursive: true });
    if (!(await isKilled(files, when))) return null;
    const beganAt = performance.now();
    const found = await recoverRecording(files, [this.#known], heardMs);
    const openedInMs = performance.now() - beganAt;
    const objections: string[] = [];
    const { state, durationMs, lostMs } = this.#expected;
    if (found.state !== state || found.lostMs !== lostMs) objections.push('it is told otherwise than without a kill');
    if (!Buffer.from(await readRecording(files)).equals(this.#sound)) objections.push('it sounds otherwise');
    if (existsSync(join(folder, '000000.audio.new'))) objections.push('something is left lying about');
    const lost = Math.max(0, durationMs - found.durationMs);
    return { durationMs: found.durationMs, lostMs: lost, openedInMs, objections };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#setting[Symbol.asyncDispose]();
  }
}

async function isKilled(
  { folder, vaultId, recordingId, recordingKey }: RecordingFiles,
  when: number,
): Promise<boolean> {
  const [strace, ...traced] = killedAt(when);
  const given = [process.execPath, childFile, folder, toHex(vaultId), toHex(recordingId)];
  const child = spawn(strace, [...traced, ...given], { env: oneFileThread, stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(recordingKey.use(toHex));
  await once(child, 'exit');
  return child.exitCode !== 0;
}
