import type { FromCapture } from '../../contract/capture-messages.ts';
import { maximumUnacknowledgedPackets } from '../../contract/limits.ts';
import type { Level, SideLevels } from '../../contract/recording.ts';

type Packet = Extract<FromCapture, { kind: 'packet' }>;
type Post = (message: FromCapture) => void;

/**
 * Numbers packets and keeps each until it is on the disk, so that another recorder can be sent what the first lost. Where
 * nothing reaches a disk for longer than there is room for, what comes then is dropped and counted.
 */
export class PacketSender {
  #post: Post;
  #nextSequence = 0;
  #unacknowledged: Packet[] = [];
  /** Since the last packet that was kept. */
  #dropped = 0;
  /** Packets of the recording before the oldest that is not acknowledged; null before the first acknowledgement. */
  #position: number | null = null;

  constructor(post: Post) {
    this.#post = post;
  }

  send(bytes: Uint8Array<ArrayBuffer>, level: Level, sides: SideLevels = {}): void {
    if (this.#unacknowledged.length >= maximumUnacknowledgedPackets) {
      this.#dropped += 1;
      return;
    }
    const packet: Packet = {
      kind: 'packet',
      sequence: this.#nextSequence,
      droppedBefore: this.#dropped,
      bytes,
      level,
      ...sides,
    };
    this.#nextSequence += 1;
    this.#dropped = 0;
    this.#unacknowledged.push(packet);
    this.#post(packet);
  }

  /** Every packet up to and including `sequence` is on the disk, where the recording has `position` packets by then. */
  acknowledge(sequence: number, position: number): void {
    const first = this.#unacknowledged.findIndex((packet) => packet.sequence > sequence);
    this.#unacknowledged = first === -1 ? [] : this.#unacknowledged.slice(first);
    this.#position = position;
  }

  /** From now on packets go by `post`, beginning with all that were not acknowledged, in their order. */
  continueWith(post: Post): void {
    this.#post = post;
    const sequence = this.#unacknowledged[0]?.sequence ?? this.#nextSequence;
    post({ kind: 'continue', sequence, position: this.#position });
    this.#unacknowledged.forEach(post);
  }
}
