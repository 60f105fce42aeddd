/** Opus at 48 kHz, mono, 20 ms a packet (RFC 6716); every duration in samples counts at this rate. */
export const sampleRateHz = 48_000;
export const packetDurationMs = 20;
export const samplesPerPacket = (sampleRateHz * packetDurationMs) / 1000;
export const packetsPerSecond = 1000 / packetDurationMs;

export const bitratesBps = [24_000, 32_000, 48_000, 64_000] as const;
export type BitrateBps = (typeof bitratesBps)[number];
export const defaultBitrateBps: BitrateBps = 48_000;

/** Constant bit rate: every packet of a recording has exactly this many bytes. */
export function packetSizeBytes(bitrateBps: BitrateBps): number {
  return bitrateBps / 8 / packetsPerSecond;
}

/** An Ogg page holds at most half a second (docs/vault-format.md, Content). */
export const maximumPagePackets = packetsPerSecond / 2;

/** Plaintext bytes a chunk, for recordings made live and for the levels beside them. */
export const liveChunkSizeBytes = 2048;
export const levelsChunkSizeBytes = 256;

/** Packets unacknowledged before a recording counts as stalled, and before capture drops what comes. */
export const stalledAfterPackets = 5 * packetsPerSecond;
export const maximumUnacknowledgedPackets = 60 * packetsPerSecond;

export const minimumPassphraseLength = 12;
export const maximumPassphraseLength = 1024;
/** Slots of one vault, of whatever type. */
export const maximumWays = 16;
/** More than the largest slots file (docs/vault-format.md, Slots). */
export const maximumSlotsBytes = (maximumWays + 1) * 512;
export const maximumWayNameLength = 80;
/** A recovery sheet: its words, how many of them are repeated before it counts, and all of them as typed. */
export const sheetWordCount = 24;
export const confirmedSheetWords = 3;
export const maximumSheetLength = 1000;
export const maximumCodeLength = 40;
export const maximumParticipants = 20;
export const maximumPersonNameLength = 120;
export const maximumTypedNameLength = 200;
/** A scan or photo of a paper form, and the bytes of it that go over the border at once. */
export const maximumScanBytes = 10 * 1024 * 1024;
export const scanPartBytes = 510 * 1024;
/** A drawn signature: strokes of points in a box of 1000 by 300 units. */
export const maximumSignaturePoints = 20_000;

/** How old an agreement may be that somebody confirms in one line instead of reading it again. */
export const reconfirmableForMs = 365 * 24 * 60 * 60_000;

/** Notes of one session, in UTF-16 code units as the page counts them: some 30,000 words. */
export const maximumNotesLength = 200_000;
/** Versions of notes closer together than this are kept as one, and the log names no more of them than this. */
export const notesIntervalMs = 5 * 60_000;

/** The text of a template, and its name, in UTF-16 code units. */
export const maximumTemplateLength = 40_000;
export const maximumTemplateNameLength = 80;
/** How far ahead retention and consent may reach: a hundred years. */
export const maximumTermDays = 36_500;

/** Why something is held, and who says so, in UTF-16 code units. */
export const maximumHoldReasonLength = 500;
export const maximumHoldPersonLength = 120;
/** How many days ahead Due looks. */
export const comingDays = 90;
/** Recordings that one press destroys, those that one list of Due names, and destroyed ones that are listed. */
export const maximumBulk = 500;
export const maximumListedKept = 200;
export const maximumListedDestroyed = 200;

/** How long a deletion waits, so that it can be undone. */
export const undoWindowMs = 30_000;
/** A take may be thrown away without a second asking while it is younger than this. */
export const throwAwayWindowMs = 60_000;
/** Spoken consent: the recorder ends it after so long, and what is shorter than the least is no consent. */
export const maximumSpokenConsentMs = 60_000;
export const minimumSpokenConsentMs = 1000;
/** A microphone check ends by itself after this long. */
export const microphoneCheckMs = 10_000;
/** How long the page that listened keeps the sound of a check, to be played there. */
export const checkKeptMs = 60_000;

/** A pause, or a wait for sound, that lasts so long ends the recording; what was recorded is kept. */
export const maximumGapMs = 4 * 60 * 60_000;
/** After a sleep of at most this the recording goes on by itself; after a longer one it waits, paused. */
export const shortSleepMs = 60_000;
/** Gaps of one recording that the log names; how many there were it says in any case. */
export const maximumLoggedGaps = 50;
/** A recorder that fails is followed by another this many times in one recording. */
export const maximumStandbys = 20;
export const maximumSegments = 1 + maximumStandbys;

/** Minutes without a key or a move of the mouse after which the vault is locked; the first choice is five. */
export const lockAfterMinutesChoices = [1, 2, 5, 10, 15, 30, 60] as const;
export const defaultLockAfterMinutes = 5;

/** The shortest and the longest time before a lock, in minutes; both count. */
export interface LockRange {
  readonly minimum: number;
  readonly maximum: number;
}
/** As long as no policy narrows it. */
export const widestLockRange: LockRange = {
  minimum: Math.min(...lockAfterMinutesChoices),
  maximum: Math.max(...lockAfterMinutesChoices),
};
/** What counts when `minutes` were chosen and only `range` is allowed. */
export function lockAfterWithin({ minimum, maximum }: LockRange, minutes: number): number {
  return Math.min(maximum, Math.max(minimum, minutes));
}
/**
 * The choices in `range`, and its ends, so that there is at least one; and what is `chosen`, which was perhaps the end of
 * another range.
 */
export function lockChoicesIn(range: LockRange, chosen: number = range.minimum): number[] {
  const { minimum, maximum } = range;
  const within = [...lockAfterMinutesChoices, chosen].filter((minutes) => lockAfterWithin(range, minutes) === minutes);
  return [...new Set([minimum, ...within, maximum])].sort((one, other) => one - other);
}

/** Recording does not start with less free space than this many minutes at the chosen rate. */
export const minimumFreeMinutes = 30;
/** Minutes of sound that fit into `freeBytes`, which may be less than none. */
export function minutesThatFit(freeBytes: number, bitrateBps: BitrateBps): number {
  return Math.max(0, freeBytes) / ((bitrateBps / 8) * 60);
}
/** Room kept free so that a key table can be renewed (and so a deletion done) on a full disk. */
export const reservedBytes = 4 * 1024 * 1024;
/** Places of copies of the vault that are remembered. */
export const maximumKnownCopies = 50;

/** One read of a playback stream, in plaintext bytes. */
export const maximumReadBytes = 64 * 1024;
/** Bars of a waveform that one call may ask for. */
export const maximumWaveformBars = 2000;
/** Every call's input, as JSON, is refused above this. */
export const maximumInputBytes = 1024 * 1024;
/** Entries of the log that one call may answer, to be looked at and to be exported. */
export const maximumLogLines = 100;
export const maximumExportedEntries = 500;
/** How long a recording plays before the log is told, at the latest; and what is too short to tell. */
export const listeningIntervalMs = 5 * 60_000;
export const minimumListenedMs = 1000;
/** Things that are not whole which a check names; how many there are it says in any case. */
export const maximumDamages = 500;
