import { packetDurationMs, sampleRateHz } from '../../contract/limits.ts';
import { encodeOpusHead, preSkipSamples } from '../ogg/opus-headers.ts';
import { ascii, element, elementHead, float64, join, unsigned, type Bytes } from './ebml.ts';

/** Packets of one cluster: two seconds, so that a seek decodes no more than that to no purpose. */
export const packetsPerCluster = 100;

const clusterDurationMs = packetsPerCluster * packetDurationMs;
const preSkipMs = (preSkipSamples / sampleRateHz) * 1000;
const nanosecondsPerMs = 1_000_000;
/** RFC 7845, section 4.6: what a decoder wants to hear before the place of a seek. */
const seekPreRollMs = 80;

/** Matroska element ids (RFC 9559, section 5.1), those of EBML itself first. */
const ids = {
  ebml: 0x1a45dfa3,
  ebmlReadVersion: 0x42f7,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  codecDelay: 0x56aa,
  seekPreRoll: 0x56bb,
  audio: 0xe1,
  samplingFrequency: 0xb5,
  channels: 0x9f,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
} as const;

const audioTrack = 2;
const track = unsigned(1, 1);
/** The number of the track as a block has it: a variable-size integer. */
const blockTrack = 0x81;
const keyframe = 0x80;

/**
 * Where everything lies in a WebM file of equal packets of 20 ms, before a byte of it is made. All clusters but the last
 * have the same length, so any part of the file can be made for itself, and the cues lead a player that seeks to the
 * right one at once.
 */
export class WebmLayout {
  readonly packetCount: number;
  readonly totalLength: number;
  /** All that comes before the first cluster. */
  readonly header: Bytes;
  readonly #clusterLength: number;

  constructor(packetCount: number, packetSizeBytes: number) {
    this.packetCount = packetCount;
    const fullCluster = Array.from({ length: packetsPerCluster }, () => new Uint8Array(packetSizeBytes));
    this.#clusterLength = encodeCluster(0, fullCluster).length;
    const rest = packetCount % packetsPerCluster;
    const lastLength = rest === 0 ? 0 : encodeCluster(0, fullCluster.slice(0, rest)).length;
    const clustersLength = Math.floor(packetCount / packetsPerCluster) * this.#clusterLength + lastLength;
    this.header = encodeHeader(packetCount, this.#clusterLength, clustersLength);
    this.totalLength = this.header.length + clustersLength;
  }

  get clusterCount(): number {
    return Math.ceil(this.packetCount / packetsPerCluster);
  }

  /** The cluster that the byte at `offset` is of; `offset` lies after the header. */
  clusterAt(offset: number): number {
    return Math.floor((offset - this.header.length) / this.#clusterLength);
  }

  clusterOffset(index: number): number {
    return this.header.length + index * this.#clusterLength;
  }
}

/** One cluster (RFC 9559, section 5.1.3) with the packets from `index * packetsPerCluster` on. */
export function encodeCluster(index: number, packets: readonly Uint8Array[]): Bytes {
  const timestamp = element(ids.timestamp, unsigned(index * clusterDurationMs, 4));
  const blocks = packets.map((packet, place) => {
    const head = Uint8Array.of(blockTrack, ...unsigned(place * packetDurationMs, 2), keyframe);
    return element(ids.simpleBlock, head, packet);
  });
  const data = join(timestamp, ...blocks);
  return join(elementHead(ids.cluster, data.length), data);
}

function encodeHeader(packetCount: number, clusterLength: number, clustersLength: number): Bytes {
  const about = join(encodeInfo(packetCount), encodeTracks());
  const clusterCount = Math.ceil(packetCount / packetsPerCluster);
  const cuePointsLength = clusterCount * encodeCuePoint(0, 0).length;
  const cuesHead = elementHead(ids.cues, cuePointsLength);
  // Positions count from the first byte of the segment's data.
  const firstCluster = about.length + cuesHead.length + cuePointsLength;
  const cuePoints = Array.from({ length: clusterCount }, (_, index) =>
    encodeCuePoint(index, firstCluster + index * clusterLength),
  );
  const segmentHead = encodeSegmentHead(firstCluster + clustersLength);
  return join(encodeEbmlHeader(), segmentHead, about, cuesHead, ...cuePoints);
}

/** Eight bytes of length: eight hours have more than four can say. */
function encodeSegmentHead(dataLength: number): Bytes {
  return join(unsigned(ids.segment, 4), Uint8Array.of(0x01), unsigned(dataLength, 7));
}

function encodeEbmlHeader(): Bytes {
  return element(
    ids.ebml,
    element(ids.ebmlReadVersion, unsigned(1, 1)),
    element(ids.docType, ascii('webm')),
    element(ids.docTypeVersion, unsigned(4, 1)),
    element(ids.docTypeReadVersion, unsigned(2, 1)),
  );
}

function encodeInfo(packetCount: number): Bytes {
  return element(
    ids.info,
    element(ids.timestampScale, unsigned(nanosecondsPerMs, 4)),
    element(ids.muxingApp, ascii('Sotto')),
    element(ids.writingApp, ascii('Sotto')),
    element(ids.duration, float64(Math.max(0, packetCount * packetDurationMs - preSkipMs))),
  );
}

function encodeTracks(): Bytes {
  const audio = element(
    ids.audio,
    element(ids.samplingFrequency, float64(sampleRateHz)),
    element(ids.channels, unsigned(1, 1)),
  );
  const entry = element(
    ids.trackEntry,
    element(ids.trackNumber, track),
    element(ids.trackUid, track),
    element(ids.trackType, unsigned(audioTrack, 1)),
    element(ids.codecId, ascii('A_OPUS')),
    element(ids.codecPrivate, encodeOpusHead()),
    element(ids.codecDelay, unsigned(preSkipMs * nanosecondsPerMs, 4)),
    element(ids.seekPreRoll, unsigned(seekPreRollMs * nanosecondsPerMs, 4)),
    audio,
  );
  return element(ids.tracks, entry);
}

/** All of the same length, whatever they say. */
function encodeCuePoint(cluster: number, position: number): Bytes {
  return element(
    ids.cuePoint,
    element(ids.cueTime, unsigned(cluster * clusterDurationMs, 4)),
    element(
      ids.cueTrackPositions,
      element(ids.cueTrack, track),
      element(ids.cueClusterPosition, unsigned(position, 5)),
    ),
  );
}
