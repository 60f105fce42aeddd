import type { FromCapture } from '../../contract/capture-messages.ts';
import { maximumUnacknowledgedPackets } from '../../contract/limits.ts';
import type { Level, SideLevels } from '../../contract/recording.ts';

type Packet = Extract<FromCapture, { kind: 'packet' }>;
type Post = (packet: Packet) => void;

/** Numbers packets and keeps each until it is on the disk, so that another recorder can be sent what the first lost. */
export class PacketSender {
  #post: Post;
  #nextSequence = 0;
  #unacknowledged: Packet[] = [];

  constructor(post: Post) {
    this.#post = post;
  }

  /** False when too many are unacknowledged; then the packet was neither kept nor sent, and capture must end. */
  send(bytes: Uint8Array<ArrayBuffer>, level: Level, sides: SideLevels = {}): boolean {
    if (this.#unacknowledged.length >= maximumUnacknowledgedPackets) return false;
    const packet: Packet = { kind: 'packet', sequence: this.#nextSequence, bytes, level, ...sides };
    this.#nextSequence += 1;
    this.#unacknowledged.push(packet);
    this.#post(packet);
    return true;
  }

  /** Every packet up to and including `sequence` is on the disk. */
  acknowledge(sequence: number): void {
    const first = this.#unacknowledged.findIndex((packet) => packet.sequence > sequence);
    this.#unacknowledged = first === -1 ? [] : this.#unacknowledged.slice(first);
  }

  /** From now on packets go by `post`, beginning with all that were not acknowledged, in their order. */
  continueWith(post: Post): void {
    this.#post = post;
    this.#unacknowledged.forEach(post);
  }
}
