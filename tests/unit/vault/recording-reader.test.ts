import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deriveSegmentKey, newSegmentHeader } from '../../../main/crypto/v1/segment.ts';
import { makeRecordingFolder, segmentPath } from '../../../main/vault/recording-files.ts';
import { openRecording } from '../../../main/vault/recording-reader.ts';
import { createSegment } from '../../../main/vault/segment-writer.ts';
import { recorderSetting, type RecorderSetting } from '../../support/recorder-setting.ts';
import { samplePlaintext } from '../../support/segment-setting.ts';

/** Segments of these lengths, one after the other parts of the same sample. */
async function writeSegments({ files }: RecorderSetting, lengths: readonly number[]): Promise<void> {
  await makeRecordingFolder(files.folder);
  let offset = 0;
  for (const [segment, length] of lengths.entries()) {
    const key = deriveSegmentKey(files.recordingKey, segment);
    const header = newSegmentHeader({ ...files, kind: 'audio', segment, chunkSize: 64 });
    const writer = await createSegment(segmentPath(files.folder, 'audio', segment), key, header);
    await writer.append(samplePlaintext(10_000).subarray(offset, offset + length));
    await writer.finish();
    offset += length;
  }
}

it('reads several segments as one stream, at any place', async () => {
  await using setting = await recorderSetting();
  await writeSegments(setting, [300, 0, 64, 1000]);
  const reader = await openRecording(setting.files, [0, 1, 2, 3]);
  expect(reader.totalLength).toBe(1364);
  const whole = samplePlaintext(10_000).subarray(0, 1364);
  await fc.assert(
    fc.asyncProperty(fc.nat(1500), fc.nat(1500), async (offset, length) => {
      expect(await reader.readAt(offset, length)).toEqual(new Uint8Array(whole.subarray(offset, offset + length)));
    }),
  );
  await reader.close();
});

it('misses a segment that was taken away, and one that was never made', async () => {
  await using setting = await recorderSetting();
  await writeSegments(setting, [300, 300]);
  await expect(openRecording(setting.files, [0, 1, 2])).rejects.toMatchObject({ code: 'storage/folder-gone' });
  await rm(segmentPath(setting.folder, 'audio', 1));
  await expect(openRecording(setting.files, [0, 1])).rejects.toMatchObject({ code: 'storage/folder-gone' });
});

it('is empty without segments', async () => {
  await using setting = await recorderSetting();
  const reader = await openRecording(setting.files, []);
  expect(reader.totalLength).toBe(0);
  expect(await reader.readAt(0, 100)).toHaveLength(0);
  await reader.close();
});

it.each([
  [-1, 5],
  [0, -1],
  [0.5, 5],
  [0, Number.NaN],
])('refuses to read at %d for %d', async (offset, length) => {
  await using setting = await recorderSetting();
  await writeSegments(setting, [300]);
  const reader = await openRecording(setting.files, [0]);
  await expect(reader.readAt(offset, length)).rejects.toThrow(RangeError);
  await reader.close();
});

it('refuses an older file of a segment, authentic as it is, that ends otherwise than remembered', async () => {
  await using setting = await recorderSetting();
  await writeSegments(setting, [300]);
  const remembered = { segment: 0, chunkCount: 5, lastTag: '00'.repeat(16), isFinal: true };
  await expect(openRecording(setting.files, [0], [remembered])).rejects.toMatchObject({ code: 'integrity/shortened' });
});

it('reads a segment whose end was never heard of', async () => {
  await using setting = await recorderSetting();
  await writeSegments(setting, [300]);
  const remembered = { segment: 0, chunkCount: 3, lastTag: '00'.repeat(16), isFinal: false };
  const reader = await openRecording(setting.files, [0], [remembered]);
  expect(reader.totalLength).toBe(300);
  await reader.close();
});
