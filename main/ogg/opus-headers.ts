import { sampleRateHz } from '../../contract/limits.ts';
import { LittleEndianWriter, type Bytes } from './little-endian.ts';
import { encodePage } from './page.ts';

/** Samples at 48 kHz that the decoder makes before the sound begins: the look-ahead of libopus. */
export const preSkipSamples = 312;
const channelCount = 1;
const vendor = 'Sotto';

/** The first packet of the stream (RFC 7845, section 5.1). */
export function encodeOpusHead(): Bytes {
  const head = new LittleEndianWriter(19);
  head.text('OpusHead'); // Magic signature
  head.u8(1); // Version
  head.u8(channelCount); // Output channel count
  head.u16(preSkipSamples); // Pre-skip
  head.u32(sampleRateHz); // Input sample rate
  head.u16(0); // Output gain
  head.u8(0); // Channel mapping family: mono or stereo, no table
  return head.done();
}

/** The second packet (RFC 7845, section 5.2). No comments: nothing that names anyone belongs in the sound. */
export function encodeOpusTags(): Bytes {
  const tags = new LittleEndianWriter(8 + 4 + vendor.length + 4);
  tags.text('OpusTags'); // Magic signature
  tags.u32(vendor.length); // Vendor string length
  tags.text(vendor); // Vendor string
  tags.u32(0); // User comment list length
  return tags.done();
}

export const headerPageCount = 2;

/** The pages that a stream begins with; each header packet has a page of its own (RFC 7845, section 3). */
export function encodeHeaderPages(serial: number): Bytes {
  const place = { serial, isLast: false, granulePosition: 0 };
  const head = encodePage({ ...place, sequence: 0, isFirst: true, packets: [encodeOpusHead()] });
  const tags = encodePage({ ...place, sequence: 1, isFirst: false, packets: [encodeOpusTags()] });
  const pages = new LittleEndianWriter(head.length + tags.length);
  pages.bytes(head);
  pages.bytes(tags);
  return pages.done();
}

/**
 * Serial number of the stream in one segment: from the recording's random id, and different in each segment, as RFC
 * 3533 wants of streams that follow one another in one file.
 */
export function streamSerial(recordingId: Uint8Array, segment: number): number {
  const view = new DataView(recordingId.buffer, recordingId.byteOffset, recordingId.byteLength);
  return (view.getUint32(0) + segment) % 2 ** 32;
}
