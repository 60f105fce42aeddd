import type { ErrorCode } from '../../contract/error-codes.ts';
import { packetSizeBytes } from '../../contract/limits.ts';
import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import { CaptureLink, type CaptureListener } from './capture-link.ts';
import type { Port } from './port.ts';

export interface SeatListener extends Pick<
  CaptureListener,
  'onPacket' | 'onLevel' | 'onPaused' | 'onStopped' | 'onLost'
> {
  /** A page is wanted, in the place of the one that is there, if any. */
  readonly onWanted: () => void;
  /** The page is to be closed, and none to take its place until one is wanted. */
  readonly onUnwanted: () => void;
}

/** A page that cannot open a microphone says so soon; asking more often helps nobody. */
const askAgainAfterMs = 2000;

/** Where one capture page after another listens for a take: who sits there, since when, and why the last one left. */
export class CaptureSeat {
  readonly #order: RecorderOrder;
  readonly #nowMs: () => number;
  readonly #listener: SeatListener;
  #link: CaptureLink | null = null;
  /** Packets of sound that the file had when the page that sits there came. */
  #soundBefore = 0;
  #takenMs = 0;
  #askedMs: number | null = null;
  #hasBegun = false;
  #lostWhy: ErrorCode | null = null;
  #isOtherMicrophone = false;

  constructor(order: RecorderOrder, nowMs: () => number, listener: SeatListener) {
    this.#order = order;
    this.#nowMs = nowMs;
    this.#listener = listener;
  }

  /** Whether a page has ever sat there. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  get isTaken(): boolean {
    return this.#link !== null;
  }

  /** How long the page has sat there; 0 without one. */
  get satForMs(): number {
    return this.#link === null ? 0 : this.#nowMs() - this.#takenMs;
  }

  /** Why there is no sound, until some comes again; null when that is not known. */
  get lostWhy(): ErrorCode | null {
    return this.#lostWhy;
  }

  /** The microphone that was chosen is not there, and another is heard. */
  get isOtherMicrophone(): boolean {
    return this.#isOtherMicrophone;
  }

  /** `nextSequence` of a page that is in the midst of its work; null for a new one, which gets its order. */
  take(port: Port, nextSequence: number | null, soundCount: number): void {
    this.#link?.drop();
    this.#soundBefore = soundCount;
    this.#takenMs = this.#nowMs();
    this.#hasBegun = true;
    const { bitrateBps, microphone, computerSound, echoCancellation, takeKind } = this.#order;
    const sources = { microphone, computerSound, echoCancellation };
    const order = { mode: takeKind === 'session' ? 'record' : takeKind, ...sources, bitrateBps } as const;
    const beginning = nextSequence === null ? { order } : { nextSequence };
    const link: CaptureLink = new CaptureLink(port, packetSizeBytes(bitrateBps), beginning, {
      ...this.#listener,
      onOpened: (label) => {
        this.#isOtherMicrophone = microphone !== null && microphone !== label;
      },
      onPacket: (packet) => {
        this.#lostWhy = null;
        this.#listener.onPacket(packet);
      },
      onLost: (why) => {
        this.#lostWhy = why;
        if (this.#link === link) this.#link = null;
        this.#listener.onLost(why);
      },
    });
    this.#link = link;
  }

  tell(kind: 'pause' | 'resume' | 'stop'): void {
    this.#link?.tell(kind);
  }

  /** So many packets of sound are durable, where the recording has `position` packets by then. */
  acknowledge(soundCount: number, position: number): void {
    this.#link?.acknowledge(soundCount - this.#soundBefore, position);
  }

  /** Asks for a page, not too often. */
  ask(): void {
    const nowMs = this.#nowMs();
    if (this.#askedMs !== null && nowMs - this.#askedMs < askAgainAfterMs) return;
    this.#askedMs = nowMs;
    this.#listener.onWanted();
  }

  /** The page that sits there does not do as it is told: it leaves, and none is asked for. */
  clear(): void {
    this.#link?.drop();
    this.#link = null;
    this.#askedMs = null;
    this.#listener.onUnwanted();
  }

  /** The page that sits there is of no use: it leaves, and another is asked for. */
  replace(): void {
    this.#link?.drop();
    this.#link = null;
    this.#askedMs = null;
    this.ask();
  }

  lose(why: ErrorCode): void {
    if (this.#link !== null) this.#link.lose(why);
    else this.#listener.onLost(why);
  }
}
