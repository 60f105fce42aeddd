import { SottoError } from '../../contract/sotto-error.ts';
import { deriveLevelsKey, deriveSegmentKey } from '../crypto/v1/segment.ts';
import { packetCountOf } from '../ogg/stream-time.ts';
import { highestPeak, levelRecordLength } from './level-records.ts';
import { segmentPath } from './recording-files.ts';
import type { RecordingFiles } from './recording-reader.ts';
import { openSegment, type SegmentReader } from './segment-reader.ts';

/** One segment's part of the recording; the levels say nothing certain about how long the sound is. */
export interface SegmentTime {
  readonly segment: number;
  readonly durationMs: number;
}

interface OpenLevels {
  readonly reader: SegmentReader | null;
  readonly firstPacket: number;
  readonly packetCount: number;
}

/**
 * The highest peak, 0 to 1, of each of at most `maximumBars` equal stretches of a recording; null where it is not known
 * because the levels are gone or damaged, which is no failure: the sound does not need them. No more than one stretch is
 * in memory.
 */
export async function readWaveform(
  files: RecordingFiles,
  segments: readonly SegmentTime[],
  maximumBars: number,
): Promise<(number | null)[]> {
  const parts: OpenLevels[] = [];
  let packetCount = 0;
  try {
    for (const { segment, durationMs } of segments) {
      const count = packetCountOf(durationMs);
      parts.push({ reader: await openLevels(files, segment), firstPacket: packetCount, packetCount: count });
      packetCount += count;
    }
    const barCount = Math.min(maximumBars, packetCount);
    const bars: (number | null)[] = [];
    for (let bar = 0; bar < barCount; bar += 1) {
      const from = Math.floor((bar * packetCount) / barCount);
      const to = Math.floor(((bar + 1) * packetCount) / barCount);
      bars.push(await peakBetween(parts, from, to));
    }
    return bars;
  } finally {
    for (const { reader } of parts) await reader?.close();
  }
}

/** Null when they are gone or damaged: the sound does not need them. */
export async function openLevels(files: RecordingFiles, segment: number): Promise<SegmentReader | null> {
  const { folder, vaultId, recordingId, recordingKey } = files;
  const segmentKey = deriveSegmentKey(recordingKey, segment);
  const key = deriveLevelsKey(segmentKey);
  try {
    const path = segmentPath(folder, 'levels', segment);
    return await unlessUnreadable(openSegment(path, key, { kind: 'levels', vaultId, recordingId, segment }));
  } finally {
    key.wipe();
    segmentKey.wipe();
  }
}

async function peakBetween(parts: readonly OpenLevels[], from: number, to: number): Promise<number | null> {
  let highest: number | null = null;
  for (const { reader, firstPacket, packetCount } of parts) {
    const first = Math.max(from - firstPacket, 0);
    const end = Math.min(to - firstPacket, packetCount);
    if (reader === null || first >= end) continue;
    const read = reader.readAt(first * levelRecordLength, (end - first) * levelRecordLength);
    const records = await unlessUnreadable(read);
    if (records === null || records.length < levelRecordLength) continue;
    highest = Math.max(highest ?? 0, highestPeak(records));
  }
  return highest;
}

export async function unlessUnreadable<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SottoError) return null;
    throw error;
  }
}
