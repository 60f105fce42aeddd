import type { Passage } from '../../contract/passage.ts';
import { levelsChunkSizeBytes, liveChunkSizeBytes } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { deriveLevelsKey, deriveSegmentKey } from '../crypto/v1/segment.ts';
import { UntouchedDigest } from '../crypto/v1/untouched-digest.ts';
import { PacketReader, type StreamBytes } from '../ogg/packet-reader.ts';
import { encodePage } from '../ogg/page.ts';
import { packetsOfPassage, type PacketRange } from '../ogg/passage.ts';
import { silencePacket } from '../ogg/silence-packet.ts';
import { pagesOf } from '../ogg/stream-pages.ts';
import { levelRecordLength } from './level-records.ts';
import { makeRecordingFolder, segmentPath } from './recording-files.ts';
import { openRecording, type RecordingFiles, type RememberedSegment } from './recording-reader.ts';
import { realDisk, type SegmentDisk } from './segment-disk.ts';
import { openSegment } from './segment-reader.ts';
import { resealSegment } from './reseal-segment.ts';

export interface ErasedCopy {
  readonly packets: PacketRange;
  /** How each new file of sound ends; the tag in hexadecimal. */
  readonly endings: readonly {
    readonly segment: number;
    readonly packetCount: number;
    readonly chunkCount: number;
    readonly lastTag: string;
  }[];
  /** Digests over the packets outside the passage, of the old sound and of the new as it was read back. */
  readonly untouchedBefore: string;
  readonly untouchedAfter: string;
}

interface Part {
  readonly segment: number;
  readonly stream: StreamBytes;
  readonly firstPacket: number;
  readonly packetCount: number;
}

/**
 * Makes a copy of a recording's sound in which a passage is silence, under the key of `target`, and reads it back whole.
 * Every other packet stays as it is, and so do pages, times and sizes. The old files are only read; the copy is durable on
 * return.
 *
 * @throws `integrity/*` when the old sound is not as remembered, or the copy is not what it should be; `storage/*`.
 */
export async function eraseInSound(
  source: RecordingFiles,
  target: RecordingFiles,
  segments: readonly number[],
  remembered: readonly RememberedSegment[],
  passage: Passage,
  disk: SegmentDisk = realDisk,
): Promise<ErasedCopy> {
  const old = await openRecording(source, segments, remembered);
  try {
    const parts = await partsOf(old.streams, segments);
    const packets = packetsOfPassage(passage, countOf(parts));
    await makeRecordingFolder(target.folder);
    const before = new UntouchedDigest();
    const endings = [];
    for (const part of parts) {
      const ending = await sealAudio(target, part, withoutPassage(part, packets, before), disk);
      endings.push({ segment: part.segment, packetCount: part.packetCount, ...ending });
      await sealLevels(source, target, part, packets, disk);
    }
    const untouchedAfter = await digestOfCopy(target, segments, packets);
    if (untouchedAfter !== before.hex) throw new SottoError('integrity/record-malformed');
    return { packets, endings, untouchedBefore: before.hex, untouchedAfter };
  } finally {
    await old.close();
  }
}

async function partsOf(streams: readonly StreamBytes[], segments: readonly number[]): Promise<Part[]> {
  const parts: Part[] = [];
  let firstPacket = 0;
  for (const [place, stream] of streams.entries()) {
    const { packetCount } = await PacketReader.open(stream);
    parts.push({ segment: segments[place] ?? place, stream, firstPacket, packetCount });
    firstPacket += packetCount;
  }
  return parts;
}

function countOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { packetCount }) => sum + packetCount, 0);
}

/** The bytes of a part's stream: pages with something of the passage made anew, others as they are. */
async function* withoutPassage(part: Part, packets: PacketRange, untouched: UntouchedDigest): AsyncGenerator<Bytes> {
  let index = 0;
  for await (const { page, bytes } of pagesOf(part.stream)) {
    // Pages of headers hold no sound.
    if (page.granulePosition === 0) {
      yield bytes;
      continue;
    }
    const begin = index;
    index += page.packets.length;
    const kept = page.packets.map((packet, place) => {
      const isErased = isIn(packets, part, begin + place);
      if (!isErased) untouched.add(part.segment, begin + place, packet);
      return isErased ? silencePacket(packet.length) : packet;
    });
    const isTouched = kept.some((packet, place) => packet !== page.packets[place]);
    yield isTouched ? encodePage({ ...page, packets: kept }) : bytes;
  }
}

/** A packet that is trimmed away at the end of a recovered stream is not counted, and is silence already. */
function isIn({ first, end }: PacketRange, { firstPacket, packetCount }: Part, index: number): boolean {
  const place = firstPacket + index;
  return index < packetCount && place >= first && place < end;
}

async function sealAudio(
  target: RecordingFiles,
  { segment }: Part,
  stream: AsyncIterable<Bytes>,
  disk: SegmentDisk,
): Promise<{ chunkCount: number; lastTag: string }> {
  const key = deriveSegmentKey(target.recordingKey, segment);
  const { vaultId, recordingId } = target;
  const is = { kind: 'audio', vaultId, recordingId, segment, chunkSize: liveChunkSizeBytes } as const;
  try {
    return await resealSegment(segmentPath(target.folder, 'audio', segment), key, is, stream, disk);
  } finally {
    key.wipe();
  }
}

/** Levels that are gone or damaged are not there afterwards either: the sound does not need them. */
async function sealLevels(
  source: RecordingFiles,
  target: RecordingFiles,
  part: Part,
  packets: PacketRange,
  disk: SegmentDisk,
): Promise<void> {
  const levels = await readLevels(source, part);
  if (levels === null) return;
  for (let index = 0; index < part.packetCount; index += 1) {
    const offset = index * levelRecordLength;
    if (isIn(packets, part, index)) levels.fill(0, offset, offset + levelRecordLength);
  }
  const { vaultId, recordingId, folder } = target;
  const is = { kind: 'levels', vaultId, recordingId, segment: part.segment, chunkSize: levelsChunkSizeBytes } as const;
  const path = segmentPath(folder, 'levels', part.segment);
  await withLevelsKey(target, part.segment, (key) => resealSegment(path, key, is, once(levels), disk));
}

async function readLevels(files: RecordingFiles, { segment, packetCount }: Part): Promise<Bytes | null> {
  const { vaultId, recordingId, folder } = files;
  const path = segmentPath(folder, 'levels', segment);
  try {
    return await withLevelsKey(files, segment, async (key) => {
      const reader = await openSegment(path, key, { kind: 'levels', vaultId, recordingId, segment });
      try {
        return await reader.readAt(0, packetCount * levelRecordLength);
      } finally {
        await reader.close();
      }
    });
  } catch (error) {
    const isGone = error instanceof SottoError && error.code === 'storage/folder-gone';
    if (isGone || (error instanceof SottoError && error.code.startsWith('integrity/'))) return null;
    throw error;
  }
}

async function withLevelsKey<Value>(
  files: RecordingFiles,
  segment: number,
  act: (key: SecretKey<'levels'>) => Promise<Value>,
): Promise<Value> {
  const segmentKey = deriveSegmentKey(files.recordingKey, segment);
  const key = deriveLevelsKey(segmentKey);
  try {
    return await act(key);
  } finally {
    key.wipe();
    segmentKey.wipe();
  }
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield await Promise.resolve(bytes);
}

/** Reads the copy from the disk, and sees that what lies in the passage is silence. */
async function digestOfCopy(
  target: RecordingFiles,
  segments: readonly number[],
  packets: PacketRange,
): Promise<string> {
  const copy = await openRecording(target, segments);
  try {
    const untouched = new UntouchedDigest();
    for (const part of await partsOf(copy.streams, segments)) {
      let index = 0;
      for await (const { page } of pagesOf(part.stream)) {
        if (page.granulePosition === 0) continue;
        for (const packet of page.packets) {
          if (!isIn(packets, part, index)) untouched.add(part.segment, index, packet);
          else if (!arePublicBytesEqual(packet, silencePacket(packet.length))) {
            throw new SottoError('integrity/record-malformed');
          }
          index += 1;
        }
      }
    }
    return untouched.hex;
  } finally {
    await copy.close();
  }
}
