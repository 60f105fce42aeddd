import { OpusStream } from '../../main/ogg/opus-stream.ts';
import type { StreamBytes } from '../../main/ogg/packet-reader.ts';

export const serial = 0xfedcba98;

/** A whole stream of these packets; after each number in `flushedAfter` the page is flushed, as at a pause. */
export function streamOf(
  packets: readonly Uint8Array[],
  packetSizeBytes: number,
  flushedAfter: ReadonlySet<number> = new Set(),
): Uint8Array<ArrayBuffer> {
  const stream = new OpusStream(serial, packetSizeBytes);
  const pages: (Uint8Array | null)[] = [stream.headers()];
  for (const packet of packets) {
    pages.push(stream.add(packet));
    if (flushedAfter.has(stream.packetCount)) pages.push(stream.flush());
  }
  pages.push(stream.end());
  return new Uint8Array(Buffer.concat(pages.filter((page) => page !== null)));
}

/** The stream as a reader of files gives it. */
export function streamBytes(stream: Uint8Array): StreamBytes {
  return {
    length: stream.length,
    readAt: (offset, length) => Promise.resolve(stream.slice(offset, offset + length)),
  };
}

/** Packets that differ, none of which can be played. */
export function numberedPackets(count: number, packetSizeBytes: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: count }, (_, index) => {
    const packet = new Uint8Array(packetSizeBytes);
    new DataView(packet.buffer).setUint32(0, index);
    return packet;
  });
}
