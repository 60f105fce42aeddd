import { expect, it } from 'vitest';
import { deriveLevelsKey, deriveSegmentKey, newSegmentHeader } from '../../../main/crypto/v1/segment.ts';
import { durationMsOf } from '../../../main/ogg/stream-time.ts';
import { encodeLevel, highestPeak } from '../../../main/vault/level-records.ts';
import { makeRecordingFolder, segmentPath } from '../../../main/vault/recording-files.ts';
import { readWaveform } from '../../../main/vault/recording-levels.ts';
import { createSegment } from '../../../main/vault/segment-writer.ts';
import { recorderSetting, type RecorderSetting } from '../../support/recorder-setting.ts';

async function writeLevels({ files }: RecorderSetting, segment: number, peaks: readonly number[]): Promise<void> {
  await makeRecordingFolder(files.folder);
  const key = deriveLevelsKey(deriveSegmentKey(files.recordingKey, segment));
  const header = newSegmentHeader({ ...files, kind: 'levels', segment, chunkSize: 256 });
  const writer = await createSegment(segmentPath(files.folder, 'levels', segment), key, header);
  for (const peak of peaks) await writer.append(encodeLevel({ peak, rms: 0 }));
  await writer.finish();
}

it('gives the highest peak of each stretch of time, across segments', async () => {
  await using setting = await recorderSetting();
  await writeLevels(setting, 0, [0, 1, 0, 0, 0]);
  await writeLevels(setting, 1, [0, 0, 1, 0, 0]);
  const times = [0, 1].map((segment) => ({ segment, durationMs: durationMsOf(5) }));
  expect(await readWaveform(setting.files, times, 5)).toEqual([1, 0, 0, 1, 0]);
  expect(await readWaveform(setting.files, times, 2)).toEqual([1, 1]);
  expect(await readWaveform(setting.files, times, 1)).toEqual([1]);
});

it('has no more bars than packets, and none for no time', async () => {
  await using setting = await recorderSetting();
  await writeLevels(setting, 0, [0, 1, 0]);
  expect(await readWaveform(setting.files, [{ segment: 0, durationMs: durationMsOf(3) }], 2000)).toEqual([0, 1, 0]);
  expect(await readWaveform(setting.files, [], 2000)).toEqual([]);
});

it('does not know what lies beyond the levels that were kept, nor those of a segment without any', async () => {
  await using setting = await recorderSetting();
  await writeLevels(setting, 0, [1, 1]);
  const times = [
    { segment: 0, durationMs: durationMsOf(4) },
    { segment: 1, durationMs: durationMsOf(2) },
  ];
  expect(await readWaveform(setting.files, times, 6)).toEqual([1, 1, null, null, null, null]);
});

it('keeps a level to one part in 65535', () => {
  expect(highestPeak(encodeLevel({ peak: 0, rms: 1 }))).toBe(0);
  expect(highestPeak(encodeLevel({ peak: 1, rms: 0 }))).toBe(1);
  expect(highestPeak(encodeLevel({ peak: 0.123, rms: 0 }))).toBeCloseTo(0.123, 4);
  expect(() => highestPeak(new Uint8Array(3))).toThrow(RangeError);
});
