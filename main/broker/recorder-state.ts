import type { RecordingId } from '../../contract/ids.ts';
import type { FromRecorder, SegmentProgress } from '../../contract/recorder-messages.ts';
import type { RecordingStatus, TakeKind } from '../../contract/recording.ts';
import type { Capture } from './capture-broker.ts';
import type { Child } from './child.ts';

/** What is known of a recorder process while it runs. */
export interface Recorder<Port> {
  readonly recordingId: RecordingId;
  readonly takeKind: TakeKind;
  readonly process: Child<Port>;
  capture: Capture | null;
  wasArmed: boolean;
  progress: SegmentProgress | null;
  status: RecordingStatus | null;
  hasFinished: boolean;
  isUnwanted: boolean;
}

/** Whether nothing follows it. */
export function isLast({ phase }: RecordingStatus): boolean {
  return phase === 'ended' || phase === 'failed';
}

/** What to tell of a recorder that has gone, whether or not it had a last word. */
export function lastStatus(
  recorder: Pick<Recorder<unknown>, 'hasFinished' | 'isUnwanted'>,
  status: RecordingStatus,
): RecordingStatus {
  if (isLast(status)) return status;
  const hasEndedWell = recorder.hasFinished || recorder.isUnwanted;
  return { ...status, phase: hasEndedWell ? 'ended' : 'failed', error: hasEndedWell ? null : 'capture/recorder-gone' };
}

/** Whether a message of a recorder's process is about its own recording; `ready` is for vault processes. */
export function isAbout(
  message: FromRecorder,
  recordingId: RecordingId,
): message is Exclude<FromRecorder, { kind: 'ready' }> {
  if (message.kind === 'ready') return false;
  if (message.kind === 'status') return message.status.recordingId === recordingId;
  return message.progress === null || message.progress.recordingId === recordingId;
}
