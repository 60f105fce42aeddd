import { maximumPagePackets, maximumReadBytes, samplesPerPacket } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { pageLength, parsePage, type OggPage } from './page.ts';
import { endingLength, readEnding } from './recovered-ending.ts';

/** Bytes of a whole Ogg Opus stream, at any place of it. */
export interface StreamBytes {
  readonly length: number;
  readonly readAt: (offset: number, length: number) => Promise<Uint8Array>;
}

interface Place {
  readonly offset: number;
  /** Packets that come before it. */
  readonly packetsBefore: number;
}

/**
 * Finds packets of a finished stream by their number without reading what lies before them. All packets of a stream have
 * one size, and no page more than 25 of them (docs/vault-format.md, Content), so the earliest place where a packet can
 * lie is known, and it is never far from there.
 */
export class PacketReader {
  readonly packetCount: number;
  readonly packetSizeBytes: number;
  readonly #bytes: StreamBytes;
  readonly #begin: Place;

  private constructor(bytes: StreamBytes, packetCount: number, packetSizeBytes: number, soundOffset: number) {
    this.#bytes = bytes;
    this.packetCount = packetCount;
    this.packetSizeBytes = packetSizeBytes;
    this.#begin = { offset: soundOffset, packetsBefore: 0 };
  }

  /** @throws `integrity/record-malformed` for what is no whole stream of ours, and what reading throws. */
  static async open(bytes: StreamBytes): Promise<PacketReader> {
    const tail = await bytes.readAt(Math.max(0, bytes.length - endingLength), endingLength);
    const { granulePosition } = readEnding(tail);
    const head = await bytes.readAt(0, endingLength);
    let offset = 0;
    for (let found = parsePage(head, 0); found !== null; found = parsePage(head, offset)) {
      const [packet] = found.page.packets;
      // Headers are at granule position 0; the first page after them holds sound, or ends the stream.
      if (found.page.granulePosition > 0 && packet !== undefined) {
        return new PacketReader(bytes, Math.floor(granulePosition / samplesPerPacket), packet.length, offset);
      }
      offset += found.length;
    }
    throw new SottoError('integrity/record-malformed');
  }

  /**
   * `count` packets from number `first` on, all of which must exist.
   *
   * @throws `integrity/record-malformed`, and what reading throws.
   */
  async read(first: number, count: number): Promise<Uint8Array[]> {
    const packets: Uint8Array[] = [];
    let place = await this.#find(first);
    while (packets.length < count) {
      const wanted = count - packets.length;
      const pages = await this.#pagesFrom(place, this.#lengthOf(wanted + maximumPagePackets));
      for (const { page, offset, length } of pages) {
        const skipped = Math.max(0, first - place.packetsBefore);
        packets.push(...page.packets.slice(skipped, skipped + count - packets.length));
        place = { offset: offset + length, packetsBefore: place.packetsBefore + page.packets.length };
        if (packets.length === count) return packets;
      }
      if (pages.length === 0) throw new SottoError('integrity/record-malformed');
    }
    return packets;
  }

  /** Where the page with packet `wanted` begins. */
  async #find(wanted: number): Promise<Place> {
    let place = this.#begin;
    for (;;) {
      const earliest = Math.max(0, wanted - (maximumPagePackets - 1) - place.packetsBefore);
      const found = await this.#lookFrom(place.offset + this.#lengthOf(earliest), wanted);
      if (found.isIt) return found.place;
      place = found.place;
    }
  }

  /** Looks at the pages that begin shortly after `from`: the one with packet `wanted`, or else the end of the last. */
  async #lookFrom(from: number, wanted: number): Promise<{ isIt: boolean; place: Place }> {
    const window = await this.#bytes.readAt(from, this.#lengthOf(3 * maximumPagePackets));
    let end: Place | null = null;
    for (let at = 0; at < window.length;) {
      const found = parsePage(window, at);
      if (found === null) {
        at += 1;
        continue;
      }
      const packetsEnd = Math.floor(found.page.granulePosition / samplesPerPacket);
      const packetsBefore = packetsEnd - found.page.packets.length;
      if (packetsBefore > wanted) break;
      if (packetsEnd > wanted) return { isIt: true, place: { offset: from + at, packetsBefore } };
      at += found.length;
      end = { offset: from + at, packetsBefore: packetsEnd };
    }
    if (end === null) throw new SottoError('integrity/record-malformed');
    return { isIt: false, place: end };
  }

  async #pagesFrom(place: Place, length: number): Promise<{ page: OggPage; offset: number; length: number }[]> {
    const window = await this.#bytes.readAt(place.offset, Math.min(length, maximumReadBytes));
    const pages: { page: OggPage; offset: number; length: number }[] = [];
    let at = 0;
    for (let found = parsePage(window, at); found !== null; found = parsePage(window, at)) {
      pages.push({ page: found.page, offset: place.offset + at, length: found.length });
      at += found.length;
    }
    return pages;
  }

  /** The fewest bytes that so many packets take. */
  #lengthOf(packets: number): number {
    const fullPages = Math.floor(packets / maximumPagePackets);
    const rest = packets % maximumPagePackets;
    const full = fullPages * pageLength(maximumPagePackets, this.packetSizeBytes);
    return full + pageLength(rest, this.packetSizeBytes) - pageLength(0, this.packetSizeBytes);
  }
}
