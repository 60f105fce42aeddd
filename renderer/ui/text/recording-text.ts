import type { GapCause, RecordingStatus } from '../../../contract/recording.ts';
import { minimumFreeMinutes } from '../../../contract/limits.ts';
import { clock, duration } from './format.ts';

/** Below this a gap is not named in seconds on the page: it would read as none. */
const leastMissingMs = 1000;

/** More sound than this in memory means that the disk keeps it waiting; less, that no sound comes. */
const waitingForDiskMs = 2000;

export const stalledDisk = 'The disk has not answered for some seconds. What is heard is kept in memory until it does.';
export const stalledMicrophone =
  'Nothing has come from the microphone for some seconds. What came before stays saved. Check that it is connected; when sound comes again, recording goes on.';
const stalledPage =
  'The part of Sotto that listens has stopped and is being started again. What came before stays saved, and recording goes on by itself.';

/** What a phase other than plain recording means for the person, or null. */
export function explainPhase({ phase, pausedBy, elapsedMs, savedMs, error }: RecordingStatus): string | null {
  if (phase === 'paused') {
    return pausedBy === 'sleep'
      ? 'The computer was asleep. Nothing is heard until you resume; the recording keeps silence for this time.'
      : 'Nothing is heard until you resume. The recording keeps silence for this time, so that its times stay true.';
  }
  if (phase !== 'stalled') return null;
  switch (error) {
    case 'capture/recorder-gone':
      return 'The part of Sotto that writes has stopped. What is heard is kept in memory for one minute. If Sotto is locked, unlock it: recording then goes on by itself.';
    case 'capture/device-lost':
    case 'capture/no-microphone':
    case 'capture/microphone-busy':
    case 'capture/permission-denied':
      return 'The microphone has gone. What came before stays saved. Connect it again: recording goes on by itself.';
    case 'capture/page-gone':
    case 'capture/encoder-failed':
    case 'capture/packet-refused':
      return stalledPage;
    case 'storage/disk-full':
      return 'The disk is full. What is heard is kept in memory for one minute. Make room on the disk: recording then goes on by itself.';
    case 'storage/folder-gone':
      return 'The folder of this vault has gone. If it is on a stick, plug it in again: what is heard is kept in memory for one minute, and recording goes on by itself.';
    default:
      return elapsedMs - savedMs > waitingForDiskMs ? stalledDisk : stalledMicrophone;
  }
}

export const recordingText = {
  keepElsewhere: 'Go on in another folder',
  keepElsewhereHint:
    'Choose a folder on another disk. What is kept there is encrypted too, and Sotto brings it into the vault later.',
  bookmark: 'Bookmark',
  bookmarked: (atMs: number) => `Bookmark at ${clock(atMs)}`,
  bookmarkCount: (count: number) => (count === 1 ? '1 bookmark' : `${count} bookmarks`),
  /** Null while nothing of note is missing. */
  missing: ({ missingMs }: RecordingStatus): string | null =>
    missingMs < leastMissingMs
      ? null
      : `Missing so far: ${duration(missingMs)} in which no sound came. The recording keeps silence there, and says so.`,
  /** Null while there is room enough, or nobody knows. */
  diskIsFilling: ({ freeMinutes }: RecordingStatus): string | null =>
    freeMinutes === null || freeMinutes >= minimumFreeMinutes
      ? null
      : `${freeMinutes < 1 ? 'Less than a minute' : duration(freeMinutes * 60_000)} left on this disk. Recording ends by itself before the disk is full, and what is recorded is kept.`,
  moments: 'Bookmarks, pauses and gaps',
  bookmarkNumber: (number: number) => `Bookmark ${number}`,
  gaps: {
    paused: (ms: number) => `Paused for ${duration(ms)}`,
    asleep: (ms: number) => `The computer slept for ${duration(ms)}`,
    missing: (ms: number) => `No sound for ${duration(ms)}: it did not reach Sotto`,
  } satisfies Record<GapCause, (ms: number) => string>,
  playFrom: (what: string, atMs: number) => `${clock(atMs)} ${what}. Go there`,
} as const;
