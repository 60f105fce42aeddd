import { SottoError } from '../../contract/sotto-error.ts';
import { PacketReader, type StreamBytes } from '../ogg/packet-reader.ts';
import { join, type Bytes } from './ebml.ts';
import { encodeCluster, packetsPerCluster, WebmLayout } from './layout.ts';

/**
 * The sound of a recording as one WebM file, made part by part as a player asks for it. What is kept is Ogg, which can be
 * appended to and survives a crash; but an Ogg stream has no index, so that Chromium halves its way through a long one at
 * each seek, and segments one after the other would count their time anew. Packets are passed on as they are.
 */
export class PlayedSound {
  readonly #streams: readonly PacketReader[];
  readonly #layout: WebmLayout;

  private constructor(streams: readonly PacketReader[], packetSizeBytes: number) {
    this.#streams = streams;
    const packetCount = streams.reduce((sum, stream) => sum + stream.packetCount, 0);
    this.#layout = new WebmLayout(packetCount, packetSizeBytes);
  }

  /**
   * @param streams the recording's segments, in order.
   * @throws `integrity/record-malformed` for streams that do not end, or whose packets differ in size; what reading throws.
   */
  static async open(streams: readonly StreamBytes[]): Promise<PlayedSound> {
    const readers: PacketReader[] = [];
    for (const stream of streams) readers.push(await PacketReader.open(stream));
    const sounding = readers.filter(({ packetCount }) => packetCount > 0);
    const packetSizeBytes = sounding[0]?.packetSizeBytes ?? 0;
    if (sounding.some((reader) => reader.packetSizeBytes !== packetSizeBytes)) {
      throw new SottoError('integrity/record-malformed');
    }
    return new PlayedSound(sounding, packetSizeBytes);
  }

  /** Bytes of the whole file. */
  get totalLength(): number {
    return this.#layout.totalLength;
  }

  /**
   * The bytes of the file from `offset` on, at most `length`; fewer only at the end.
   *
   * @throws RangeError for what is no offset or length, and what reading throws.
   */
  async readAt(offset: number, length: number): Promise<Bytes> {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
      throw new RangeError('offset and length are whole numbers from 0');
    }
    const { header, totalLength } = this.#layout;
    const end = Math.min(offset + length, totalLength);
    const ofHeader = header.slice(offset, Math.max(offset, end));
    const from = Math.max(offset, header.length);
    return from < end ? join(ofHeader, await this.#clustersBetween(from, end)) : ofHeader;
  }

  async #clustersBetween(from: number, end: number): Promise<Bytes> {
    const first = this.#layout.clusterAt(from);
    const last = this.#layout.clusterAt(end - 1);
    const firstPacket = first * packetsPerCluster;
    const packetCount = Math.min(this.#layout.packetCount, (last + 1) * packetsPerCluster) - firstPacket;
    const packets = await this.#packets(firstPacket, packetCount);
    const clusters = Array.from({ length: last + 1 - first }, (_, place) =>
      encodeCluster(first + place, packets.slice(place * packetsPerCluster, (place + 1) * packetsPerCluster)),
    );
    const begin = this.#layout.clusterOffset(first);
    return join(...clusters).slice(from - begin, end - begin);
  }

  async #packets(first: number, count: number): Promise<Uint8Array[]> {
    const packets: Uint8Array[] = [];
    let begin = 0;
    for (const stream of this.#streams) {
      const from = Math.max(first, begin);
      const to = Math.min(first + count, begin + stream.packetCount);
      if (from < to) packets.push(...(await stream.read(from - begin, to - from)));
      begin += stream.packetCount;
    }
    return packets;
  }
}
