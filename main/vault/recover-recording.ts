import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { recordingIdSchema } from '../../contract/ids.ts';
import type { RecordingState } from '../../contract/recording.ts';
import { toHex } from '../crypto/bytes.ts';
import { deriveSegmentKey } from '../crypto/v1/segment.ts';
import { durationMsOf } from '../ogg/stream-time.ts';
import { joinSegments, type JoinedSegment } from './join-segments.ts';
import { segmentPath, segmentsIn } from './recording-files.ts';
import type { RecordingFiles } from './recording-reader.ts';
import { recoverAudio, recoverLevels, type SegmentRecovery } from './recover-segment.ts';
import { realDisk, type SegmentDisk } from './segment-disk.ts';

export interface RecoveredRecording {
  readonly state: Exclude<RecordingState, 'recording'>;
  /** Of what plays; of what was remembered, where a segment is altered. */
  readonly durationMs: number;
  /** Heard and not saved; null when nobody knows what was heard. */
  readonly lostMs: number | null;
  readonly segments: readonly RecoveredSegment[];
}

export interface RecoveredSegment {
  readonly segment: number;
  readonly outcome: SegmentRecovery['outcome'];
  /** To be remembered instead of what was known; null unless `outcome` is `complete` or `recovered`. */
  readonly progress: SegmentProgress | null;
}

/**
 * Ends a recording whose recorder has died. The caller holds the recording's lock. Nothing is deleted but what a crash
 * left behind the last whole page, and sound at the end of a segment that a standby was sent again and has in its own;
 * what is other than remembered stays untouched. Durable on return; a recovery that was interrupted is simply done again,
 * with the same result.
 *
 * @param known the newest that was heard of each segment.
 * @param heardMs how much sound the recorder last said it had received, or null.
 * @throws `storage/*`, `vault/newer-version`; the segment it was at is then as it was.
 */
export async function recoverRecording(
  files: RecordingFiles,
  known: readonly SegmentProgress[],
  heardMs: number | null = null,
  disk: SegmentDisk = realDisk,
): Promise<RecoveredRecording> {
  const numbers = new Set([...known.map(({ segment }) => segment), ...(await segmentsIn(files.folder))]);
  const found: RecoveredSegment[] = [];
  for (const segment of [...numbers].sort((a, b) => a - b)) {
    const remembered = known.find((progress) => progress.segment === segment) ?? null;
    found.push(await recoverSegment(files, segment, remembered, disk));
  }
  const segments = await join(files, found, disk);
  const durationMs = segments.reduce((sum, { segment, outcome, progress }) => {
    const remembered = known.find((one) => one.segment === segment);
    return sum + ((outcome === 'altered' ? remembered : progress)?.durationMs ?? 0);
  }, 0);
  const state = stateOf(segments);
  return { state, durationMs, lostMs: lostMsOf(state, durationMs, heardMs), segments };
}

/** Makes segments follow one another without overlap; a recording with an altered one stays as it is. */
async function join(
  files: RecordingFiles,
  found: readonly RecoveredSegment[],
  disk: SegmentDisk,
): Promise<readonly RecoveredSegment[]> {
  const playing = found.filter(({ progress }) => progress !== null).map(({ segment }) => segment);
  if (playing.length < 2 || found.some(({ outcome }) => outcome === 'altered')) return found;
  const joined = new Map<number, JoinedSegment>(
    (await joinSegments(files, playing, disk)).map((one) => [one.segment, one]),
  );
  return found.map((segment) => {
    const { progress } = segment;
    const now = joined.get(segment.segment);
    if (progress === null || now === undefined) return segment;
    const outcome = now.isContinued ? 'complete' : segment.outcome;
    const ending = now.ending ?? {};
    return { ...segment, outcome, progress: { ...progress, ...ending, durationMs: durationMsOf(now.packetCount) } };
  });
}

async function recoverSegment(
  files: RecordingFiles,
  segment: number,
  known: SegmentProgress | null,
  disk: SegmentDisk,
): Promise<RecoveredSegment> {
  const { folder, vaultId, recordingId } = files;
  const ids = { vaultId, recordingId, segment };
  const key = deriveSegmentKey(files.recordingKey, segment);
  try {
    const audioPath = segmentPath(folder, 'audio', segment);
    const audio = await recoverAudio(audioPath, key, { ...ids, kind: 'audio' }, known, disk);
    if (audio.outcome === 'altered' || audio.outcome === 'empty') {
      return { segment, outcome: audio.outcome, progress: null };
    }
    const { ending, outcome } = audio;
    const levelsPath = segmentPath(folder, 'levels', segment);
    await recoverLevels(levelsPath, key, { ...ids, kind: 'levels' }, ending.durationMs, disk);
    const id = recordingIdSchema.parse(toHex(recordingId));
    return { segment, outcome, progress: { recordingId: id, segment, ...ending, isFinal: true } };
  } finally {
    key.wipe();
  }
}

/** A recording in which nothing was ever saved ended by a crash as well; beside one that was, it is nothing. */
function stateOf(segments: readonly RecoveredSegment[]): RecoveredRecording['state'] {
  if (segments.some(({ outcome }) => outcome === 'altered')) return 'altered';
  const withSound = segments.filter(({ outcome }) => outcome !== 'empty');
  const isComplete = withSound.length > 0 && withSound.every(({ outcome }) => outcome === 'complete');
  return isComplete ? 'complete' : 'recovered';
}

function lostMsOf(state: RecoveredRecording['state'], durationMs: number, heardMs: number | null): number | null {
  if (state === 'complete') return 0;
  if (state === 'altered' || heardMs === null) return null;
  return Math.max(0, heardMs - durationMs);
}
