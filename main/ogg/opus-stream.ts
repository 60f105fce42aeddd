import { maximumPagePackets, samplesPerPacket } from '../../contract/limits.ts';
import { encodeHeaderPages, headerPageCount } from './opus-headers.ts';
import type { Bytes } from './little-endian.ts';
import { encodePage } from './page.ts';
import { silencePacket } from './silence-packet.ts';

/**
 * Makes one Ogg Opus stream (RFC 7845) of packets of 20 ms and equal size, in pages of at most half a second.
 *
 * Made here and not by a library because a muxer owns its stream from first byte to last: none can flush a page at a
 * pause, count silence that was filled in, or end a stream that another process began. Here a page is a value, and
 * everything that a continuation needs (serial, page sequence, granule position) is plain to see.
 */
export class OpusStream {
  readonly #serial: number;
  readonly #packetSizeBytes: number;
  #pageSequence = headerPageCount;
  #packetCount = 0;
  #waiting: Uint8Array[] = [];

  /** `serial` is a 32-bit number, different for each stream that may be joined to this one. */
  constructor(serial: number, packetSizeBytes: number) {
    this.#serial = serial;
    this.#packetSizeBytes = packetSizeBytes;
  }

  /** Packets added so far, those that wait for their page included. */
  get packetCount(): number {
    return this.#packetCount;
  }

  /** The two pages that come before any sound. They come first, once. `beginsAt` as in opus-headers.ts. */
  headers(beginsAt: number | null = null): Bytes {
    return encodeHeaderPages(this.#serial, beginsAt);
  }

  /** The page that `packet` completes, or null while it waits for more. */
  add(packet: Uint8Array): Bytes | null {
    if (packet.length !== this.#packetSizeBytes) throw new RangeError('packets have one size');
    this.#waiting.push(packet);
    this.#packetCount += 1;
    return this.#waiting.length === maximumPagePackets ? this.flush() : null;
  }

  /** The page of the packets that wait, or null when none does. */
  flush(): Bytes | null {
    return this.#waiting.length === 0 ? null : this.#soundPage(false);
  }

  /**
   * The page that ends the stream, with the packets that wait. It always plays something: when no packet waits, 20 ms of
   * silence are added, because opusinfo warns of a last page without a packet, and one whose packet is trimmed away is
   * how a recovered stream ends (recovered-ending.ts).
   */
  end(): Bytes {
    if (this.#waiting.length === 0) {
      this.#waiting.push(silencePacket(this.#packetSizeBytes));
      this.#packetCount += 1;
    }
    return this.#soundPage(true);
  }

  #soundPage(isLast: boolean): Bytes {
    const granulePosition = this.#packetCount * samplesPerPacket;
    const packets = this.#waiting;
    this.#waiting = [];
    const sequence = this.#pageSequence;
    this.#pageSequence += 1;
    return encodePage({ packets, granulePosition, isFirst: false, isLast, serial: this.#serial, sequence });
  }
}
