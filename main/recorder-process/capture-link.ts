import {
  fromCaptureSchema,
  type CaptureOrder,
  type FromCapture,
  type ToCapture,
} from '../../contract/capture-messages.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Level, SideLevels } from '../../contract/recording.ts';
import type { Port } from './port.ts';

/** One packet of sound, and how many before it are gone. */
export interface HeardPacket {
  readonly bytes: Uint8Array;
  readonly level: Level;
  readonly droppedBefore: number;
  /** As `SideLevels`, of sound that is mixed of two. */
  readonly microphoneLevel?: SideLevels['microphoneLevel'];
  readonly computerLevel?: SideLevels['computerLevel'];
}

export interface CaptureListener {
  /** The label of the microphone that is heard. */
  readonly onOpened: (current: string) => void;
  /** The next packet in sequence, of the right size. */
  readonly onPacket: (packet: HeardPacket) => void;
  readonly onLevel: (level: Level) => void;
  /** All that was heard up to a pause has come. */
  readonly onPaused: () => void;
  readonly onStopped: () => void;
  /** No more packets will come. Heard once, and nothing after it. */
  readonly onLost: (why: ErrorCode) => void;
}

/** How a link begins: with an order to a new page, or in the midst of what a page had for another recorder. */
export type LinkBeginning = { readonly order: CaptureOrder } | { readonly nextSequence: number };

/**
 * The recorder's end of the capture port. Packets that are sent again are dropped; one that is missing, or that has
 * another size than the bit rate gives, ends the link, for nothing after it could be trusted to be in its place.
 */
export class CaptureLink {
  readonly #port: Port;
  readonly #packetSizeBytes: number;
  readonly #listener: CaptureListener;
  readonly #firstSequence: number;
  #nextSequence: number;
  #acknowledged: { readonly sequence: number; readonly position: number } | null = null;
  #isOver = false;

  constructor(port: Port, packetSizeBytes: number, beginning: LinkBeginning, listener: CaptureListener) {
    this.#port = port;
    this.#packetSizeBytes = packetSizeBytes;
    this.#listener = listener;
    this.#firstSequence = 'order' in beginning ? 0 : beginning.nextSequence;
    this.#nextSequence = this.#firstSequence;
    port.onMessage((message) => {
      const parsed = fromCaptureSchema.safeParse(message);
      if (parsed.success) this.#hear(parsed.data);
      else this.lose('capture/packet-refused');
    });
    port.onClose(() => this.lose('capture/page-gone'));
    if ('order' in beginning) this.#post({ kind: 'order', order: beginning.order });
  }

  tell(kind: 'pause' | 'resume' | 'stop'): void {
    this.#post({ kind });
  }

  /** The first `packetCount` packets of this link are on the disk, where the recording has `position` packets by then. */
  acknowledge(packetCount: number, position: number): void {
    const sequence = this.#firstSequence + packetCount - 1;
    const isSame = sequence === this.#acknowledged?.sequence && position === this.#acknowledged.position;
    if (packetCount <= 0 || isSame) return;
    this.#acknowledged = { sequence, position };
    this.#post({ kind: 'ack', ...this.#acknowledged });
  }

  /** Ends the link, unless it has ended. */
  lose(why: ErrorCode): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#listener.onLost(why);
  }

  /** Ends the link without a word to anybody. */
  drop(): void {
    this.#isOver = true;
  }

  #hear(message: FromCapture): void {
    if (this.#isOver) return;
    switch (message.kind) {
      case 'opened':
        this.#listener.onOpened(message.current);
        break;
      case 'level':
        this.#listener.onLevel(message.level);
        break;
      case 'continue':
        // Only a recorder that takes over waits for it (take-over.ts), and hears it before there is a link.
        break;
      case 'packet':
        this.#take(message.sequence, message);
        break;
      case 'paused':
        this.#listener.onPaused();
        break;
      case 'stopped':
        this.#isOver = true;
        this.#listener.onStopped();
        break;
      case 'played':
        break;
      case 'failed':
        this.lose(message.error);
    }
  }

  #take(sequence: number, packet: HeardPacket): void {
    if (sequence > this.#nextSequence || packet.bytes.length !== this.#packetSizeBytes) {
      this.lose('capture/packet-refused');
    } else if (sequence === this.#nextSequence) {
      this.#nextSequence += 1;
      this.#listener.onPacket(packet);
    } else if (this.#acknowledged !== null && sequence <= this.#acknowledged.sequence) {
      // It was sent again because its acknowledgement was not heard.
      this.#post({ kind: 'ack', ...this.#acknowledged });
    }
  }

  #post(message: ToCapture): void {
    if (!this.#isOver || message.kind === 'ack') this.#port.post(message);
  }
}
