import {
  fromCaptureSchema,
  type CaptureOrder,
  type FromCapture,
  type ToCapture,
} from '../../contract/capture-messages.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Level, SideLevels } from '../../contract/recording.ts';
import type { Port } from './port.ts';

export interface CaptureListener {
  /** The label of the microphone that is heard. */
  readonly onOpened: (current: string) => void;
  /** The next packet in sequence, of the right size. */
  readonly onPacket: (packet: Uint8Array, level: Level, sides: SideLevels) => void;
  readonly onLevel: (level: Level) => void;
  /** All that was heard up to a pause has come. */
  readonly onPaused: () => void;
  readonly onStopped: () => void;
  /** No more packets will come. Heard once, and nothing after it. */
  readonly onLost: (why: ErrorCode) => void;
}

/**
 * The recorder's end of the capture port. Packets that are sent again are dropped; one that is missing, or that has
 * another size than the bit rate gives, ends the link, for nothing after it could be trusted to be in its place.
 */
export class CaptureLink {
  readonly #port: Port;
  readonly #packetSizeBytes: number;
  readonly #listener: CaptureListener;
  #nextSequence = 0;
  #acknowledged: number | null = null;
  #isOver = false;

  constructor(port: Port, packetSizeBytes: number, order: CaptureOrder, listener: CaptureListener) {
    this.#port = port;
    this.#packetSizeBytes = packetSizeBytes;
    this.#listener = listener;
    port.onMessage((message) => {
      const parsed = fromCaptureSchema.safeParse(message);
      if (parsed.success) this.#hear(parsed.data);
      else this.lose('capture/packet-refused');
    });
    port.onClose(() => this.lose('capture/page-gone'));
    this.#post({ kind: 'order', order });
  }

  tell(kind: 'pause' | 'resume' | 'stop'): void {
    this.#post({ kind });
  }

  /** The first `packetCount` packets are on the disk. */
  acknowledge(packetCount: number): void {
    if (packetCount === 0 || packetCount - 1 === this.#acknowledged) return;
    this.#acknowledged = packetCount - 1;
    this.#post({ kind: 'ack', sequence: this.#acknowledged });
  }

  /** Ends the link, unless it has ended. */
  lose(why: ErrorCode): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#listener.onLost(why);
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
      case 'packet':
        this.#take(message);
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

  #take({ sequence, bytes: packet, level, ...sides }: Extract<FromCapture, { kind: 'packet' }>): void {
    if (sequence > this.#nextSequence || packet.length !== this.#packetSizeBytes) {
      this.lose('capture/packet-refused');
    } else if (sequence === this.#nextSequence) {
      this.#nextSequence += 1;
      this.#listener.onPacket(packet, level, sides);
    } else if (this.#acknowledged !== null && sequence <= this.#acknowledged) {
      // It was sent again because its acknowledgement was not heard.
      this.#post({ kind: 'ack', sequence: this.#acknowledged });
    }
  }

  #post(message: ToCapture): void {
    if (!this.#isOver || message.kind === 'ack') this.#port.post(message);
  }
}
