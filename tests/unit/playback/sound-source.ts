import { recordingIdSchema, type RecordingId } from '../../../contract/ids.ts';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import type { RecordingSource } from '../../../main/playback/recording-source.ts';

export const knownId = recordingIdSchema.parse('0123456789abcdef0123456789abcdef');

/** A vault process with one recording, and a note of every read it was asked for. */
export class SoundSource implements RecordingSource {
  readonly bytes: Uint8Array;
  readonly reads: { readonly offsetBytes: number; readonly lengthBytes: number }[] = [];
  failure: ErrorCode | null = null;
  readonly #lock = new AbortController();
  #isLocked = false;

  constructor(lengthBytes: number) {
    this.bytes = Uint8Array.from({ length: lengthBytes }, (_, index) => (index * 7 + (index >> 8)) % 256);
  }

  get whileUnlocked(): AbortSignal | null {
    return this.#isLocked ? null : this.#lock.signal;
  }

  lock(): void {
    this.#isLocked = true;
    this.#lock.abort();
  }

  readonly readLength = (recordingId: RecordingId): Promise<Result<number>> =>
    Promise.resolve(
      recordingId === knownId
        ? { ok: true, value: this.bytes.length }
        : { ok: false, error: { code: 'request/not-found', details: {} } },
    );

  readonly read = (_id: RecordingId, offsetBytes: number, lengthBytes: number): Promise<Result<Uint8Array>> => {
    this.reads.push({ offsetBytes, lengthBytes });
    if (this.failure !== null) return Promise.resolve({ ok: false, error: { code: this.failure, details: {} } });
    return Promise.resolve({ ok: true, value: this.bytes.slice(offsetBytes, offsetBytes + lengthBytes) });
  };
}
