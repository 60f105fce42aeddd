import type { RecordingId } from '../../contract/ids.ts';
import { maximumStandbys } from '../../contract/limits.ts';
import type { FromRecorder, SegmentProgress } from '../../contract/recorder-messages.ts';
import type { RecordingStatus, SoundSources, TakeKind } from '../../contract/recording.ts';
import type { Capture } from './capture-broker.ts';
import type { Child } from './child.ts';

/** One recorder process of a recording. */
export interface Recorder<Port> {
  readonly process: Child<Port>;
  /** A standby that has its order; an active one never says so. */
  isStandingBy: boolean;
}

/** What is known of a recording from the start of its first recorder to the end of its last. */
export interface Running<Port> {
  readonly recordingId: RecordingId;
  readonly takeKind: TakeKind;
  /** Null while none is left to write: the capture page keeps what it hears until there is one again. */
  active: Recorder<Port> | null;
  standby: Recorder<Port> | null;
  capture: Capture<Port> | null;
  wasArmed: boolean;
  /** The newest of each segment. */
  readonly progress: Map<number, SegmentProgress>;
  status: RecordingStatus | null;
  /** When it was said, by main's clock. */
  statusAtMs: number;
  hasFinished: boolean;
  isUnwanted: boolean;
  /** Whoever writes it now, or comes to, is to end it. */
  isStopWanted: boolean;
  /** Whoever writes it now, or comes to, is to pause it. */
  pauseWanted: RecordingStatus['pausedBy'];
  /** The recorder that is to take over is kept from it by a disk. */
  isHindered: boolean;
  /** Where the next files go instead of into the vault; null for the vault. */
  place: string | null;
  /** What it listens to, from its beginning to its end; null before it was armed. */
  sources: SoundSources | null;
  /** Calls off the end of a wait for a recorder. */
  cancelWait: () => void;
  standbysLeft: number;
  readonly over: Promise<void>;
  readonly resolveOver: () => void;
}

export function newRunning<Port>(recordingId: RecordingId, takeKind: TakeKind): Running<Port> {
  let resolveOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    resolveOver = resolve;
  });
  return {
    recordingId,
    takeKind,
    active: null,
    standby: null,
    capture: null,
    wasArmed: false,
    progress: new Map(),
    status: null,
    statusAtMs: 0,
    hasFinished: false,
    isUnwanted: false,
    isStopWanted: false,
    pauseWanted: null,
    isHindered: false,
    place: null,
    sources: null,
    cancelWait: () => undefined,
    standbysLeft: maximumStandbys,
    over,
    resolveOver,
  };
}

/** Whether nothing follows it. */
export function isLast({ phase }: RecordingStatus): boolean {
  return phase === 'ended' || phase === 'failed';
}

/** What to tell of a recording that is over, whether or not its recorder had a last word. */
export function lastStatus(
  recording: Pick<Running<unknown>, 'hasFinished' | 'isUnwanted'>,
  status: RecordingStatus,
): RecordingStatus {
  if (isLast(status)) return status;
  const hasEndedWell = recording.hasFinished || recording.isUnwanted;
  return { ...status, phase: hasEndedWell ? 'ended' : 'failed', error: hasEndedWell ? null : 'capture/recorder-gone' };
}

/** Whether a message of a recorder's process is about its own recording; `ready` is for vault processes. */
export function isAbout(
  message: FromRecorder,
  recordingId: RecordingId,
): message is Exclude<FromRecorder, { kind: 'ready' }> {
  if (message.kind === 'ready') return false;
  if (message.kind === 'status') return message.status.recordingId === recordingId;
  return !('progress' in message) || message.progress === null || message.progress.recordingId === recordingId;
}
