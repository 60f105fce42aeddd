import { maximumReadBytes, packetDurationMs } from '../../contract/limits.ts';
import type { Gap } from '../../contract/recording.ts';
import { durationMsOf, packetCountOf } from '../ogg/stream-time.ts';
import { levelRecordLength, markAt, type LevelMark } from './level-records.ts';
import { openLevels, unlessUnreadable, type SegmentTime } from './recording-levels.ts';
import type { RecordingFiles } from './recording-reader.ts';
import type { SegmentReader } from './segment-reader.ts';

export interface RecordingMarks {
  /** In order; of one cause and without a packet of sound between them they are one. */
  readonly gaps: Gap[];
  readonly bookmarksMs: number[];
}

interface Run {
  readonly why: Exclude<LevelMark, 'bookmark'>;
  readonly from: number;
  count: number;
}

/**
 * What a recording's levels mark: where silence stands for sound that nobody heard, and what the person marked. Nothing
 * where the levels are gone or damaged, as for the waveform.
 */
export async function readMarks(files: RecordingFiles, segments: readonly SegmentTime[]): Promise<RecordingMarks> {
  const runs: Run[] = [];
  const bookmarks: number[] = [];
  let firstPacket = 0;
  for (const { segment, durationMs } of segments) {
    const packetCount = packetCountOf(durationMs);
    const reader = await openLevels(files, segment);
    try {
      if (reader !== null) await addMarks(reader, firstPacket, packetCount, runs, bookmarks);
    } finally {
      await reader?.close();
    }
    firstPacket += packetCount;
  }
  const gaps = runs.map(({ why, from, count }) => ({
    why,
    fromMs: durationMsOf(from),
    durationMs: count * packetDurationMs,
  }));
  return { gaps, bookmarksMs: bookmarks.map((packet) => durationMsOf(packet)) };
}

async function addMarks(
  reader: SegmentReader,
  firstPacket: number,
  packetCount: number,
  runs: Run[],
  bookmarks: number[],
): Promise<void> {
  const perRead = Math.floor(maximumReadBytes / levelRecordLength);
  for (let first = 0; first < packetCount; first += perRead) {
    const count = Math.min(perRead, packetCount - first);
    const records = await unlessUnreadable(reader.readAt(first * levelRecordLength, count * levelRecordLength));
    if (records === null) return;
    for (let index = 0; (index + 1) * levelRecordLength <= records.length; index += 1) {
      const mark = markAt(records, index * levelRecordLength);
      const packet = firstPacket + first + index;
      if (mark === 'bookmark') bookmarks.push(packet);
      else if (mark !== null) addToRun(runs, mark, packet);
    }
  }
}

function addToRun(runs: Run[], why: Run['why'], packet: number): void {
  const last = runs.at(-1);
  if (last?.why === why && last.from + last.count === packet) last.count += 1;
  else runs.push({ why, from: packet, count: 1 });
}
