import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordingIdSchema } from '../../../contract/ids.ts';
import { packetDurationMs, packetSizeBytes } from '../../../contract/limits.ts';
import type { RecordingStatus } from '../../../contract/recording.ts';
import { silencePacket } from '../../../main/ogg/silence-packet.ts';
import { durationMsOf } from '../../../main/ogg/stream-time.ts';
import { bringHome } from '../../../main/vault/bring-home.ts';
import { readMarks } from '../../../main/vault/recording-marks.ts';
import { recoverRecording } from '../../../main/vault/recover-recording.ts';
import { decodeOgg, judgeOgg, pagesOf, speechPackets } from '../../support/ogg-tools.ts';
import { readRecording } from '../../support/read-recording.ts';
import { RecorderHere } from '../../support/recorder-here.ts';
import { recorderSetting, type RecorderSetting } from '../../support/recorder-setting.ts';

let speech: Uint8Array<ArrayBuffer>[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

function hexOf(packets: readonly Uint8Array[]): string[] {
  return packets.map((packet) => Buffer.from(packet).toString('hex'));
}

/** But for the silent packet by which recovery ends a stream, and which no player plays. */
function soundOf(ogg: Uint8Array): Uint8Array[] {
  const silence = Buffer.from(silencePacket(packetSizeBytes(48_000)));
  return pagesOf(ogg)
    .flatMap((page) => (page.granulePosition === 0 ? [] : page.packets))
    .filter((packet) => !silence.equals(packet));
}

/** A recorder that wrote `count` packets, of which it acknowledged those up to `sequence`, and then died. */
async function died(setting: RecorderSetting, count: number) {
  const first = new RecorderHere();
  first.attachVault(setting.order());
  await first.toVault.take('began');
  first.attachCapture();
  await first.toCapture.take('order');
  first.sendPackets(speech.slice(0, count));
  const ack = await first.toCapture.take('ack', ({ sequence }) => sequence >= count - 50);
  const status = first.status();
  await first.die();
  return { ack, status };
}

async function standby(setting: RecorderSetting): Promise<RecorderHere> {
  const recorder = new RecorderHere();
  recorder.attachVault(setting.order(1, 'session', 'standby'));
  await recorder.toVault.take('standing-by');
  return recorder;
}

/** Takes over with the page that sends again what was not acknowledged. */
async function takeOver(
  setting: RecorderSetting,
  status: RecordingStatus,
  ack: { sequence: number; position: number },
) {
  const recorder = await standby(setting);
  recorder.takeOver(status, true, ack.sequence + 1);
  recorder.fromCapture({ kind: 'continue', sequence: ack.sequence + 1, position: ack.position });
  return recorder;
}

async function stopped(recorder: RecorderHere) {
  recorder.tellMain({ kind: 'stop' });
  await recorder.toCapture.take('stop');
  recorder.fromCapture({ kind: 'stopped' });
  await recorder.toVault.take('finished');
  await recorder.ended;
}

describe('a standby', () => {
  it('makes no file and holds no lock until it takes over', async () => {
    await using setting = await recorderSetting();
    const recorder = await standby(setting);
    expect(await readdir(setting.vaultFolder)).toEqual([]);
    recorder.tellMain({ kind: 'stop' });
    await recorder.ended;
  });

  it('goes on without a gap or a packet twice, whatever of what it was sent again had been written before', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const recorder = await takeOver(setting, status, ack);
    recorder.sendAtOnce(speech.slice(ack.sequence + 1, 130));
    recorder.sendPackets(speech.slice(130, 200));
    await recorder.toVault.take('began');
    expect(recorder.status().elapsedMs).toBe(ack.position * packetDurationMs + durationMsOf(200 - ack.position));
    await stopped(recorder);

    const found = await recoverRecording(setting.files, []);
    expect(found).toMatchObject({ state: 'complete', lostMs: 0 });
    const ogg = await readRecording(setting.files, [0, 1]);
    expect(hexOf(soundOf(ogg)).slice(0, 200)).toEqual(hexOf(speech.slice(0, 200)));
    expect(await judgeOgg(ogg)).toMatchObject({ complaints: [] });
    const times = found.segments.flatMap(({ progress }) => (progress === null ? [] : [progress]));
    expect(await readMarks(setting.files, times)).toEqual({ gaps: [], bookmarksMs: [] });
    expect((await decodeOgg(ogg)).length).toBeGreaterThan(0);
  });

  it('joins the same when the recovery is done again', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const recorder = await takeOver(setting, status, ack);
    recorder.sendPackets(speech.slice(ack.sequence + 1, 200));
    await recorder.toVault.take('began');
    await stopped(recorder);
    const once = await recoverRecording(setting.files, []);
    const sound = await readRecording(setting.files, [0, 1]);
    expect(await recoverRecording(setting.files, [])).toMatchObject({ state: 'complete', durationMs: once.durationMs });
    expect(await readRecording(setting.files, [0, 1])).toEqual(sound);
  });

  it('without a page asks for one, and keeps the time that nobody heard as a gap', async () => {
    await using setting = await recorderSetting();
    const { status } = await died(setting, 130);
    const recorder = await standby(setting);
    recorder.takeOver({ ...status, elapsedMs: status.savedMs + 1000 }, false);
    await recorder.toVault.take('began');
    recorder.tick(4);
    await recorder.toMain.take('capture-wanted');
    recorder.attachCapture();
    await recorder.toCapture.take('order');
    recorder.sendPackets(speech.slice(130, 200));
    expect(recorder.status()).toMatchObject({ phase: 'recording', missingMs: 2000 });
    await stopped(recorder);
    const found = await recoverRecording(setting.files, []);
    const times = found.segments.flatMap(({ progress }) => (progress === null ? [] : [progress]));
    expect((await readMarks(setting.files, times)).gaps).toMatchObject([{ why: 'missing', durationMs: 2000 }]);
  });

  it('stays paused where the recording was paused', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const recorder = await takeOver(setting, { ...status, phase: 'paused', pausedBy: 'person' }, ack);
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toVault.take('began');
    expect(recorder.status()).toMatchObject({ phase: 'paused', pausedBy: 'person' });
    recorder.tellMain({ kind: 'resume' });
    await recorder.toCapture.take('resume');
    recorder.sendPackets(speech.slice(130, 150));
    expect(recorder.status().phase).toBe('recording');
    await stopped(recorder);
  });

  it('of a pause closes the page that does not stop listening', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const recorder = await takeOver(setting, { ...status, phase: 'paused', pausedBy: 'person' }, ack);
    await recorder.toCapture.take('pause');
    recorder.tick(20);
    await recorder.toMain.take('capture-unwanted');
    recorder.tellMain({ kind: 'stop' });
    await recorder.ended;
  });

  it('keeps the time of a pause that was begun before it, up to its end', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const elapsedMs = status.elapsedMs + 5000;
    const recorder = await takeOver(setting, { ...status, phase: 'paused', pausedBy: 'person', elapsedMs }, ack);
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toVault.take('began');
    recorder.tick(40);
    expect(recorder.status().elapsedMs).toBeGreaterThanOrEqual(elapsedMs + 10_000 - 700);
    recorder.tellMain({ kind: 'resume' });
    await recorder.toCapture.take('resume');
    recorder.sendPackets(speech.slice(130, 150));
    await stopped(recorder);
    const found = await recoverRecording(setting.files, []);
    expect(Math.abs(found.durationMs - (elapsedMs + 10_250 + 400))).toBeLessThan(700);
  });

  it('is paused by what was asked for while it took over', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const recorder = await standby(setting);
    recorder.takeOver(status, true, ack.sequence + 1);
    recorder.tellMain({ kind: 'pause' });
    recorder.fromCapture({ kind: 'continue', sequence: ack.sequence + 1, position: ack.position });
    await recorder.toCapture.take('pause');
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toMain.take('status', (said) => said.status.phase === 'paused');
    recorder.tellMain({ kind: 'stop' });
    await recorder.toCapture.take('stop');
    recorder.fromCapture({ kind: 'stopped' });
    await recorder.ended;
  });

  it('believes no page that says it is somewhere else, and cuts no sound for it', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const recorder = await takeOver(setting, status, { sequence: ack.sequence, position: 1 });
    recorder.sendPackets(speech.slice(ack.sequence + 1, 200));
    await recorder.toVault.take('began');
    expect(recorder.status().elapsedMs).toBeGreaterThan(status.savedMs);
    await stopped(recorder);
    await recoverRecording(setting.files, []);
    const sound = hexOf(soundOf(await readRecording(setting.files, [0, 1])));
    expect(sound.slice(0, ack.sequence + 1)).toEqual(hexOf(speech.slice(0, ack.sequence + 1)));
  });

  it('that the disk refuses says so and tries again until it is taken, with every packet', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const away = `${setting.vaultFolder}-away`;
    await rename(setting.vaultFolder, away);
    const recorder = await takeOver(setting, status, ack);
    recorder.sendPackets(speech.slice(ack.sequence + 1, 200));
    expect(await recorder.toMain.take('hindered')).toMatchObject({ error: 'storage/folder-gone' });
    await rename(away, setting.vaultFolder);
    const ticking = setInterval(() => recorder.tick(), 5);
    await recorder.toVault.take('began');
    clearInterval(ticking);
    await stopped(recorder);
    expect(await recoverRecording(setting.files, [])).toMatchObject({ state: 'complete' });
    const sound = hexOf(soundOf(await readRecording(setting.files, [0, 1])));
    expect(sound.slice(0, 200)).toEqual(hexOf(speech.slice(0, 200)));
  });

  it('that the disk refuses goes on in another folder, laid out as in a vault', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const away = `${setting.vaultFolder}-away`;
    const stick = `${setting.vaultFolder}-stick`;
    await mkdir(stick);
    await rename(setting.vaultFolder, away);
    const recorder = await takeOver(setting, status, ack);
    recorder.sendPackets(speech.slice(ack.sequence + 1, 200));
    await recorder.toMain.take('hindered');
    recorder.tellMain({ kind: 'other-place', folder: stick });
    const ticking = setInterval(() => recorder.tick(), 5);
    await recorder.toVault.take('began');
    clearInterval(ticking);
    await stopped(recorder);
    await rename(away, setting.vaultFolder);
    const [recordingId = ''] = await readdir(join(stick, 'recordings'));
    await bringHome(setting.vaultFolder, stick, recordingIdSchema.parse(recordingId));
    await rm(stick, { recursive: true });
    expect(await recoverRecording(setting.files, [])).toMatchObject({ state: 'complete' });
    const sound = hexOf(soundOf(await readRecording(setting.files, [0, 1])));
    expect(sound.slice(0, 200)).toEqual(hexOf(speech.slice(0, 200)));
  });

  it('that is stopped while it takes over keeps what the page has', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const recorder = await standby(setting);
    recorder.takeOver(status, true, ack.sequence + 1);
    recorder.tellMain({ kind: 'stop' });
    recorder.fromCapture({ kind: 'continue', sequence: ack.sequence + 1, position: ack.position });
    recorder.sendAtOnce(speech.slice(ack.sequence + 1, 130));
    await recorder.toCapture.take('stop');
    recorder.fromCapture({ kind: 'stopped' });
    await recorder.toVault.take('finished');
    expect(await recoverRecording(setting.files, [])).toMatchObject({ state: 'complete' });
    const sound = hexOf(soundOf(await readRecording(setting.files, [0, 1])));
    expect(sound.slice(0, 130)).toEqual(hexOf(speech.slice(0, 130)));
  });

  it('cannot be told to take over without an order, or twice', async () => {
    await using setting = await recorderSetting();
    const { ack, status } = await died(setting, 130);
    const without = new RecorderHere();
    without.takeOver(status, false);
    without.tellMain({ kind: 'stop' });
    await without.ended;
    const recorder = await takeOver(setting, status, ack);
    await recorder.toVault.take('began');
    recorder.takeOver(status, false);
    await recorder.toMain.take('began');
    expect(recorder.toVault.all('began')).toEqual([]);
    recorder.tellMain({ kind: 'stop' });
    await recorder.toCapture.take('stop').catch(() => undefined);
    recorder.fromCapture({ kind: 'stopped' });
    recorder.tick(20);
    await recorder.ended;
  });
});
