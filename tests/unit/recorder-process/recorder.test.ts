import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  bitratesBps,
  maximumGapMs,
  maximumSpokenConsentMs,
  maximumUnacknowledgedPackets,
  packetDurationMs,
  packetSizeBytes,
  packetsPerSecond,
  reservedBytes,
} from '../../../contract/limits.ts';
import type { TakeKind } from '../../../contract/recording.ts';
import { silencePacket } from '../../../main/ogg/silence-packet.ts';
import { durationMsOf } from '../../../main/ogg/stream-time.ts';
import { tickMs } from '../../../main/recorder-process/take.ts';
import { readMarks } from '../../../main/vault/recording-marks.ts';
import { readWaveform } from '../../../main/vault/recording-levels.ts';
import { realDisk } from '../../../main/vault/segment-disk.ts';
import { acquireLock } from '../../../main/vault/vault-lock.ts';
import { decodeOgg, judgeOgg, pagesOf, speechPackets } from '../../support/ogg-tools.ts';
import { readRecording } from '../../support/read-recording.ts';
import { RecorderHere } from '../../support/recorder-here.ts';
import { recorderSetting, type RecorderSetting } from '../../support/recorder-setting.ts';

const packetSize = packetSizeBytes(48_000);
let speech: Uint8Array<ArrayBuffer>[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

/** A recorder that has begun and whose capture page is armed. */
async function armed(
  setting: RecorderSetting,
  recorder = new RecorderHere(),
  takeKind: TakeKind = 'session',
): Promise<RecorderHere> {
  recorder.attachVault(setting.order(0, takeKind));
  await recorder.toVault.take('began');
  recorder.attachCapture();
  await recorder.toCapture.take('order');
  return recorder;
}

async function stopped(recorder: RecorderHere) {
  recorder.tellMain({ kind: 'stop' });
  await recorder.toCapture.take('stop');
  recorder.fromCapture({ kind: 'stopped' });
  const { progress } = await recorder.toVault.take('finished');
  await recorder.ended;
  return progress;
}

/** As `stopped`, where no page is there to be told. */
async function stoppedWithoutPage(recorder: RecorderHere): Promise<void> {
  recorder.tellMain({ kind: 'stop' });
  await recorder.toVault.take('finished');
  await recorder.ended;
}

const marksOf = (setting: RecorderSetting, durationMs: number, segment = 0) =>
  readMarks(setting.files, [{ segment, durationMs }]);

function soundOf(ogg: Uint8Array): Uint8Array[] {
  return pagesOf(ogg)
    .slice(2)
    .flatMap((page) => page.packets);
}

function hexOf(packets: readonly Uint8Array[]): string[] {
  return packets.map((packet) => Buffer.from(packet).toString('hex'));
}

describe('a recording from order to stop', () => {
  it('answers the order once its files are on the disk, and wipes the key it was given', async () => {
    await using setting = await recorderSetting();
    const recorder = new RecorderHere();
    const order = setting.order();
    recorder.attachVault(order);
    const { progress } = await recorder.toVault.take('began');
    expect(progress).toMatchObject({ segment: 0, chunkCount: 0, lastTag: '', durationMs: 0, isFinal: false });
    expect(await readdir(setting.folder)).toEqual(expect.arrayContaining(['000000.audio', '000000.levels', 'lock']));
    expect(order.segmentKey.every((byte) => byte === 0)).toBe(true);
    expect(await recorder.toMain.take('began')).toEqual({ kind: 'began', progress });
    recorder.tellMain({ kind: 'stop' });
    await recorder.ended;
  });

  it.each(bitratesBps)(
    'at %i bit/s keeps every packet, in a stream that every reader is content with',
    async (rate) => {
      await using setting = await recorderSetting(rate);
      const packets = await speechPackets(rate);
      const recorder = await armed(setting);
      recorder.sendPackets(packets);
      const progress = await stopped(recorder);
      const ogg = await readRecording(setting.files);
      expect(hexOf(soundOf(ogg).slice(0, packets.length))).toEqual(hexOf(packets));
      const verdict = await judgeOgg(ogg);
      expect(verdict.complaints).toEqual([]);
      expect(verdict.playbackSeconds).toEqual([expect.closeTo(progress.durationMs / 1000, 2)]);
      expect(progress.isFinal).toBe(true);
      expect((await decodeOgg(ogg)).some((sample) => Math.abs(sample) > 1000)).toBe(true);
    },
  );

  it('says with all that it says which tones it was ordered with, to its very end', async () => {
    await using setting = await recorderSetting();
    const recorder = new RecorderHere();
    recorder.attachVault({ ...setting.order(), startStopSound: true });
    await recorder.toVault.take('began');
    recorder.attachCapture();
    recorder.sendPackets(speech.slice(0, 10));
    expect(recorder.status().tones).toEqual({ startStop: true, warning: false });
    await stopped(recorder);
    const last = recorder.toMain.all('status').at(-1)?.status;
    expect(last).toMatchObject({ phase: 'ended', tones: { startStop: true, warning: false } });
  });

  it('acknowledges what is durable while sound comes, and lets the lock go at the end', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 100));
    const { sequence } = await recorder.toCapture.take('ack', (ack) => ack.sequence >= 74);
    expect(sequence).toBeLessThan(100);
    expect(recorder.status()).toMatchObject({ phase: 'recording', elapsedMs: durationMsOf(100) });
    expect(recorder.status().savedMs).toBe(durationMsOf(sequence + 1));
    expect(acquireLock(join(setting.folder, 'lock'))).toBeNull();
    await stopped(recorder);
    const lock = acquireLock(join(setting.folder, 'lock'));
    expect(lock).not.toBeNull();
    lock?.release();
    expect(recorder.toMain.all('status').at(-1)?.status).toMatchObject({ phase: 'ended', error: null });
  });

  it('is an empty but valid stream when no sound ever came', async () => {
    await using setting = await recorderSetting();
    await stopped(await armed(setting));
    expect(await judgeOgg(await readRecording(setting.files))).toMatchObject({ complaints: [] });
  });

  it('ends when it is stopped before there is a capture page', async () => {
    await using setting = await recorderSetting();
    const recorder = new RecorderHere();
    recorder.attachVault(setting.order());
    recorder.tellMain({ kind: 'stop' });
    expect(await recorder.toVault.take('finished')).toMatchObject({ progress: { isFinal: true } });
    await recorder.ended;
  });

  it('ends at once when it is stopped before it has an order', async () => {
    const recorder = new RecorderHere();
    recorder.tellMain({ kind: 'stop' });
    await recorder.ended;
  });

  it('goes ahead with a stop that the capture page does not answer', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 30));
    recorder.tellMain({ kind: 'stop' });
    recorder.tick(20);
    await recorder.toVault.take('finished');
    expect(soundOf(await readRecording(setting.files))).toHaveLength(30);
  });

  it('keeps the levels of every packet', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 100), 0.25);
    recorder.sendPackets(speech.slice(100, 200), 0.75);
    const { durationMs } = await stopped(recorder);
    const bars = await readWaveform(setting.files, [{ segment: 0, durationMs }], 4);
    expect(bars.map((bar) => bar?.toFixed(3))).toEqual(['0.250', '0.250', '0.750', '0.750']);
  });

  it('writes neither sound nor its container in the clear', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 100));
    await stopped(recorder);
    for (const name of await readdir(setting.folder)) {
      const bytes = await readFile(join(setting.folder, name));
      for (const canary of ['OggS', 'Opus', 'Sotto\0']) expect(bytes.includes(canary)).toBe(false);
      for (const packet of speech.slice(0, 100)) expect(bytes.includes(Buffer.from(packet))).toBe(false);
    }
  });
});

describe('a pause', () => {
  it('makes all sound before it durable, and the stream goes on after it', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 60));
    recorder.tellMain({ kind: 'pause' });
    await recorder.toCapture.take('pause');
    recorder.sendPackets(speech.slice(60, 62));
    recorder.fromCapture({ kind: 'paused' });
    const { progress } = await recorder.toVault.take('progress');
    await recorder.toCapture.take('ack', ({ sequence }) => sequence === 61);
    const paused = recorder.status();
    expect(paused.phase).toBe('paused');
    expect(progress.durationMs).toBeGreaterThanOrEqual(durationMsOf(62));
    // What was filled in to seal the last chunk is at most two thirds of a second, and part of the pause.
    expect(paused.elapsedMs - durationMsOf(62)).toBeLessThan(670);
    recorder.tick(7);
    recorder.tellMain({ kind: 'resume' });
    await recorder.toCapture.take('resume');
    recorder.sendPackets(speech.slice(62, 100));
    const end = await stopped(recorder);
    const ogg = await readRecording(setting.files);
    expect(await judgeOgg(ogg)).toMatchObject({ complaints: [] });
    const sound = hexOf(soundOf(ogg));
    expect(sound.slice(0, 62)).toEqual(hexOf(speech.slice(0, 62)));
    expect(sound.slice(sound.length - 38)).toEqual(hexOf(speech.slice(62, 100)));
    expect(end.durationMs).toBe(durationMsOf(sound.length));
    // Two seconds of pause are two seconds of silence, marked as what they are.
    expect(sound).toHaveLength(200);
    expect(await marksOf(setting, end.durationMs)).toEqual({
      gaps: [{ why: 'paused', fromMs: durationMsOf(62), durationMs: 2000 }],
      bookmarksMs: [],
    });
  });

  it('that is taken back at once is kept and then ended', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.tellMain({ kind: 'pause' });
    recorder.tellMain({ kind: 'resume' });
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toCapture.take('resume');
    expect(recorder.status().phase).toBe('starting');
    await stopped(recorder);
  });

  it('throws the page out that sends sound, and asks for another when the recording goes on', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 10));
    recorder.tellMain({ kind: 'pause' });
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toVault.take('progress');
    recorder.sendPackets(speech.slice(10, 20));
    expect(recorder.toMain.all('capture-wanted')).toEqual([]);
    recorder.tellMain({ kind: 'resume' });
    await recorder.toMain.take('capture-wanted');
    recorder.attachCapture();
    await recorder.toCapture.take('order');
    recorder.sendPackets(speech.slice(20, 30));
    await stopped(recorder);
    const sound = hexOf(soundOf(await readRecording(setting.files)));
    expect(sound).not.toContain(hexOf(speech.slice(10, 11))[0]);
    expect(sound.slice(-10)).toEqual(hexOf(speech.slice(20, 30)));
  });

  it('ends the recording by itself when nobody goes on for four hours', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 60));
    recorder.tellMain({ kind: 'pause' });
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toVault.take('progress');
    recorder.nowMs += maximumGapMs;
    recorder.tick();
    expect((await recorder.toVault.take('finished')).progress.durationMs).toBeLessThan(2000);
  });

  it('of a capture page that does not answer goes ahead without it: it may still listen, and is closed', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 10));
    recorder.tellMain({ kind: 'pause' });
    recorder.tick(20);
    await recorder.toVault.take('progress');
    expect(recorder.status().phase).toBe('paused');
    await recorder.toMain.take('capture-unwanted');
    recorder.sendPackets(speech.slice(10, 20));
    await stoppedWithoutPage(recorder);
    const sound = hexOf(soundOf(await readRecording(setting.files)));
    expect(sound.slice(0, 10)).toEqual(hexOf(speech.slice(0, 10)));
    expect(sound).not.toContain(hexOf(speech.slice(10, 11))[0]);
  });

  it('can be followed by a stop', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 40));
    recorder.tellMain({ kind: 'pause' });
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toVault.take('progress');
    await stopped(recorder);
    expect(await judgeOgg(await readRecording(setting.files))).toMatchObject({ complaints: [] });
  });
});

describe('spoken consent', () => {
  const speaking = (setting: RecorderSetting) => armed(setting, new RecorderHere(), 'spoken-consent');

  it('is asked of the capture page as what it is', async () => {
    await using setting = await recorderSetting();
    const recorder = new RecorderHere();
    recorder.attachVault(setting.order(0, 'spoken-consent'));
    recorder.attachCapture();
    const { order } = await recorder.toCapture.take('order');
    expect(order.mode).toBe('spoken-consent');
    await stopped(recorder);
  });

  it('ends a minute after the microphone was asked for, also when the page does not answer', async () => {
    await using setting = await recorderSetting();
    const recorder = await speaking(setting);
    recorder.sendPackets(speech.slice(0, 60));
    recorder.tick(maximumSpokenConsentMs / tickMs - 1);
    expect(recorder.toCapture.all('stop')).toEqual([]);
    recorder.tick();
    await recorder.toCapture.take('stop');
    recorder.tick(20);
    expect(await recorder.toVault.take('finished')).toMatchObject({ progress: { isFinal: true } });
    await recorder.ended;
  });

  it('takes no more than a minute of sound, however fast a page sends it', async () => {
    await using setting = await recorderSetting();
    const recorder = await speaking(setting);
    const packet = silencePacket(packetSize);
    for (let sent = 0; sent < 70; sent += 1) {
      recorder.sendPackets(Array.from({ length: packetsPerSecond }, () => packet));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    recorder.fromCapture({ kind: 'stopped' });
    const { progress } = await recorder.toVault.take('finished');
    expect(progress.durationMs).toBeLessThanOrEqual(maximumSpokenConsentMs + packetDurationMs);
    await recorder.ended;
  });

  it('cannot be paused', async () => {
    await using setting = await recorderSetting();
    const recorder = await speaking(setting);
    recorder.sendPackets(speech.slice(0, 10));
    recorder.tellMain({ kind: 'pause' });
    recorder.sendPackets(speech.slice(10, 20));
    expect(recorder.status()).toMatchObject({ phase: 'recording', takeKind: 'spoken-consent' });
    expect(recorder.toCapture.all('pause')).toEqual([]);
    await stopped(recorder);
  });
});

describe('a stall', () => {
  it('is shown after a second, and becomes silence of its true length', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    recorder.tick(3);
    expect(recorder.toMain.all('status').at(-1)?.status.phase).toBe('recording');
    recorder.tick();
    expect(recorder.toMain.all('status').at(-1)?.status).toMatchObject({
      phase: 'stalled',
      elapsedMs: durationMsOf(50) + 1000,
      missingMs: 1000,
    });
    recorder.tick(8);
    recorder.sendPackets(speech.slice(50, 90));
    expect(recorder.status()).toMatchObject({ phase: 'recording', missingMs: 3000 });
    const { durationMs } = await stopped(recorder);
    expect(durationMs).toBe(durationMsOf(240));
    expect(await marksOf(setting, durationMs)).toMatchObject({
      gaps: [{ why: 'missing', fromMs: durationMsOf(50), durationMs: 3000 }],
    });
    const ogg = await readRecording(setting.files);
    expect(await judgeOgg(ogg)).toMatchObject({ complaints: [] });
    expect(hexOf(soundOf(ogg).slice(-40))).toEqual(hexOf(speech.slice(50, 90)));
  });

  it('after which all that was held up comes at once leaves no gap', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    recorder.tick(12);
    recorder.sendAtOnce(speech.slice(50, 200));
    recorder.sendPackets(speech.slice(200, 240));
    const { durationMs } = await stopped(recorder);
    expect(durationMs).toBe(durationMsOf(240));
    expect(await marksOf(setting, durationMs)).toMatchObject({ gaps: [] });
  });

  it('of ten seconds makes what came before durable, and another page is asked for', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 10));
    recorder.tick(39);
    expect(recorder.toMain.all('capture-wanted')).toEqual([]);
    recorder.tick();
    await recorder.toMain.take('capture-wanted');
    recorder.attachCapture();
    await recorder.toCapture.take('order');
    recorder.sendPackets(speech.slice(10, 60));
    expect(recorder.status()).toMatchObject({ phase: 'recording', missingMs: 10_000 });
    const { durationMs } = await stopped(recorder);
    expect(durationMs).toBe(durationMsOf(560));
  });

  it('at the end is part of the recording', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    recorder.tick(12);
    const { durationMs } = await stopped(recorder);
    // One packet more, for a stream ends with one.
    expect(durationMs).toBe(durationMsOf(201));
  });

  it('before the first sound is shown after five', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.tick(19);
    expect(recorder.toMain.all('status').at(-1)?.status.phase).toBe('starting');
    recorder.tick();
    expect(recorder.toMain.all('status').at(-1)?.status.phase).toBe('stalled');
    await stopped(recorder);
  });

  it('of the disk is shown, and the sound that waits is bounded', async () => {
    await using setting = await recorderSetting();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let syncs = 0;
    const recorder = await armed(
      setting,
      new RecorderHere({
        ...realDisk,
        create: async (path) => {
          const file = await realDisk.create(path);
          return {
            ...file,
            sync: async () => {
              syncs += 1;
              if (syncs > 2) await held;
              await file.sync();
            },
          };
        },
      }),
    );
    const packets = Array.from({ length: maximumUnacknowledgedPackets }, (_, index) => speech[index % speech.length]);
    recorder.sendPackets(packets.filter((packet) => packet !== undefined));
    expect(recorder.status()).toMatchObject({ phase: 'stalled', savedMs: 0 });
    // More than a page may send before it is acknowledged: the page is thrown out, what waits stays.
    recorder.sendPackets(speech.slice(0, 1));
    await recorder.toMain.take('capture-wanted');
    release();
    recorder.tellMain({ kind: 'stop' });
    const { progress } = await recorder.toVault.take('finished');
    expect(progress).toMatchObject({ isFinal: true });
    expect(soundOf(await readRecording(setting.files)).length).toBeGreaterThanOrEqual(maximumUnacknowledgedPackets);
  });
});

describe('packets', () => {
  it('that are sent again are dropped and acknowledged again', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 100));
    await recorder.toCapture.take('ack', ({ sequence }) => sequence >= 74);
    const [bytes] = speech;
    if (bytes === undefined) throw new Error('no speech');
    recorder.fromCapture({ kind: 'packet', sequence: 0, droppedBefore: 0, bytes, level: { peak: 0, rms: 0 } });
    await recorder.toCapture.take('ack', ({ sequence }) => sequence >= 74);
    await stopped(recorder);
    expect(hexOf(soundOf(await readRecording(setting.files)).slice(0, 100))).toEqual(hexOf(speech.slice(0, 100)));
  });

  const level = { peak: 0, rms: 0 };
  const droppedBefore = 0;
  it.each([
    ['with a gap before it', { kind: 'packet', sequence: 11, droppedBefore, bytes: new Uint8Array(packetSize), level }],
    ['of another size', { kind: 'packet', sequence: 10, droppedBefore, bytes: new Uint8Array(packetSize - 1), level }],
    ['of no form that we know', { kind: 'packet', sequence: 10, droppedBefore, bytes: 'OggS', level }],
    [
      'with an impossible level',
      { kind: 'packet', sequence: 10, droppedBefore, bytes: new Uint8Array(packetSize), level: { peak: 2 } },
    ],
  ])('one %s ends the page that sent it, and the recording goes on with another', async (_, packet) => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 10));
    recorder.fromCaptureUnchecked(packet);
    await recorder.toMain.take('capture-wanted');
    recorder.tick(4);
    expect(recorder.status()).toMatchObject({ phase: 'stalled', error: 'capture/packet-refused' });
    recorder.attachCapture();
    await recorder.toCapture.take('order');
    recorder.sendPackets(speech.slice(10, 60));
    expect(recorder.status()).toMatchObject({ phase: 'recording', error: null });
    await stopped(recorder);
    const sound = hexOf(soundOf(await readRecording(setting.files)));
    expect(sound.slice(0, 10)).toEqual(hexOf(speech.slice(0, 10)));
    expect(sound.slice(-50)).toEqual(hexOf(speech.slice(10, 60)));
  });

  it('that the page had no room for become silence where they were', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    recorder.nowMs += 2000;
    recorder.sendPackets(speech.slice(50, 100), 0.5, 100);
    const { durationMs } = await stopped(recorder);
    expect(await marksOf(setting, durationMs)).toMatchObject({
      gaps: [{ why: 'missing', fromMs: durationMsOf(50), durationMs: 2000 }],
    });
  });
});

describe('a capture page that goes', () => {
  const ways: [string, (recorder: RecorderHere) => void, string][] = [
    ['closes its port', (recorder) => recorder.closeCapture(), 'capture/page-gone'],
    ['is gone for main', (recorder) => recorder.tellMain({ kind: 'capture-gone' }), 'capture/page-gone'],
    [
      'says that the device was lost',
      (recorder) => recorder.fromCapture({ kind: 'failed', error: 'capture/device-lost' }),
      'capture/device-lost',
    ],
  ];

  it.each(ways)('and %s before any sound ends the recording', async (_, go, code) => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    go(recorder);
    expect(await recorder.toVault.take('failed')).toMatchObject({ error: code });
    await recorder.ended;
  });

  it.each(ways)(
    'and %s is replaced, with what came before durable and a gap of the true length',
    async (_, go, code) => {
      await using setting = await recorderSetting();
      const recorder = await armed(setting);
      recorder.sendPackets(speech.slice(0, 130));
      go(recorder);
      await recorder.toMain.take('capture-wanted');
      await recorder.toMain.take('status', ({ status }) => status.savedMs >= durationMsOf(130));
      recorder.tick(4);
      expect(recorder.status()).toMatchObject({ phase: 'stalled', error: code });
      recorder.tick(3);
      recorder.attachCapture();
      await recorder.toCapture.take('order');
      recorder.sendPackets(speech.slice(130, 180));
      const { durationMs } = await stopped(recorder);
      expect(durationMs).toBe(durationMsOf(280));
      expect(await marksOf(setting, durationMs)).toMatchObject({
        gaps: [{ why: 'missing', fromMs: durationMsOf(130), durationMs: 2000 }],
      });
      expect(await judgeOgg(await readRecording(setting.files))).toMatchObject({ complaints: [] });
    },
  );

  it('is asked for again every two seconds while none can listen', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    recorder.closeCapture();
    recorder.tick(20);
    expect(recorder.toMain.all('capture-wanted')).toHaveLength(3);
    await stoppedWithoutPage(recorder);
  });

  it('is followed by one that says whether another microphone stands in', async () => {
    await using setting = await recorderSetting();
    const recorder = new RecorderHere();
    recorder.attachVault({ ...setting.order(), microphone: 'Desk' });
    await recorder.toVault.take('began');
    recorder.attachCapture();
    recorder.fromCapture({ kind: 'opened', current: 'Desk', microphones: [] });
    expect(recorder.status().isOtherMicrophone).toBeUndefined();
    recorder.sendPackets(speech.slice(0, 10));
    recorder.fromCapture({ kind: 'failed', error: 'capture/device-lost' });
    recorder.attachCapture();
    recorder.fromCapture({ kind: 'opened', current: 'Built-in', microphones: [] });
    expect(recorder.status().isOtherMicrophone).toBe(true);
    await stopped(recorder);
  });

  it('of spoken consent ends it, for it is said in one breath', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting, new RecorderHere(), 'spoken-consent');
    recorder.sendPackets(speech.slice(0, 50));
    recorder.closeCapture();
    expect(await recorder.toVault.take('failed')).toMatchObject({ error: 'capture/page-gone' });
  });
});

describe('a computer that sleeps', () => {
  async function slept(ms: number, isAnnounced: boolean) {
    const setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    if (isAnnounced) recorder.tellMain({ kind: 'suspend' });
    recorder.nowMs += ms;
    recorder.tick();
    await recorder.toCapture.take('pause');
    recorder.fromCapture({ kind: 'paused' });
    await recorder.toMain.take('status', ({ status }) => status.phase === 'paused');
    recorder.tellMain({ kind: 'wake' });
    return { setting, recorder };
  }

  it('for less than a minute goes on recording, with the gap marked', async () => {
    const { setting, recorder } = await slept(30_000, true);
    await using _ = setting;
    await recorder.toCapture.take('resume');
    recorder.sendPackets(speech.slice(50, 100));
    const { durationMs } = await stopped(recorder);
    const { gaps } = await marksOf(setting, durationMs);
    expect(gaps.map(({ why, fromMs }) => ({ why, fromMs }))).toEqual([{ why: 'asleep', fromMs: durationMsOf(50) }]);
    expect(Math.abs((gaps[0]?.durationMs ?? 0) - 30_000)).toBeLessThanOrEqual(250);
  });

  it.each([
    ['and says so', true],
    ['without a word', false],
  ])('for longer %s is paused until a person goes on', async (_, isAnnounced) => {
    const { setting, recorder } = await slept(3_600_000, isAnnounced);
    await using _setting = setting;
    expect(recorder.status()).toMatchObject({ phase: 'paused', pausedBy: 'sleep' });
    expect(recorder.toCapture.all('resume')).toEqual([]);
    recorder.tellMain({ kind: 'resume' });
    await recorder.toCapture.take('resume');
    recorder.sendPackets(speech.slice(50, 100));
    const { durationMs } = await stopped(recorder);
    expect(Math.abs(durationMs - 3_602_000)).toBeLessThanOrEqual(750);
  });
});

describe('a bookmark', () => {
  it('is where the next sound is, and is counted', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    recorder.tellMain({ kind: 'bookmark' });
    recorder.sendPackets(speech.slice(50, 100));
    recorder.tellMain({ kind: 'bookmark' });
    recorder.sendPackets(speech.slice(100, 160));
    // What is not saved yet is not called marked.
    await recorder.toCapture.take('ack', ({ sequence }) => sequence >= 100);
    expect(recorder.status().bookmarkCount).toBe(2);
    const { durationMs } = await stopped(recorder);
    expect(await marksOf(setting, durationMs)).toEqual({
      gaps: [],
      bookmarksMs: [durationMsOf(50), durationMsOf(100)],
    });
  });

  it('is not made while nothing is heard', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.tellMain({ kind: 'bookmark' });
    recorder.sendPackets(speech.slice(0, 50));
    expect(recorder.status().bookmarkCount).toBe(0);
    await stopped(recorder);
  });
});

describe('a disk that fills up', () => {
  it('is measured every ten seconds, in minutes of this recording', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.freeBytes = reservedBytes + 6000 * 60 * 12;
    recorder.tick(40);
    await new Promise(setImmediate);
    expect(recorder.status().freeMinutes).toBe(12);
    await stoppedWithoutPage(recorder);
  });

  it('ends the recording whole before it is full', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 100));
    recorder.freeBytes = reservedBytes + 6000 * 59;
    recorder.tick(40);
    expect(await recorder.toVault.take('failed')).toMatchObject({
      error: 'storage/disk-full',
      progress: { isFinal: true },
    });
    expect(await judgeOgg(await readRecording(setting.files))).toMatchObject({ complaints: [] });
  });

  it('that does not say how full it is stops nothing', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.freeBytes = null;
    recorder.tick(40);
    await new Promise(setImmediate);
    expect(recorder.status().phase).toBe('stalled');
    await stoppedWithoutPage(recorder);
  });
});

describe('the vault process', () => {
  it('may go, and the one that comes after it is told where the recording is', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.sendPackets(speech.slice(0, 50));
    recorder.closeVault();
    recorder.sendPackets(speech.slice(50, 100));
    await recorder.toCapture.take('ack', ({ sequence }) => sequence >= 74);
    recorder.attachVault({ kind: 'describe' });
    const { progress } = await recorder.toVault.take('progress');
    expect(progress.durationMs).toBeGreaterThanOrEqual(durationMsOf(75));
    expect(progress.chunkCount).toBeGreaterThan(0);
    await stopped(recorder);
  });

  it('is told every ten seconds what is durable', async () => {
    await using setting = await recorderSetting();
    const recorder = await armed(setting);
    recorder.tick(39);
    expect(recorder.toVault.all('progress')).toHaveLength(0);
    recorder.tick();
    expect(recorder.toVault.all('progress')).toHaveLength(1);
    await stoppedWithoutPage(recorder);
  });

  it('cannot give a recorder a second order', async () => {
    await using setting = await recorderSetting();
    await using other = await recorderSetting();
    const recorder = await armed(setting);
    recorder.attachVault(other.order());
    await stopped(recorder);
    await expect(access(other.folder)).rejects.toThrow();
  });
});

it('a second recorder of the same recording is refused by the lock', async () => {
  await using setting = await recorderSetting();
  const first = await armed(setting);
  const second = new RecorderHere();
  second.attachVault(setting.order());
  expect(await second.toVault.take('failed')).toEqual({ kind: 'failed', error: 'request/conflict', progress: null });
  await second.ended;
  first.sendPackets(speech.slice(0, 30));
  await stopped(first);
});

it('a vault folder that has gone is said and not made anew', async () => {
  await using setting = await recorderSetting();
  const recorder = new RecorderHere();
  recorder.attachVault({ ...setting.order(), vaultFolder: join(setting.vaultFolder, 'gone') });
  expect(await recorder.toVault.take('failed')).toMatchObject({ error: 'storage/folder-gone', progress: null });
  await recorder.ended;
  expect(await readdir(setting.vaultFolder)).toEqual([]);
});
