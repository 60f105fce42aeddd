import type { RecordingId } from '../../contract/ids.ts';
import type { RecordingStatus, SignalWarning } from '../../contract/recording.ts';
import type { Tone } from './tones.ts';

/** While something lasts its warning comes again after so long, and never sooner. */
export const warningGapMs = 10_000;

/** What a page has seen of the running recording, and so what needs no tone any more. */
export interface Seen {
  readonly recordingId: RecordingId | null;
  readonly hasStarted: boolean;
  readonly tones: RecordingStatus['tones'];
}

const nothingSeen: Seen = { recordingId: null, hasStarted: false, tones: { startStop: false, warning: false } };

/**
 * Whether the newest status is a start, a stop or a failure that is to be heard. `before` is null on a page that has only
 * just come, such as that of the lock screen: what runs by then has started elsewhere.
 */
export function judgeStatus(
  before: Seen | null,
  status: RecordingStatus | null,
  failedId: RecordingId | null,
): { readonly seen: Seen; readonly tone: Tone | null } {
  if (status !== null) {
    const { recordingId, phase, tones } = status;
    const isKnown = before?.recordingId === recordingId;
    const hasStarted = before === null ? phase !== 'starting' : isKnown && before.hasStarted;
    const starts = !hasStarted && phase === 'recording';
    const seen = { recordingId, hasStarted: hasStarted || starts, tones };
    return { seen, tone: starts && tones.startStop ? 'start' : null };
  }
  const { recordingId, hasStarted, tones } = before ?? nothingSeen;
  if (recordingId === null) return { seen: nothingSeen, tone: null };
  const hasFailed = failedId === recordingId;
  if (hasFailed && tones.warning) return { seen: nothingSeen, tone: 'warning' };
  return { seen: nothingSeen, tone: hasStarted && tones.startStop ? 'stop' : null };
}

const warnings: Readonly<Record<SignalWarning, 'lasts' | 'passes' | null>> = {
  'no-signal': 'lasts',
  clipping: 'passes',
  // Softly, and so on the screen alone: a quiet room is no fault.
  'very-quiet': null,
};

/** What is amiss and to be heard, and whether it is said again while it lasts. */
export function alarmOf(
  status: RecordingStatus | null,
): { readonly what: SignalWarning | 'stalled'; readonly lasts: boolean } | null {
  if (status?.tones.warning !== true) return null;
  if (status.phase === 'stalled') return { what: 'stalled', lasts: true };
  if (status.warning === null) return null;
  const how = warnings[status.warning];
  return how === null ? null : { what: status.warning, lasts: how === 'lasts' };
}
