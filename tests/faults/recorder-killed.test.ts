import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { packetsPerSecond } from '../../contract/limits.ts';
import { toHex } from '../../main/crypto/bytes.ts';
import { durationMsOf } from '../../main/ogg/stream-time.ts';
import { recoverRecording } from '../../main/vault/recover-recording.ts';
import type { RecordingFiles } from '../../main/vault/recording-reader.ts';
import { acquireLock } from '../../main/vault/vault-lock.ts';
import { killedAt, oneFileThread } from '../support/killed-at.ts';
import { judgeOgg, pagesOf, speechPackets } from '../support/ogg-tools.ts';
import { readRecording } from '../support/read-recording.ts';
import { recordTorn } from '../support/recorded.ts';
import { RecorderProcess } from '../support/recorder-process.ts';
import { recorderSetting, type RecorderSetting } from '../support/recorder-setting.ts';

let speech: Uint8Array<ArrayBuffer>[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

/** What was killed is free, plays, holds what it acknowledged, in order, and says how long it is. */
async function expectKept(setting: RecorderSetting, acknowledged: number): Promise<number> {
  const lock = acquireLock(join(setting.folder, 'lock'));
  expect(lock).not.toBeNull();
  const found = await recoverRecording(setting.files, []);
  lock?.release();
  expect(found.state).not.toBe('altered');
  if (acknowledged >= 0) expect(found.durationMs).toBeGreaterThanOrEqual(durationMsOf(acknowledged + 1));
  if (found.segments[0]?.outcome !== 'recovered') return found.durationMs;
  const ogg = await readRecording(setting.files);
  const verdict = await judgeOgg(ogg);
  expect(verdict.complaints).toEqual([]);
  const kept = pagesOf(ogg)
    .slice(2, -1)
    .flatMap((page) => page.packets);
  expect(kept.map((packet) => Buffer.from(packet))).toEqual(
    kept.map((_, index) => Buffer.from(speech[index % speech.length] ?? [])),
  );
  return found.durationMs;
}

function sendSpeech(recorder: RecorderProcess, from: number, to: number): void {
  for (let index = from; index < to; index += 1)
    recorder.sendPacket(speech[index % speech.length] ?? new Uint8Array(0));
}

/** A second of sound at a time, each when the one before was taken, so that the calls to the disk follow one another. */
async function sendUntilKilled(recorder: RecorderProcess): Promise<void> {
  const gone = recorder.exited.then(() => false);
  let sent = 0;
  do {
    sendSpeech(recorder, sent, sent + packetsPerSecond);
    sent += packetsPerSecond;
  } while (await Promise.race([recorder.measure().then(() => true), gone]));
}

describe('a recorder that is killed', () => {
  it.each([1, 30, 77, 151, 304, 1003])('in the midst of %i packets has kept what it acknowledged', async (count) => {
    await using setting = await recorderSetting();
    const recorder = new RecorderProcess();
    await recorder.begin(setting);
    sendSpeech(recorder, 0, count);
    await recorder.kill();
    await expectKept(setting, recorder.acknowledged);
  });

  it.each([101, 260, 515])(
    'once the disk has caught up with %i packets is less than two seconds short',
    async (count) => {
      await using setting = await recorderSetting();
      const recorder = new RecorderProcess();
      await recorder.begin(setting);
      sendSpeech(recorder, 0, count);
      // Everything older than two seconds is acknowledged without a packet more being sent.
      await recorder.hasAcknowledged(count - 2 * packetsPerSecond);
      await recorder.kill();
      expect(await expectKept(setting, recorder.acknowledged)).toBeGreaterThan(durationMsOf(count) - 2000);
    },
  );

  it.each(Array.from({ length: 12 }, (_, index) => 3 + 7 * index))(
    'at its call %i to the disk has kept what it acknowledged',
    async (when) => {
      await using setting = await recorderSetting();
      const recorder = new RecorderProcess({ under: killedAt(when) });
      const begun = await Promise.race([recorder.begin(setting).then(() => true), recorder.exited.then(() => false)]);
      if (begun) await sendUntilKilled(recorder);
      await expectKept(setting, recorder.acknowledged);
    },
  );
});

describe('a recovery that is killed', () => {
  const childFile = fileURLToPath(new URL('../support/recover-child.ts', import.meta.url));

  async function recoverUntilKilled({ folder, vaultId, recordingId, recordingKey }: RecordingFiles, when: number) {
    const [strace, ...traced] = killedAt(when);
    const given = [process.execPath, childFile, folder, toHex(vaultId), toHex(recordingId)];
    const child = spawn(strace, [...traced, ...given], { env: oneFileThread, stdio: ['pipe', 'inherit', 'inherit'] });
    child.stdin.end(recordingKey.use(toHex));
    await once(child, 'exit');
  }

  it('at any call to the disk gives the same when it is done again', { timeout: 120_000 }, async () => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 200));
    const torn = `${setting.folder}.torn`;
    await cp(setting.folder, torn, { recursive: true });
    const expected = await recoverRecording(setting.files, [known], 4000);
    const sound = await readRecording(setting.files);
    for (let when = 1; when <= 14; when += 1) {
      await rm(setting.folder, { recursive: true });
      await cp(torn, setting.folder, { recursive: true });
      await recoverUntilKilled(setting.files, when);
      const { segments, ...found } = await recoverRecording(setting.files, [known], 4000);
      expect({ ...found, outcomes: segments.map(({ outcome }) => outcome) }).toEqual({
        state: expected.state,
        durationMs: expected.durationMs,
        lostMs: expected.lostMs,
        outcomes: ['recovered'],
      });
      expect(await readRecording(setting.files)).toEqual(sound);
      await expect(readFile(join(setting.folder, '000000.audio.new'))).rejects.toThrow();
    }
  });
});
