import { samplesPerPacket } from '../../contract/limits.ts';

/** Samples that make one packet: always `samplesPerPacket` of them, in memory of their own. */
export type Frame = Float32Array<ArrayBuffer>;

/**
 * How many samples the Opus encoder holds back (libopus looks 6.5 ms ahead): what was heard last comes out only once
 * this much more has gone in. The same number is the pre-skip of the stream (RFC 7845, 4.2).
 */
export const encoderDelaySamples = 312;

/** Cuts sound that comes in pieces of any length into frames, losing and adding none between two drains. */
export class FrameCutter {
  #frame = newFrame();
  #filled = 0;

  /** Takes mono samples at 48 kHz; returns the frames that became full, oldest first. */
  push(samples: Float32Array): Frame[] {
    const full: Frame[] = [];
    let offset = 0;
    while (offset < samples.length) {
      const taken = samples.subarray(offset, offset + samplesPerPacket - this.#filled);
      this.#frame.set(taken, this.#filled);
      this.#filled += taken.length;
      offset += taken.length;
      if (this.#filled < samplesPerPacket) break;
      full.push(this.#frame);
      this.#frame = newFrame();
      this.#filled = 0;
    }
    return full;
  }

  /** Ends a stretch of sound: silence enough that the encoder lets go of all of it, up to the end of a frame. */
  drain(): Frame[] {
    const needed = this.#filled + encoderDelaySamples;
    const frames = Math.ceil(needed / samplesPerPacket);
    return this.push(new Float32Array(frames * samplesPerPacket - this.#filled));
  }
}

function newFrame(): Frame {
  return new Float32Array(samplesPerPacket);
}
