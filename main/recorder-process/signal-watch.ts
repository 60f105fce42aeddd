import { packetDurationMs } from '../../contract/limits.ts';
import type { Level, SignalWarning } from '../../contract/recording.ts';

const packetsIn = (ms: number): number => Math.round(ms / packetDurationMs);

/** A device that is muted, or a source that ended, gives nothing at all; a quiet room never does for so long. */
const silentAfterPackets = packetsIn(1000);
/** What is cut off at the top of the scale, and how often within the time for it to be said. */
const clippedPeak = 0.999;
const clippedPackets = 3;
const clippedWithinPackets = packetsIn(2000);
/** After it was said it stays for so long, to be read. */
const clippedForPackets = packetsIn(5000);
/** -60 dBFS: below speech in any room, above the noise of most devices. */
const quietRms = 0.001;
const quietAfterPackets = packetsIn(60_000);
/** Far below the smallest step of 16 bits, so that the noise of the quietest device is no constant level. */
const constantWithin = 2 ** -20;

/**
 * Judges, packet by packet, what the microphone gives: nothing at all (exact zeros or a constant level) after a second,
 * overload, and a level below speech for a minute. Counts sound, so that a pause is no silence.
 */
export class SignalWatch {
  #silentFor = 0;
  #quietFor = 0;
  /** How long ago, in packets, each of the last that were cut off came. */
  #clipped: readonly number[] = [];
  #clippedLeft = 0;

  /** Takes the level of the next 20 ms. */
  add({ peak, rms }: Level): void {
    // Of a constant level peak and mean are one; of any sound the mean is lower.
    this.#silentFor = peak - rms < constantWithin ? this.#silentFor + 1 : 0;
    this.#quietFor = rms < quietRms ? this.#quietFor + 1 : 0;
    this.#clipped = this.#clipped.map((ago) => ago + 1).filter((ago) => ago < clippedWithinPackets);
    // A constant full scale is a fault of the device and not a voice that is too loud.
    if (peak >= clippedPeak && this.#silentFor === 0) this.#clipped = [...this.#clipped, 0];
    this.#clippedLeft = this.#clipped.length >= clippedPackets ? clippedForPackets : Math.max(0, this.#clippedLeft - 1);
  }

  /** Forgets what was heard, as when capture begins anew. */
  reset(): void {
    this.#silentFor = 0;
    this.#quietFor = 0;
    this.#clipped = [];
    this.#clippedLeft = 0;
  }

  /** What is to be said now, the most urgent alone; null for nothing. */
  get warning(): SignalWarning | null {
    if (this.#silentFor >= silentAfterPackets) return 'no-signal';
    if (this.#clippedLeft > 0) return 'clipping';
    return this.#quietFor >= quietAfterPackets ? 'very-quiet' : null;
  }
}
