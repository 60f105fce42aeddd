import {
  levelsChunkSizeBytes,
  liveChunkSizeBytes,
  maximumPagePackets,
  packetSizeBytes,
} from '../../contract/limits.ts';
import type { RecorderOrder, SegmentProgress } from '../../contract/recorder-messages.ts';
import type { GapCause, Level } from '../../contract/recording.ts';
import type { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, toHex } from '../crypto/bytes.ts';
import { streamSerial } from '../ogg/opus-headers.ts';
import { OpusStream } from '../ogg/opus-stream.ts';
import { pageLength } from '../ogg/page.ts';
import { silencePacket } from '../ogg/silence-packet.ts';
import { durationMsOf } from '../ogg/stream-time.ts';
import { encodeLevel, encodeMark } from '../vault/level-records.ts';
import { toStorageError } from '../vault/storage-error.ts';
import type { SegmentPair } from './segment-pair.ts';

export interface SoundFileListener {
  /** So many packets of sound, from the first, are durable, among so many packets in all. */
  readonly onSaved: (soundCount: number, packetCount: number) => void;
  /** The disk has failed: nothing more can be saved here. Heard once. */
  readonly onFailed: (error: SottoError) => void;
}

/** Where a page ends: in bytes of the stream, in packets with and without the silence that was filled in. */
interface PageEnd {
  readonly streamLength: number;
  readonly packetCount: number;
  readonly soundCount: number;
}

/**
 * One segment of a recording while it is being made: the sound, and the levels beside it.
 *
 * Pages are written as they fill. An fsync follows as soon as a chunk was sealed, one at a time, so a slow disk is asked
 * less often and a quick one after every page.
 */
export class SoundFile {
  readonly #order: RecorderOrder;
  readonly #files: SegmentPair;
  readonly #listener: SoundFileListener;
  readonly #packetSizeBytes: number;
  readonly #stream: OpusStream;
  #streamLength = 0;
  #soundCount = 0;
  #levelsLength = 0;
  #syncedLevels = 0;
  /** Ends of pages that are not durable yet; as many as capture may leave unacknowledged. */
  #unsaved: PageEnd[] = [];
  #saved: PageEnd = { streamLength: 0, packetCount: 0, soundCount: 0 };
  #isSyncWanted = false;
  #syncing: Promise<void> | null = null;
  #hasFailed = false;

  /**
   * `files` are new and empty, and become this object's to close.
   *
   * @param beginsAt the packets of the recording that come before this segment, where that is known.
   */
  constructor(order: RecorderOrder, files: SegmentPair, beginsAt: number | null, listener: SoundFileListener) {
    this.#order = order;
    this.#files = files;
    this.#listener = listener;
    this.#packetSizeBytes = packetSizeBytes(order.bitrateBps);
    this.#stream = new OpusStream(streamSerial(fromHex(order.recordingId), order.segment), this.#packetSizeBytes);
    this.#append(this.#stream.headers(beginsAt));
  }

  /** Playing time of all that was added. */
  get elapsedMs(): number {
    return durationMsOf(this.#stream.packetCount);
  }

  /** Playing time of what is durable. */
  get savedMs(): number {
    return durationMsOf(this.#saved.packetCount);
  }

  /** Packets of sound that were added, silence that was filled in left out. */
  get soundCount(): number {
    return this.#soundCount;
  }

  /** Packets of sound that are not durable yet. */
  get unsavedSoundCount(): number {
    return this.#soundCount - this.#saved.soundCount;
  }

  /** What is durable, as the vault remembers it. */
  progress(isFinal: boolean): SegmentProgress {
    const { recordingId, segment } = this.#order;
    const { chunkCount, lastTag } = this.#files.audio;
    return {
      recordingId,
      segment,
      chunkCount,
      lastTag: toHex(lastTag ?? new Uint8Array(0)),
      durationMs: this.savedMs,
      isFinal,
    };
  }

  /** Takes one packet of sound over, with its level or a mark in its place. Durable once `onSaved` counts it. */
  add(packet: Uint8Array, level: Level | 'bookmark'): void {
    this.#soundCount += 1;
    this.#appendLevels(typeof level === 'string' ? encodeMark(level) : encodeLevel(level));
    this.#appendPage(this.#stream.add(packet));
  }

  /** Adds silence for so many packets that were not heard. It becomes durable with what comes after it. */
  fill(packetCount: number, why: GapCause): void {
    const packet = silencePacket(this.#packetSizeBytes);
    for (let left = packetCount; left > 0; left -= maximumPagePackets) {
      const count = Math.min(left, maximumPagePackets);
      // One piece for a page: an hour of silence is 180,000 packets.
      this.#appendLevels(repeated(encodeMark(why), count));
      for (let added = 0; added < count; added += 1) this.#appendPage(this.#stream.add(packet));
    }
  }

  /**
   * Makes all sound so far durable before more comes: silence is filled in until the chunk with the last of it is full.
   * That is at most two thirds of a second, and nothing when no sound came since the last time.
   *
   * @returns how many packets were filled in, at once; `saved` resolves when all is durable. When the disk fails
   *   meanwhile it is the listener who hears of it.
   */
  settle(why: GapCause): { readonly filledIn: number; readonly saved: Promise<void> } {
    if (this.unsavedSoundCount === 0) return { filledIn: 0, saved: Promise.resolve() };
    const packetCount = this.#stream.packetCount;
    this.#appendPage(this.#stream.flush());
    const wantedLength = Math.ceil(this.#streamLength / liveChunkSizeBytes) * liveChunkSizeBytes;
    while (this.#streamLength < wantedLength) this.#fillIn(wantedLength - this.#streamLength, why);
    return { filledIn: this.#stream.packetCount - packetCount, saved: this.#sync() };
  }

  /** Ends the stream and both files: all of it is durable on return. No sound may be added after the call. @throws `storage/*`. */
  async finish(): Promise<SegmentProgress> {
    const packetCount = this.#stream.packetCount;
    this.#appendPage(this.#stream.end());
    if (this.#stream.packetCount > packetCount) this.#appendLevels(encodeLevel({ peak: 0, rms: 0 }));
    this.#isSyncWanted = false;
    await this.#syncing;
    await this.#files.audio.finish();
    this.#markSaved(this.#streamLength);
    await this.#files.levels.finish();
    return this.progress(true);
  }

  /** Closes both files as they are. */
  async abandon(): Promise<void> {
    this.#hasFailed = true;
    await Promise.all([this.#files.audio.abandon(), this.#files.levels.abandon()]);
  }

  /** One page of silence of about `lengthBytes`, and of half a second at most. */
  #fillIn(lengthBytes: number, why: GapCause): void {
    const emptyLength = pageLength(0, this.#packetSizeBytes);
    const wanted = Math.ceil((lengthBytes - emptyLength) / (pageLength(1, this.#packetSizeBytes) - emptyLength));
    const count = Math.min(Math.max(1, wanted), maximumPagePackets);
    this.fill(count, why);
    this.#appendPage(this.#stream.flush());
  }

  #appendLevels(records: Uint8Array): void {
    this.#levelsLength += records.length;
    this.#files.levels.append(records).catch((error: unknown) => this.#fail(error));
  }

  #appendPage(page: Uint8Array | null): void {
    if (page === null) return;
    const sealedBefore = Math.floor(this.#streamLength / liveChunkSizeBytes);
    this.#append(page);
    const end = { packetCount: this.#stream.packetCount, soundCount: this.#soundCount };
    this.#unsaved.push({ streamLength: this.#streamLength, ...end });
    if (Math.floor(this.#streamLength / liveChunkSizeBytes) > sealedBefore) void this.#sync();
  }

  #append(bytes: Uint8Array): void {
    this.#streamLength += bytes.length;
    this.#files.audio.append(bytes).catch((error: unknown) => this.#fail(error));
  }

  /** Resolves after an fsync that began after the call, or after the disk has failed. */
  #sync(): Promise<void> {
    this.#isSyncWanted = true;
    this.#syncing ??= this.#syncWhileWanted();
    return this.#syncing;
  }

  async #syncWhileWanted(): Promise<void> {
    try {
      while (this.#isSyncWanted && !this.#hasFailed) {
        this.#isSyncWanted = false;
        this.#markSaved(await this.#files.audio.sync());
        const sealedLevels = Math.floor(this.#levelsLength / levelsChunkSizeBytes);
        if (sealedLevels > this.#syncedLevels) await this.#files.levels.sync();
        this.#syncedLevels = sealedLevels;
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#syncing = null;
    }
  }

  #markSaved(durableLength: number): void {
    while (this.#unsaved[0] !== undefined && this.#unsaved[0].streamLength <= durableLength) {
      this.#saved = this.#unsaved[0];
      this.#unsaved.shift();
    }
    this.#listener.onSaved(this.#saved.soundCount, this.#saved.packetCount);
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#listener.onFailed(toStorageError(error));
  }
}

function repeated(record: Uint8Array, count: number): Uint8Array {
  const records = new Uint8Array(record.length * count);
  for (let index = 0; index < count; index += 1) records.set(record, index * record.length);
  return records;
}
