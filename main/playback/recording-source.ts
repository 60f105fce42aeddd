import type { RecordingId } from '../../contract/ids.ts';
import type { Result } from '../../contract/sotto-error.ts';

/** Where the player's bytes come from: the vault process, behind the broker. */
export interface RecordingSource {
  /** Aborted when the vault is locked; null while it is. */
  readonly whileUnlocked: AbortSignal | null;
  readonly readLength: (recordingId: RecordingId) => Promise<Result<number>>;
  /** At most `maximumReadBytes` at a time; what comes back is as long as what was asked for. */
  readonly read: (recordingId: RecordingId, offsetBytes: number, lengthBytes: number) => Promise<Result<Uint8Array>>;
}
