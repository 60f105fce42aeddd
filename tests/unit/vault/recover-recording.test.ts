import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SegmentProgress } from '../../../contract/recorder-messages.ts';
import { deriveSegmentKey, newSegmentHeader } from '../../../main/crypto/v1/segment.ts';
import { OpusStream } from '../../../main/ogg/opus-stream.ts';
import { durationMsOf } from '../../../main/ogg/stream-time.ts';
import { readWaveform } from '../../../main/vault/recording-levels.ts';
import { recoverRecording } from '../../../main/vault/recover-recording.ts';
import { realDisk, type SegmentDisk } from '../../../main/vault/segment-disk.ts';
import { createSegment } from '../../../main/vault/segment-writer.ts';
import { judgeOgg, pagesOf, speechPackets } from '../../support/ogg-tools.ts';
import { readRecording } from '../../support/read-recording.ts';
import { recordTorn, recordWhole } from '../../support/recorded.ts';
import { recorderSetting, type RecorderSetting } from '../../support/recorder-setting.ts';

const sealedChunk = 2048 + 40;
const headerLength = 68;

let speech: Uint8Array<ArrayBuffer>[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

const audioOf = ({ folder }: RecorderSetting) => join(folder, '000000.audio');
const levelsOf = ({ folder }: RecorderSetting) => join(folder, '000000.levels');

function finalOf(progress: SegmentProgress | null | undefined): SegmentProgress {
  if (progress === null || progress === undefined) throw new Error('no progress');
  return progress;
}

async function flipByte(path: string, offset: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** A disk that fails when the `count`-th call of `kind` is made. */
function failingDisk(kind: 'write' | 'sync', count: number, code: string): SegmentDisk {
  let calls = 0;
  const failAtCount = (called: 'write' | 'sync') => {
    if (called === kind) calls += 1;
    if (called === kind && calls === count) throw Object.assign(new Error(code), { code });
  };
  return {
    ...realDisk,
    create: async (path) => {
      const file = await realDisk.create(path);
      return {
        ...file,
        write: async (bytes, position) => {
          failAtCount('write');
          return file.write(bytes, position);
        },
        sync: async () => {
          failAtCount('sync');
          await file.sync();
        },
      };
    },
  };
}

describe('a recording that its recorder finished', () => {
  it('is complete and not touched', async () => {
    await using setting = await recorderSetting();
    const progress = await recordWhole(setting, speech.slice(0, 120));
    const before = await readFile(audioOf(setting));
    for (const known of [[], [progress], [{ ...progress, chunkCount: 0, lastTag: '', isFinal: false }]]) {
      expect(await recoverRecording(setting.files, known, 5000)).toEqual({
        state: 'complete',
        durationMs: durationMsOf(120),
        lostMs: 0,
        segments: [{ segment: 0, outcome: 'complete', progress }],
      });
    }
    expect(await readFile(audioOf(setting))).toEqual(before);
  });

  it('is altered when it is not the one that was remembered', async () => {
    await using setting = await recorderSetting();
    const progress = await recordWhole(setting, speech.slice(0, 120));
    const others = [{ lastTag: '0'.repeat(32) }, { chunkCount: progress.chunkCount + 1 }];
    for (const other of others) {
      expect(await recoverRecording(setting.files, [{ ...progress, ...other }])).toMatchObject({ state: 'altered' });
    }
    await truncate(audioOf(setting), headerLength + 3 * sealedChunk);
    expect(await recoverRecording(setting.files, [progress])).toEqual({
      state: 'altered',
      durationMs: durationMsOf(120),
      lostMs: null,
      segments: [{ segment: 0, outcome: 'altered', progress: null }],
    });
  });

  it('and whose last page was saved without its final chunk misses nothing', async () => {
    await using setting = await recorderSetting();
    await recordWhole(setting, speech.slice(0, 10));
    const chunkSize = 64;
    // Grows until the stream fills its chunks exactly.
    const streams = speech.map((_, count) => {
      const stream = new OpusStream(1, 120);
      const pages = [stream.headers(), ...speech.slice(0, count).map((packet) => stream.add(packet)), stream.end()];
      return { count, bytes: Buffer.concat(pages.filter((page) => page !== null)) };
    });
    const exact = streams.find(({ count, bytes }) => count % 25 > 0 && bytes.length % chunkSize === 0);
    if (exact === undefined) throw new Error('none fits');
    const key = deriveSegmentKey(setting.files.recordingKey, 0);
    const header = newSegmentHeader({ ...setting.files, kind: 'audio', segment: 0, chunkSize });
    await rm(audioOf(setting));
    const writer = await createSegment(audioOf(setting), key, header);
    await writer.append(exact.bytes);
    await writer.abandon();
    const first = await recoverRecording(setting.files, []);
    expect(first).toMatchObject({ state: 'complete', durationMs: durationMsOf(exact.count), lostMs: 0 });
    expect(await recoverRecording(setting.files, [])).toEqual(first);
  });
});

describe('a recording that was cut off', () => {
  it('keeps all that was acknowledged and ends so that every reader is content', async () => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 200));
    const found = await recoverRecording(setting.files, [known], durationMsOf(200));
    expect(found.state).toBe('recovered');
    expect(found.durationMs).toBeGreaterThanOrEqual(known.durationMs);
    expect(found.lostMs).toBe(durationMsOf(200) - found.durationMs);
    expect(found.lostMs).toBeLessThanOrEqual(2000);
    const ogg = await readRecording(setting.files);
    const verdict = await judgeOgg(ogg);
    expect(verdict.complaints).toEqual([]);
    expect(verdict.playbackSeconds).toEqual([expect.closeTo(found.durationMs / 1000, 2)]);
    expect(await readdir(setting.folder)).toEqual(['000000.audio', '000000.levels']);
  });

  it('gives the same when it is recovered again, whichever of both results was remembered', async () => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 200));
    const first = await recoverRecording(setting.files, [known], 9000);
    const after = await readFile(audioOf(setting));
    expect(await recoverRecording(setting.files, [known], 9000)).toEqual(first);
    const remembered = finalOf(first.segments[0]?.progress);
    expect(await recoverRecording(setting.files, [remembered], 9000)).toEqual(first);
    expect(await readFile(audioOf(setting))).toEqual(after);
  });

  it('at any length keeps a beginning of the sound, and never less for a longer file', async () => {
    await using setting = await recorderSetting();
    await recordTorn(setting, speech.slice(0, 150));
    const torn = await readFile(audioOf(setting));
    let longest = 0;
    for (let length = 0; length <= torn.length; length += 611) {
      await writeFile(audioOf(setting), torn.subarray(0, length));
      const found = await recoverRecording(setting.files, []);
      expect(found.state).toBe('recovered');
      expect(found.durationMs).toBeGreaterThanOrEqual(longest);
      longest = found.durationMs;
      if (found.segments[0]?.outcome !== 'recovered') continue;
      const packets = pagesOf(await readRecording(setting.files))
        .slice(2, -1)
        .flatMap((page) => page.packets);
      expect(packets.map((packet) => Buffer.from(packet))).toEqual(
        speech.slice(0, packets.length).map((packet) => Buffer.from(packet)),
      );
    }
    expect(longest).toBeGreaterThanOrEqual(durationMsOf(75));
  });

  it('loses a tail of which nothing opens, be it of zeros', async () => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 150));
    const torn = await readFile(audioOf(setting));
    await writeFile(audioOf(setting), Buffer.concat([torn, new Uint8Array(5000)]));
    const found = await recoverRecording(setting.files, [known]);
    expect(found).toMatchObject({ state: 'recovered', lostMs: null });
    expect(found.durationMs).toBeGreaterThanOrEqual(known.durationMs);
    expect(await judgeOgg(await readRecording(setting.files))).toMatchObject({ complaints: [] });
  });

  it('is not stopped by what an interrupted recovery left behind', async () => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 150));
    await copyFile(audioOf(setting), `${audioOf(setting)}.new`);
    expect(await recoverRecording(setting.files, [known])).toMatchObject({ state: 'recovered' });
    expect(await readdir(setting.folder)).toEqual(['000000.audio', '000000.levels']);
  });

  it('keeps the levels that open', async () => {
    await using setting = await recorderSetting();
    await recordTorn(setting, speech.slice(0, 200));
    const { durationMs } = await recoverRecording(setting.files, []);
    const bars = await readWaveform(setting.files, [{ segment: 0, durationMs }], 100);
    expect(bars.slice(0, 40)).toEqual(bars.slice(0, 40).fill(bars[0] ?? null));
    expect(bars[0]).toBeCloseTo(0.5, 3);
  });

  it.each(['gone', 'damaged', 'cut in its header'])('does not need its levels, which may be %s', async (how) => {
    await using setting = await recorderSetting();
    await recordTorn(setting, speech.slice(0, 150));
    if (how === 'gone') await rm(levelsOf(setting));
    else if (how === 'damaged') await flipByte(levelsOf(setting), headerLength + 5);
    else await truncate(levelsOf(setting), 20);
    const { state, durationMs } = await recoverRecording(setting.files, []);
    expect(state).toBe('recovered');
    const bars = await readWaveform(setting.files, [{ segment: 0, durationMs }], 3);
    expect(bars).toEqual([null, null, null]);
  });
});

describe('a recording that was altered stays untouched', () => {
  it.each([
    ['when chunks that were remembered are missing', (path: string) => truncate(path, headerLength + 2 * sealedChunk)],
    [
      'when a chunk that was remembered is another',
      (path: string) => flipByte(path, headerLength + 2 * sealedChunk - 1),
    ],
    ['when something authentic follows a hole', (path: string) => flipByte(path, headerLength + 3 * sealedChunk + 30)],
    ['when its header is another', (path: string) => flipByte(path, 40)],
    ['when its header is cut', (path: string) => truncate(path, 40)],
  ])('%s', async (_, alter) => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 200));
    await alter(audioOf(setting));
    const before = await readFile(audioOf(setting));
    expect(await recoverRecording(setting.files, [known], 4000)).toEqual({
      state: 'altered',
      durationMs: known.durationMs,
      lostMs: null,
      segments: [{ segment: 0, outcome: 'altered', progress: null }],
    });
    expect(await readFile(audioOf(setting))).toEqual(before);
    expect(await readdir(setting.folder)).toEqual(['000000.audio', '000000.levels']);
  });

  it('when its file is gone', async () => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 100));
    await rm(audioOf(setting));
    expect(await recoverRecording(setting.files, [known])).toMatchObject({ state: 'altered' });
  });
});

describe('a recording into which nothing was saved', () => {
  it.each([0, 20, headerLength, headerLength + 100])('says so with a file of %i bytes', async (length) => {
    await using setting = await recorderSetting();
    await recordTorn(setting, speech.slice(0, 100));
    await truncate(audioOf(setting), length);
    expect(await recoverRecording(setting.files, [])).toEqual({
      state: 'recovered',
      durationMs: 0,
      lostMs: null,
      segments: [{ segment: 0, outcome: 'empty', progress: null }],
    });
  });

  it('says so without a folder', async () => {
    await using setting = await recorderSetting();
    expect(await recoverRecording(setting.files, [], 0)).toEqual({
      state: 'recovered',
      durationMs: 0,
      lostMs: 0,
      segments: [],
    });
  });
});

describe('a disk that fails during a recovery', () => {
  it.each([
    ['write', 'ENOSPC', 'storage/disk-full'],
    ['write', 'EIO', 'storage/io-failed'],
    ['sync', 'EIO', 'storage/io-failed'],
  ] as const)('in a %s with %s leaves the recording as it was, for the next time', async (kind, code, expected) => {
    await using setting = await recorderSetting();
    const known = await recordTorn(setting, speech.slice(0, 200));
    const before = await readFile(audioOf(setting));
    for (const count of [1, 2]) {
      await expect(
        recoverRecording(setting.files, [known], null, failingDisk(kind, count, code)),
      ).rejects.toMatchObject({
        code: expected,
      });
      expect(await readFile(audioOf(setting))).toEqual(before);
      expect(await readdir(setting.folder)).toEqual(['000000.audio', '000000.levels']);
    }
    expect(await recoverRecording(setting.files, [known])).toMatchObject({ state: 'recovered' });
  });
});

it('a recording of two segments plays through, the second one recovered', async () => {
  await using setting = await recorderSetting();
  const first = await recordWhole(setting, speech.slice(0, 60));
  const torn = await recordTorn(setting, speech.slice(60, 200), 1);
  const found = await recoverRecording(setting.files, [first, torn]);
  expect(found.segments.map(({ outcome }) => outcome)).toEqual(['complete', 'recovered']);
  const durations = found.segments.map(({ progress }) => finalOf(progress).durationMs);
  expect(found.durationMs).toBe(durations.reduce((sum, duration) => sum + duration, 0));
  const verdict = await judgeOgg(await readRecording(setting.files, [0, 1]));
  expect(verdict.complaints).toEqual([]);
  expect(verdict.playbackSeconds).toEqual(durations.map((duration): unknown => expect.closeTo(duration / 1000, 2)));
});
