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

/** docs/vault-format.md, Content: how many packets of the recording come before this stream. */
const beginsAtName = 'SOTTO_BEGINS_AT';

/**
 * The second packet (RFC 7845, section 5.2). Nothing that names anyone belongs in the sound; the one comment is where a
 * stream begins that another recorder took over.
 */
export function encodeOpusTags(beginsAt: number | null = null): Bytes {
  const comments = beginsAt === null ? [] : [`${beginsAtName}=${beginsAt}`];
  const commentBytes = comments.reduce((sum, comment) => sum + 4 + comment.length, 0);
  const tags = new LittleEndianWriter(8 + 4 + vendor.length + 4 + commentBytes);
  tags.text('OpusTags'); // Magic signature
  tags.u32(vendor.length); // Vendor string length
  tags.text(vendor); // Vendor string
  tags.u32(comments.length); // User comment list length
  for (const comment of comments) {
    tags.u32(comment.length); // User comment length
    tags.text(comment); // User comment
  }
  return tags.done();
}

/** What `encodeOpusTags` was told, from the packet it made; null when it was told nothing. */
export function beginsAtOf(opusTags: Uint8Array): number | null {
  const text = String.fromCharCode(...opusTags);
  const found = new RegExp(`${beginsAtName}=(\\d{1,12})$`).exec(text);
  return found === null ? null : Number(found[1]);
}

export const headerPageCount = 2;

/** The pages that a stream begins with; each header packet has a page of its own (RFC 7845, section 3). */
export function encodeHeaderPages(serial: number, beginsAt: number | null = null): Bytes {
  const place = { serial, isLast: false, granulePosition: 0 };
  const head = encodePage({ ...place, sequence: 0, isFirst: true, packets: [encodeOpusHead()] });
  const tags = encodePage({ ...place, sequence: 1, isFirst: false, packets: [encodeOpusTags(beginsAt)] });
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
