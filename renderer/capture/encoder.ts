import { packetDurationMs, packetSizeBytes, sampleRateHz, type BitrateBps } from '../../contract/limits.ts';
import type { Level, SideLevels } from '../../contract/recording.ts';
import type { Frame } from './frames.ts';
import { measureLevel } from './level.ts';

export interface EncoderEvents {
  /** One packet for each frame, in order, always `packetSizeBytes` long; the levels are those of its frame. */
  readonly onPacket: (bytes: Uint8Array<ArrayBuffer>, level: Level, sides: SideLevels) => void;
  /** Nothing more will come. */
  readonly onError: () => void;
}

/** Frames to Opus packets of constant size (RFC 6716): no discontinuous transmission, no forward error correction. */
export class PacketEncoder {
  readonly #encoder: AudioEncoder;
  /** Levels of the frames whose packets have not come out yet. */
  readonly #levels: { readonly level: Level; readonly sides: SideLevels }[] = [];
  #framesIn = 0;

  constructor(bitrateBps: BitrateBps, { onPacket, onError }: EncoderEvents) {
    this.#encoder = new AudioEncoder({
      output: (chunk) => {
        const levels = this.#levels.shift();
        // Chromium ends each flush with a frame of silence that nobody gave it.
        if (levels === undefined) return;
        if (chunk.byteLength !== packetSizeBytes(bitrateBps)) {
          onError();
          return;
        }
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        onPacket(bytes, levels.level, levels.sides);
      },
      error: onError,
    });
    this.#encoder.configure({
      codec: 'opus',
      sampleRate: sampleRateHz,
      numberOfChannels: 1,
      bitrate: bitrateBps,
      // A variable rate would show the rhythm of speech in the size of the file.
      bitrateMode: 'constant',
      opus: { format: 'opus', frameDuration: packetDurationMs * 1000, usedtx: false, useinbandfec: false },
    });
  }

  /** `sides`: what the frame was mixed of. */
  encode(frame: Frame, sides: SideLevels = {}): void {
    this.#levels.push({ level: measureLevel(frame), sides });
    const sound = new AudioData({
      format: 'f32-planar',
      sampleRate: sampleRateHz,
      numberOfChannels: 1,
      numberOfFrames: frame.length,
      timestamp: this.#framesIn * packetDurationMs * 1000,
      data: frame,
    });
    this.#framesIn += 1;
    this.#encoder.encode(sound);
    sound.close();
  }

  /** Resolves when the packet of every frame so far has come out. Encoding may go on afterwards. */
  async flush(): Promise<void> {
    await this.#encoder.flush();
  }

  close(): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
  }
}
