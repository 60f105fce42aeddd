import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import type { SoundSources, TakeKind } from '../../contract/recording.ts';
import type { RecordingId } from '../../contract/ids.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Settings } from '../../contract/methods.ts';
import type { VaultCheck } from '../../contract/vault-check.ts';
import type { VaultCopy } from '../../contract/vault-copy.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ScanTray } from '../consent/scan-tray.ts';
import type { EventLog } from '../log/event-log.ts';
import type { UndoWindows } from '../retention/undo-windows.ts';
import type { Vault } from '../vault/vault.ts';

/** Everything an unlocked vault process has at hand; each use case takes the parts it needs. */
export interface Unlocked {
  readonly vault: Vault;
  readonly log: EventLog;
  readonly catalog: Catalog;
  readonly recorders: Recorders;
  readonly capture: Capture;
  readonly readers: Readers;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly disk: DiskSpace;
  readonly undoWindows: UndoWindows;
  readonly scans: ScanTray;
  readonly alarm: Alarm;
  readonly check: Check;
  readonly copy: Copy;
}

export interface Clock {
  readonly nowMs: () => number;
  /** Counts on whatever is done to the time of day; from when is not said. */
  readonly monotonicMs: () => number;
}

export interface DiskSpace {
  /** Bytes that a normal user may still write where the vault lies. */
  readonly freeBytes: (folder: string) => Promise<number>;
}

/** Wakes the vault process once, at the earliest time asked for, so that it carries out what is due. */
export interface Alarm {
  readonly ringIn: (delayMs: number) => void;
  /** Something that the log tells is not carried out, as the disk refused: it is tried again in a while. */
  readonly finishLater: () => void;
}

/** Recorder processes, as the use cases see them. */
export interface Recorders {
  /** The recording that a recorder holds now, or null. */
  readonly current: () => RecordingId | null;
  /**
   * Starts a recorder and hands it its order; resolves when its file is durable and packets may come.
   *
   * @throws `capture/recorder-gone`, `storage/*`.
   */
  readonly begin: (order: RecorderOrder) => Promise<void>;
  /** Ends the recorder of `recordingId` and resolves when its process has gone. */
  readonly end: (recordingId: RecordingId) => Promise<void>;
}

/** The check of the whole vault. */
export interface Check {
  readonly state: VaultCheck;
  readonly begin: (isResumed: boolean) => Promise<VaultCheck>;
  /** It stops at the next chunk, and says so in its state. */
  readonly askToStop: () => VaultCheck;
  /** Recordings of which it has found the sound whole. */
  readonly wholeRecordings: ReadonlySet<RecordingId>;
}

/** The copy of what a check has found whole. */
export interface Copy {
  readonly state: VaultCopy;
  /** Into an empty folder. */
  readonly begin: (folder: string) => Promise<VaultCopy>;
  readonly askToStop: () => VaultCopy;
}

/** The capture window, which may do only what it was armed for. */
export interface Capture {
  readonly armForRecording: (recordingId: RecordingId, takeKind: TakeKind, settings: Settings) => void;
  readonly armForCheck: (sources: SoundSources) => void;
}

/** Recordings held open for the player. */
export interface Readers {
  /** Closes what is open, so that its file may be removed. */
  readonly close: () => Promise<void>;
  /**
   * How much of `saidMs` there was time for to hear, since the recording was opened or this was last asked.
   *
   * @throws `request/not-found`.
   */
  readonly takeListened: (recordingId: RecordingId, saidMs: number) => number;
}
