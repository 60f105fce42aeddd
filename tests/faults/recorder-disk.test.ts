import { beforeAll, describe, expect, it } from 'vitest';
import { durationMsOf } from '../../main/ogg/stream-time.ts';
import { recoverRecording } from '../../main/vault/recover-recording.ts';
import { realDisk, type SegmentDisk } from '../../main/vault/segment-disk.ts';
import { judgeOgg, speechPackets } from '../support/ogg-tools.ts';
import { readRecording } from '../support/read-recording.ts';
import { RecorderHere } from '../support/recorder-here.ts';
import { recorderSetting } from '../support/recorder-setting.ts';

let speech: Uint8Array<ArrayBuffer>[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

interface FaultyDisk extends SegmentDisk {
  /** From now on every `call` fails. */
  failNow(): void;
  syncsAfterFailure: number;
}

/** Files of which every `call` fails from a moment on. */
function faultyDisk(call: 'write' | 'sync', code: string): FaultyDisk {
  let isFailing = false;
  const failIf = (made: 'write' | 'sync') => {
    if (isFailing && made === call) throw Object.assign(new Error(code), { code });
  };
  const disk: FaultyDisk = {
    syncFolder: realDisk.syncFolder,
    failNow: () => {
      isFailing = true;
    },
    syncsAfterFailure: 0,
    create: async (path) => {
      const file = await realDisk.create(path);
      return {
        close: file.close,
        write: async (bytes, position) => {
          failIf('write');
          return file.write(bytes, position);
        },
        sync: async () => {
          if (isFailing) disk.syncsAfterFailure += 1;
          failIf('sync');
          await file.sync();
        },
      };
    },
  };
  return disk;
}

describe('a disk that fails while a recording runs', () => {
  it.each([
    ['write', 'ENOSPC', 'storage/disk-full'],
    ['write', 'EIO', 'storage/io-failed'],
    ['write', 'EROFS', 'storage/read-only'],
    ['sync', 'EIO', 'storage/io-failed'],
    ['sync', 'ENOSPC', 'storage/disk-full'],
  ] as const)('in a %s with %s is said, and what was saved before plays', async (call, code, expected) => {
    await using setting = await recorderSetting();
    const disk = faultyDisk(call, code);
    const recorder = new RecorderHere(disk);
    recorder.attachVault(setting.order());
    await recorder.toVault.take('began');
    recorder.attachCapture();
    recorder.sendPackets(speech.slice(0, 100));
    const { sequence } = await recorder.toCapture.take('ack', (ack) => ack.sequence >= 74);
    disk.failNow();
    recorder.sendPackets(speech.slice(100, 200));
    const { error, progress } = await recorder.toVault.take('failed');
    await recorder.ended;
    expect(error).toBe(expected);
    expect(progress).toMatchObject({ isFinal: false });
    expect(recorder.toMain.all('status').at(-1)?.status).toMatchObject({ phase: 'failed', error: expected });
    // Never tried again: one file's fsync failed, once.
    expect(disk.syncsAfterFailure).toBeLessThanOrEqual(1);

    const found = await recoverRecording(setting.files, progress === null ? [] : [progress]);
    expect(found.state).toBe('recovered');
    expect(found.durationMs).toBeGreaterThanOrEqual(durationMsOf(sequence + 1));
    expect(await judgeOgg(await readRecording(setting.files))).toMatchObject({ complaints: [] });
  });

  it('in the last moment of a stop is said too', async () => {
    await using setting = await recorderSetting();
    const disk = faultyDisk('sync', 'EIO');
    const recorder = new RecorderHere(disk);
    recorder.attachVault(setting.order());
    await recorder.toVault.take('began');
    recorder.attachCapture();
    recorder.tellMain({ kind: 'stop' });
    disk.failNow();
    recorder.fromCapture({ kind: 'stopped' });
    expect(await recorder.toVault.take('failed')).toMatchObject({ error: 'storage/io-failed' });
    await recorder.ended;
  });

  it('before it began is said without any progress', async () => {
    await using setting = await recorderSetting();
    const disk = faultyDisk('sync', 'EIO');
    disk.failNow();
    const recorder = new RecorderHere(disk);
    recorder.attachVault(setting.order());
    expect(await recorder.toVault.take('failed')).toEqual({
      kind: 'failed',
      error: 'storage/io-failed',
      progress: null,
    });
    await recorder.ended;
  });
});
