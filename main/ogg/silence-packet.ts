import { LittleEndianWriter, type Bytes } from './little-endian.ts';

/** RFC 6716, section 3.1: configuration 31 (CELT only, fullband, 20 ms), mono, code 3 (a signalled number of frames). */
const tableOfContents = 0b11111_0_11;
/** RFC 6716, section 3.2.5: constant bit rate, padding follows, one frame. */
const frameCount = 0b0_1_000001;
/** What libopus makes of digital silence in this configuration. */
const silentFrame = Uint8Array.of(0xff, 0xfe);
const fixedLength = 3 + silentFrame.length;

/**
 * Twenty milliseconds of silence in exactly `packetSizeBytes`, so that filled-in silence cannot be told from sound by
 * its size.
 *
 * @throws RangeError unless the size is one that a single padding length byte can reach (5 to 259).
 */
export function silencePacket(packetSizeBytes: number): Bytes {
  const paddingLength = packetSizeBytes - fixedLength;
  if (paddingLength < 0 || paddingLength > 254) throw new RangeError('no silence packet has this size');
  const packet = new LittleEndianWriter(packetSizeBytes);
  packet.u8(tableOfContents); // TOC
  packet.u8(frameCount); // Frame count byte
  packet.u8(paddingLength); // Padding length
  packet.bytes(silentFrame); // Frame
  packet.bytes(new Uint8Array(paddingLength)); // Opus padding
  return packet.done();
}
