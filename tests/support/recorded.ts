import { cp, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { RecorderHere } from './recorder-here.ts';
import type { RecorderSetting } from './recorder-setting.ts';

/** Makes one segment from order to stop. Answers what is to be remembered of it. */
export async function recordWhole(
  setting: RecorderSetting,
  packets: readonly Uint8Array<ArrayBuffer>[],
  segment = 0,
): Promise<SegmentProgress> {
  return finish(await begin(setting, packets, segment));
}

/**
 * Makes one segment as it lies there after a crash: `packets` were sent and the disk had caught up. Answers what the
 * vault was last told.
 */
export async function recordTorn(
  setting: RecorderSetting,
  packets: readonly Uint8Array<ArrayBuffer>[],
  segment = 0,
): Promise<SegmentProgress> {
  const recorder = await begin(setting, packets, segment);
  await recorder.toCapture.take('ack', ({ sequence }) => sequence >= packets.length - 75);
  recorder.attachVault({ kind: 'describe' });
  const { progress } = await recorder.toVault.take('progress');
  const snapshot = `${setting.folder}.snapshot`;
  await cp(setting.folder, snapshot, { recursive: true, filter: (path) => !basename(path).startsWith('lock') });
  await finish(recorder);
  await rm(setting.folder, { recursive: true });
  await cp(snapshot, setting.folder, { recursive: true });
  await rm(snapshot, { recursive: true });
  return progress;
}

async function begin(
  setting: RecorderSetting,
  packets: readonly Uint8Array<ArrayBuffer>[],
  segment: number,
): Promise<RecorderHere> {
  const recorder = new RecorderHere();
  recorder.attachVault(setting.order(segment));
  await recorder.toVault.take('began');
  recorder.attachCapture();
  recorder.sendPackets(packets);
  return recorder;
}

async function finish(recorder: RecorderHere): Promise<SegmentProgress> {
  recorder.tellMain({ kind: 'stop' });
  recorder.fromCapture({ kind: 'stopped' });
  const { progress } = await recorder.toMain.take('finished');
  await recorder.ended;
  return progress;
}
