import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { openRecording, openVouchedRecording, type RecordingReader } from '../vault/recording-reader.ts';
import { PlayedSound } from '../webm/played-sound.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { withRecordingFiles } from './recording-files-of.ts';
import type { Clock, Readers, Unlocked } from './unlocked.ts';
import { assertMayBeUsed } from './withdrawals-of.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;

interface OpenedSound {
  readonly sound: PlayedSound;
  readonly close: RecordingReader['close'];
}

/** Recordings held open for the player: the one that was asked for last, so that a seek opens nothing. */
export class OpenReaders implements Readers {
  readonly #parts: Parts;
  /** Since when they have been open, or were last said to have been heard, by the clock that nobody sets. */
  readonly #heardSinceMs = new Map<RecordingId, number>();
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  #open: { readonly recordingId: RecordingId; readonly reader: Promise<OpenedSound> } | null = null;

  constructor(parts: Parts, clock: Pick<Clock, 'monotonicMs'>) {
    this.#parts = parts;
    this.#clock = clock;
  }

  /**
   * Length in bytes of the file that the player hears the recording in (main/webm). The first time since the unlock it is logged that the recording
   * was opened, before a byte of it can be read.
   *
   * @throws `request/not-found`, `consent/withdrawn`, `request/conflict` while it runs, `integrity/*`, `storage/*`.
   */
  async lengthOf(recordingId: RecordingId): Promise<number> {
    const reader = await this.#reader(recordingId);
    if (!this.#heardSinceMs.has(recordingId)) {
      await this.#parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'recording.opened' });
      this.#heardSinceMs.set(recordingId, this.#clock.monotonicMs());
    }
    return reader.sound.totalLength;
  }

  /** As `PlayedSound.readAt`; throws as `lengthOf`. */
  async read(recordingId: RecordingId, offsetBytes: number, lengthBytes: number): Promise<Bytes> {
    return (await this.#reader(recordingId)).sound.readAt(offsetBytes, lengthBytes);
  }

  readonly takeListened = (recordingId: RecordingId, saidMs: number): number => {
    const sinceMs = this.#heardSinceMs.get(recordingId);
    if (sinceMs === undefined || isBeingDestroyed(this.#parts, recordingId)) throw new SottoError('request/not-found');
    const nowMs = this.#clock.monotonicMs();
    this.#heardSinceMs.set(recordingId, nowMs);
    return Math.floor(Math.min(saidMs, nowMs - sinceMs));
  };

  readonly close = async (): Promise<void> => {
    const open = this.#open;
    this.#open = null;
    // One that failed to open holds nothing.
    const reader = await open?.reader.catch(() => null);
    await reader?.close();
  };

  async #reader(recordingId: RecordingId): Promise<OpenedSound> {
    // Also of one that is open already: the player may be in the middle of it.
    this.#assertMayPlay(recordingId);
    if (this.#open?.recordingId !== recordingId) {
      // In one turn, so that of two who ask at once the second finds what the first has begun.
      const closed = this.close();
      this.#open = { recordingId, reader: closed.then(() => this.#openReader(recordingId)) };
    }
    const { reader } = this.#open;
    try {
      return await reader;
    } catch (error) {
      if (this.#open.reader === reader) this.#open = null;
      throw error;
    }
  }

  #assertMayPlay(recordingId: RecordingId): void {
    if (isBeingDestroyed(this.#parts, recordingId)) throw new SottoError('request/not-found');
    assertMayBeUsed(this.#parts, recordingId);
  }

  async #openReader(recordingId: RecordingId): Promise<OpenedSound> {
    this.#assertMayPlay(recordingId);
    const recording = this.#parts.catalog.recordings.find(recordingId);
    if (recording?.state === 'recording') throw new SottoError('request/conflict');
    const openWith = recording?.state === 'altered' ? openVouchedRecording : openRecording;
    const reader = await withRecordingFiles(this.#parts, recordingId, openWith);
    try {
      return { sound: await PlayedSound.open(reader.streams), close: reader.close };
    } catch (error) {
      await reader.close();
      throw error;
    }
  }
}
