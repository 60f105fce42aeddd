import { liveChunkSizeBytes, maximumReadBytes, samplesPerPacket } from '../../contract/limits.ts';
import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import { deriveSegmentKey } from '../crypto/v1/segment.ts';
import { beginsAtOf } from '../ogg/opus-headers.ts';
import { PacketReader, type StreamBytes } from '../ogg/packet-reader.ts';
import { encodePage } from '../ogg/page.ts';
import { silencePacket } from '../ogg/silence-packet.ts';
import { pagesOf } from '../ogg/stream-pages.ts';
import { segmentPath } from './recording-files.ts';
import { openRecording, type RecordingFiles } from './recording-reader.ts';
import { resealSegment } from './reseal-segment.ts';
import type { SegmentDisk } from './segment-disk.ts';

export interface JoinedSegment {
  readonly segment: number;
  readonly packetCount: number;
  /** The next segment goes on exactly where this one ends, so nothing is missing between them. */
  readonly isContinued: boolean;
  /** How the file ends now, where it was made shorter; null where it stayed as it was. */
  readonly ending: { readonly chunkCount: number; readonly lastTag: string } | null;
}

/**
 * Makes finished segments follow one another. A recorder that took over was sent again what had not been acknowledged,
 * and says where in the recording its first packet lies; what the segment before holds from there on is the same sound,
 * and is cut off (docs/vault-format.md, Recovery). Durable on return; may be interrupted and repeated.
 *
 * @param segments numbers of at least two segments, in order.
 * @throws `integrity/*`, `storage/*`; every segment is then whole, as it was or cut.
 */
export async function joinSegments(
  files: RecordingFiles,
  segments: readonly number[],
  disk: SegmentDisk,
): Promise<JoinedSegment[]> {
  const reader = await openRecording(files, segments);
  try {
    const joined: JoinedSegment[] = [];
    let begin = 0;
    for (const [place, segment] of segments.entries()) {
      const stream = reader.streams[place];
      if (stream === undefined) throw new RangeError('as many streams as segments');
      const { packetCount } = await PacketReader.open(stream);
      const next = reader.streams[place + 1];
      const nextBegin = next === undefined ? null : await readBeginsAt(next);
      const end = begin + packetCount;
      const isOverlap = next !== undefined && nextBegin !== null && nextBegin > begin && nextBegin < end;
      // Where the next begins is what a page said: nothing is cut that the next does not hold as well.
      const isTooLong = isOverlap && (await isSaidAgain(stream, nextBegin - begin, next));
      const kept = isTooLong ? nextBegin - begin : packetCount;
      const ending = isTooLong ? await cut(files, segment, stream, kept, disk) : null;
      joined.push({ segment, packetCount: kept, isContinued: nextBegin === begin + kept, ending });
      begin += kept;
    }
    return joined;
  } finally {
    await reader.close();
  }
}

/** Whether all sound of `earlier` from packet `first` on is what `later` begins with. */
async function isSaidAgain(earlier: StreamBytes, first: number, later: StreamBytes): Promise<boolean> {
  const [before, after] = [await PacketReader.open(earlier), await PacketReader.open(later)];
  const said = await soundOf(before, first, before.packetCount - first);
  // Silence may have been filled in among it, in either.
  const again = await soundOf(after, 0, Math.min(after.packetCount, 2 * (before.packetCount - first)));
  return said.every((packet, place) => {
    const other = again[place];
    return other !== undefined && arePublicBytesEqual(packet, other);
  });
}

async function soundOf(reader: PacketReader, first: number, count: number): Promise<Uint8Array[]> {
  const silence = silencePacket(reader.packetSizeBytes);
  return (await reader.read(first, count)).filter((packet) => !arePublicBytesEqual(packet, silence));
}

async function readBeginsAt(stream: StreamBytes): Promise<number | null> {
  const head: StreamBytes = {
    length: Math.min(stream.length, maximumReadBytes),
    readAt: (offset, length) => stream.readAt(offset, length),
  };
  for await (const { page } of pagesOf(head)) {
    if (page.isFirst) continue;
    const [tags] = page.packets;
    return tags === undefined ? null : beginsAtOf(tags);
  }
  return null;
}

async function cut(
  { folder, vaultId, recordingId, recordingKey }: RecordingFiles,
  segment: number,
  stream: StreamBytes,
  packetCount: number,
  disk: SegmentDisk,
): Promise<{ chunkCount: number; lastTag: string }> {
  const key = deriveSegmentKey(recordingKey, segment);
  const is = { kind: 'audio', vaultId, recordingId, segment, chunkSize: liveChunkSizeBytes } as const;
  try {
    return await resealSegment(segmentPath(folder, 'audio', segment), key, is, firstPackets(stream, packetCount), disk);
  } finally {
    key.wipe();
  }
}

/** The stream up to its first `packetCount` packets, ended there. */
async function* firstPackets(stream: StreamBytes, packetCount: number): AsyncGenerator<Bytes> {
  let left = packetCount;
  for await (const { page, bytes } of pagesOf(stream)) {
    if (page.granulePosition === 0) {
      yield bytes;
    } else if (page.packets.length < left) {
      left -= page.packets.length;
      yield bytes;
    } else {
      const packets = page.packets.slice(0, left);
      yield encodePage({ ...page, packets, granulePosition: packetCount * samplesPerPacket, isLast: true });
      return;
    }
  }
}
