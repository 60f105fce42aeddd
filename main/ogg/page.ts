import { oggChecksum } from './crc.ts';
import { LittleEndianWriter, type Bytes } from './little-endian.ts';

/** An Ogg page as Sotto makes them: whole packets only, none continued from or on another page (RFC 3533, section 6). */
export interface OggPage {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Samples at 48 kHz up to the end of this page, pre-skip included (RFC 7845, section 4). */
  readonly granulePosition: number;
  readonly serial: number;
  readonly sequence: number;
  readonly packets: readonly Uint8Array[];
}

const capturePattern = 'OggS';
/** The same as the number that its first four bytes make. */
const capturePatternCode = 0x4f676753;
const streamVersion = 0;
const headLength = 27;
const maximumSegments = 255;
const flags = { isContinued: 1, isFirst: 2, isLast: 4 } as const;
const versionOffset = 4;
const headerTypeOffset = 5;
const granuleOffset = 6;
const serialOffset = 14;
const sequenceOffset = 18;
const checksumOffset = 22;

/** @throws RangeError when the packets need more than the 255 segments of one page. */
export function encodePage(page: OggPage): Bytes {
  const segments = page.packets.flatMap((packet) => lacing(packet.length));
  if (segments.length > maximumSegments) throw new RangeError('more packets than fit a page');

  const bodyLength = page.packets.reduce((sum, packet) => sum + packet.length, 0);
  const writer = new LittleEndianWriter(headLength + segments.length + bodyLength);
  writer.text(capturePattern); // Capture pattern
  writer.u8(streamVersion); // Version
  writer.u8((page.isFirst ? flags.isFirst : 0) | (page.isLast ? flags.isLast : 0)); // Header type
  writer.u64(page.granulePosition); // Granule position
  writer.u32(page.serial); // Bitstream serial number
  writer.u32(page.sequence); // Page sequence number
  writer.u32(0); // Checksum, filled in below
  writer.u8(segments.length); // Page segments
  writer.bytes(Uint8Array.from(segments)); // Segment table

  for (const packet of page.packets) writer.bytes(packet); // Packets

  const bytes = writer.done();
  new DataView(bytes.buffer).setUint32(checksumOffset, oggChecksum(bytes), true);
  return bytes;
}

/** Bytes of a page that holds `count` packets of `packetSizeBytes`, each shorter than 255 bytes. */
export function pageLength(count: number, packetSizeBytes: number): number {
  return headLength + count * (1 + packetSizeBytes);
}

/**
 * Reads the page that begins at `offset`.
 *
 * @returns null when no page of whole packets begins there, when it does not end within `bytes`, or when its checksum
 * is wrong.
 */
export function parsePage(bytes: Uint8Array, offset: number): { page: OggPage; length: number } | null {
  if (bytes.length - offset < headLength) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset);
  if (view.getUint32(0) !== capturePatternCode) return null;
  const segmentCount = view.getUint8(headLength - 1);
  const bodyOffset = offset + headLength + segmentCount;
  if (view.getUint8(versionOffset) !== streamVersion || bodyOffset > bytes.length) return null;

  const segments = bytes.subarray(offset + headLength, bodyOffset);
  const length = headLength + segmentCount + segments.reduce((sum, segment) => sum + segment, 0);
  if (offset + length > bytes.length) return null;

  const packets = packetsOf(segments, bytes.subarray(bodyOffset, offset + length));
  const headerType = view.getUint8(headerTypeOffset);
  if (packets === null || headerType & flags.isContinued) return null;

  // `slice` of a Buffer copies nothing.
  const whole = new Uint8Array(bytes.subarray(offset, offset + length));
  whole.fill(0, checksumOffset, checksumOffset + 4);
  if (oggChecksum(whole) !== view.getUint32(checksumOffset, true)) return null;

  return {
    length,
    page: {
      isFirst: (headerType & flags.isFirst) !== 0,
      isLast: (headerType & flags.isLast) !== 0,
      granulePosition: Number(view.getBigUint64(granuleOffset, true)),
      serial: view.getUint32(serialOffset, true),
      sequence: view.getUint32(sequenceOffset, true),
      packets,
    },
  };
}

/** Segment table entries of one packet: 255 as often as it fits, then what is left, be it zero. */
function lacing(packetLength: number): number[] {
  return [...Array.from({ length: Math.floor(packetLength / 255) }, () => 255), packetLength % 255];
}

/** The packets of a page's body, or null when the last one goes on in the next page. */
function packetsOf(segments: Uint8Array, body: Uint8Array): Uint8Array[] | null {
  const packets: Uint8Array[] = [];
  let begin = 0;
  let end = 0;
  for (const segment of segments) {
    end += segment;
    if (segment === 255) continue;
    packets.push(body.subarray(begin, end));
    begin = end;
  }
  return segments.at(-1) === 255 ? null : packets;
}
