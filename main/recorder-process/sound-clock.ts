import { packetDurationMs, packetsPerSecond } from '../../contract/limits.ts';

/** Sound comes every 20 ms; a longer wait than this may mean that some was lost. */
const waitIsGapMs = 500;
/** After a wait packets are held back for so long, to see whether what was late still comes. */
const holdMs = 500;
/** Packets between two looks at whether sound goes missing in pieces too short to be noticed as waits. */
const packetsPerLook = 10 * packetsPerSecond;
/** What deliveries differ by, and what a device's clock may run apart between two looks. */
const jitterMs = 50;
/** Less than this, gone between two looks, is not filled in yet. */
const leastSlowLossMs = 250;

/** What goes into the recording next: a packet that was heard, or silence for so many that were not. */
export type ClockedSound<Packet> = { readonly packet: Packet } | { readonly missing: number };

/**
 * The watchdog: compares the sound that has come with a clock that nobody sets, so that a recording stays as long as the
 * time it was made in. Knows nothing of devices and pages; a frozen one, a lost one and a crashed one look alike here.
 *
 * How late a packet is counts from its place in the recording. Sound that was only held up comes in a burst and is soon
 * no later than usual; sound that was lost leaves everything after it later than usual, by just as much as is missing.
 */
export class SoundClock<Packet> {
  readonly #nowMs: () => number;
  /** Packets that the recording has so far, heard or filled in. */
  #placed = 0;
  #lastHeardMs: number | null = null;
  /** How late packets are when nothing is amiss; null until the first. */
  #usualMs: number | null = null;
  #earliestMs = Infinity;
  #sinceLook = 0;
  #isFirstLook = true;
  #lookBeganMs: number;
  #held: { packets: Packet[]; sinceMs: number; earliestMs: number } | null = null;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#lookBeganMs = nowMs();
  }

  /** Time counts from this moment on, though nothing has been heard: as of a recording that was begun by another. */
  start(): void {
    this.#usualMs = this.#nowMs();
    this.#lastHeardMs = this.#usualMs;
  }

  /** How long nothing has been heard; null before the first sound. */
  get quietMs(): number | null {
    return this.#lastHeardMs === null ? null : this.#nowMs() - this.#lastHeardMs;
  }

  /** How much longer the recording would be by now if nothing were missing, in whole packets. */
  get missing(): number {
    if (this.#usualMs === null) return 0;
    const lateMs = this.#nowMs() - this.#usualMs - this.#placed * packetDurationMs;
    return Math.max(0, Math.floor(lateMs / packetDurationMs) - (this.#held?.packets.length ?? 0));
  }

  /** A packet has come. What is to be added to the recording now, in order; nothing while it is held back. */
  hear(packet: Packet): ClockedSound<Packet>[] {
    const nowMs = this.#nowMs();
    const waitedMs = this.#lastHeardMs === null ? 0 : nowMs - this.#lastHeardMs;
    this.#lastHeardMs = nowMs;
    if (waitedMs >= waitIsGapMs) this.#held ??= { packets: [], sinceMs: nowMs, earliestMs: Infinity };
    if (this.#held === null) {
      this.#placed += 1;
      return [...this.#look(nowMs - this.#placed * packetDurationMs), { packet }];
    }
    this.#held.packets.push(packet);
    const lateMs = nowMs - (this.#placed + this.#held.packets.length) * packetDurationMs;
    this.#held.earliestMs = Math.min(this.#held.earliestMs, lateMs);
    return nowMs - this.#held.sinceMs < holdMs ? [] : this.release();
  }

  /** Lets go of what is held back, as at a pause or the end. */
  release(): ClockedSound<Packet>[] {
    const held = this.#held;
    if (held === null) return [];
    this.#held = null;
    const missingMs = this.#usualMs === null ? 0 : held.earliestMs - this.#usualMs;
    const missing = missingMs < jitterMs ? 0 : Math.round(missingMs / packetDurationMs);
    this.#placed += missing + held.packets.length;
    this.#beginLook();
    return [...(missing > 0 ? [{ missing }] : []), ...held.packets.map((packet) => ({ packet }))];
  }

  /** Counts what is missing up to this moment as filled in, and returns how many packets that is. */
  catchUp(): number {
    const { missing } = this;
    this.#placed += missing;
    if (this.#lastHeardMs !== null) this.#lastHeardMs = this.#nowMs();
    this.#beginLook();
    return missing;
  }

  /** Silence was added for another reason: the recording is longer by so many packets. */
  addSilence(packetCount: number): void {
    this.#placed += packetCount;
    this.#beginLook();
  }

  #look(lateMs: number): { missing: number }[] {
    this.#earliestMs = Math.min(this.#earliestMs, lateMs);
    // Until the first look the earliest so far is all that is known.
    if (this.#usualMs === null || (this.#isFirstLook && lateMs < this.#usualMs)) this.#usualMs = this.#earliestMs;
    this.#sinceLook += 1;
    if (this.#sinceLook < packetsPerLook) return [];
    // What was held up before this clock began comes in a burst; only sound at its own pace says what is usual.
    const isAtPace = this.#nowMs() - this.#lookBeganMs >= 0.8 * packetsPerLook * packetDurationMs;
    this.#isFirstLook &&= !isAtPace;
    if (this.#isFirstLook) {
      this.#beginLook();
      return [];
    }
    const changedMs = this.#earliestMs - this.#usualMs;
    if (Math.abs(changedMs) < jitterMs) this.#usualMs = this.#earliestMs;
    this.#beginLook();
    if (changedMs < leastSlowLossMs) return [];
    const missing = Math.round(changedMs / packetDurationMs);
    this.#placed += missing;
    return [{ missing }];
  }

  #beginLook(): void {
    this.#lookBeganMs = this.#nowMs();
    this.#earliestMs = Infinity;
    this.#sinceLook = 0;
  }
}
