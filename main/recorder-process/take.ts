import type { ErrorCode } from '../../contract/error-codes.ts';
import {
  maximumGapMs,
  maximumSpokenConsentMs,
  maximumUnacknowledgedPackets,
  packetDurationMs,
  shortSleepMs,
  stalledAfterPackets,
} from '../../contract/limits.ts';
import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import type { GapCause, Level, RecordingStatus } from '../../contract/recording.ts';
import type { HeardPacket } from './capture-link.ts';
import { CaptureSeat } from './capture-seat.ts';
import type { Port } from './port.ts';
import { SignalWatch } from './signal-watch.ts';
import { SoundClock, type ClockedSound } from './sound-clock.ts';
import type { SoundFile } from './sound-file.ts';
import type { TakenOver } from './take-over.ts';

export interface TakeListener {
  readonly onStatus: (status: RecordingStatus) => void;
  /** All sound up to a pause is durable. */
  readonly onPaused: () => void;
  /** There is no capture page, or it hears nothing: another one is wanted in its place. */
  readonly onCaptureWanted: () => void;
  /** The capture page did not stop listening when it was told to: it is to be closed. */
  readonly onCaptureUnwanted: () => void;
  /** No more sound will come, and why if nobody asked for it. Heard once, and nothing after it. */
  readonly onOver: (why: ErrorCode | null) => void;
}

export const tickMs = 250;
/** Without a packet for so long the sound stands still, and the person is told. */
const stalledAfterMs = 1000;
/** A microphone takes longer to begin. */
const stalledBeforeSoundMs = 5000;
/** By then a page has no more room for sound that it could not handle yet, so what is missing is lost. */
const lostAfterMs = 10_000;
/** How long a capture page may take over its last packets before a pause or a stop goes ahead without them. */
const patienceTicks = 5000 / tickMs;
/** Spoken consent ends this long after the microphone was asked for, whatever came of it. */
const spokenTicks = maximumSpokenConsentMs / tickMs;

const noLevel: Level = { peak: 0, rms: 0 };

/** From the first sound to the last: what capture sends goes into the file, and pauses, gaps and stops are kept. */
export class Take {
  readonly #order: RecorderOrder;
  readonly #file: SoundFile;
  readonly #nowMs: () => number;
  readonly #listener: TakeListener;
  readonly #seat: CaptureSeat;
  readonly #clock: SoundClock<HeardPacket>;
  /** Of the recording, before this segment. */
  readonly #before: Pick<TakenOver, 'elapsedMs' | 'missingMs' | 'bookmarkCount'>;
  #phase: 'recording' | 'pausing' | 'paused' | 'stopping' | 'over' = 'recording';
  #pausedBy: RecordingStatus['pausedBy'] = null;
  #hasSound = false;
  /** Capture has said that it is paused, so no sound may come. */
  #isCaptureQuiet = false;
  #isResumeWanted = false;
  #isBookmarkWanted = false;
  /** The loudest since the last tick. */
  #level: Level = noLevel;
  /** The same of the computer's sound, as the contract has it. */
  #computerLevel: Level | null | undefined = undefined;
  readonly #signal = new SignalWatch();
  #missingPackets = 0;
  /** Which packets of sound were marked; those that are not durable yet are not called so. */
  readonly #bookmarks: number[] = [];
  #savedSound = 0;
  #freeMinutes: number | null = null;
  #waitedTicks = 0;
  #armedTicks = 0;
  #lastTickMs: number;
  #sleptAtMs = 0;
  #startedMs: number;

  /** `takenOver`: what this take goes on with, from a recorder that is gone. */
  constructor(
    order: RecorderOrder,
    file: SoundFile,
    nowMs: () => number,
    listener: TakeListener,
    takenOver: TakenOver | null = null,
  ) {
    this.#order = order;
    this.#file = file;
    this.#nowMs = nowMs;
    this.#listener = listener;
    this.#clock = new SoundClock(nowMs);
    this.#before = takenOver ?? { elapsedMs: 0, missingMs: 0, bookmarkCount: 0 };
    this.#lastTickMs = nowMs();
    this.#startedMs = nowMs();
    this.#seat = new CaptureSeat(order, nowMs, {
      onPacket: (packet) => this.#addPacket(packet),
      onLevel: (level) => this.#raiseLevel(level),
      onPaused: () => {
        this.#isCaptureQuiet = true;
        if (this.#phase === 'pausing') void this.#settlePause();
      },
      onStopped: () => this.#end(null),
      onWanted: () => listener.onCaptureWanted(),
      onUnwanted: () => listener.onCaptureUnwanted(),
      onLost: (why) => this.#onCaptureLost(why),
    });
    if (takenOver !== null) this.#goOn(takenOver);
  }

  /** A capture page; it gets the order to record, unless it has long been at work for the recorder before. */
  attachCapture(port: Port, nextSequence: number | null = null): void {
    if (this.#phase === 'over' || this.#phase === 'stopping') return;
    // What the page before has sent comes before what this one sends.
    this.#put(this.#clock.release());
    // Before the page is heard, which may say at once that it is paused.
    this.#isCaptureQuiet = false;
    this.#waitedTicks = 0;
    this.#seat.take(port, nextSequence, this.#file.soundCount);
    if (this.#phase !== 'recording') this.#seat.tell('pause');
  }

  loseCapture(): void {
    this.#seat.lose('capture/page-gone');
  }

  acknowledge(soundCount: number, packetCount: number): void {
    this.#savedSound = soundCount;
    this.#seat.acknowledge(soundCount, Math.round(this.#before.elapsedMs / packetDurationMs) + packetCount);
  }

  /** Spoken consent goes on: it is bounded, and said in one breath. */
  pause(by: 'person' | 'sleep' = 'person'): void {
    this.#isResumeWanted = false;
    const hasBegun = this.#hasSound || this.#seat.hasBegun;
    if (this.#phase !== 'recording' || !hasBegun || this.#isSpokenConsent) return;
    this.#phase = 'pausing';
    this.#pausedBy = by;
    this.#waitedTicks = 0;
    if (this.#seat.isTaken) this.#seat.tell('pause');
    else void this.#settlePause();
  }

  resume(): void {
    if (this.#phase === 'pausing') this.#isResumeWanted = true;
    if (this.#phase !== 'paused') return;
    this.#fillUp(this.#pausedBy === 'sleep' ? 'asleep' : 'paused');
    this.#phase = 'recording';
    this.#pausedBy = null;
    this.#isCaptureQuiet = false;
    this.#startedMs = this.#nowMs();
    this.#signal.reset();
    if (this.#seat.isTaken) this.#seat.tell('resume');
    else this.#seat.ask();
    this.#report();
  }

  /** The computer is about to sleep: what was heard is made durable. */
  suspend(): void {
    this.#sleptAtMs = this.#nowMs();
    this.pause('sleep');
  }

  /** After a short sleep the recording goes on; after a long one somebody else may be in the room, and it waits. */
  wake(): void {
    if (this.#pausedBy === 'sleep' && this.#nowMs() - this.#sleptAtMs <= shortSleepMs) this.resume();
  }

  /** Marks this moment, in the record of what comes next. */
  bookmark(): void {
    if (this.#phase !== 'recording' || !this.#hasSound) return;
    this.#isBookmarkWanted = true;
  }

  stop(): void {
    if (this.#phase === 'stopping' || this.#phase === 'over') return;
    // Sound that is missing when the end is asked for is part of the recording; a pause at the end leaves nothing.
    if (this.#phase === 'recording' && this.#hasSound && this.#isStalled) this.#fillUp('missing');
    this.#phase = 'stopping';
    this.#waitedTicks = 0;
    this.#report();
    if (this.#seat.isTaken) this.#seat.tell('stop');
    else this.#end(null);
  }

  /** Ends the take where it is: the file is made whole, and the person is told why. */
  breakOff(why: ErrorCode): void {
    this.#end(why);
  }

  /** Ends the take now. */
  abort(): void {
    this.#phase = 'over';
  }

  setFreeMinutes(minutes: number): void {
    this.#freeMinutes = minutes;
  }

  /** To be called every `tickMs`. */
  tick(): void {
    if (this.#phase === 'over') return;
    this.#noticeSleep();
    if (this.#isSpokenConsent && this.#seat.hasBegun) {
      this.#armedTicks += 1;
      if (this.#armedTicks === spokenTicks) this.stop();
    }
    if (this.#phase === 'recording') this.#watch();
    if (this.#phase === 'paused' && this.#clock.missing * packetDurationMs >= maximumGapMs) this.#end(null);
    // A page that came into a pause, and goes on listening.
    if (this.#phase === 'paused' && this.#seat.isTaken && !this.#isCaptureQuiet) {
      this.#waitedTicks += 1;
      if (this.#waitedTicks >= patienceTicks) this.#seat.clear();
    }
    if (this.#phase === 'pausing' || this.#phase === 'stopping') {
      this.#waitedTicks += 1;
      if (this.#waitedTicks === patienceTicks) {
        if (this.#phase === 'stopping') {
          this.#end(null);
        } else {
          // It may still listen, and what it hears now nobody agreed to.
          this.#seat.clear();
          void this.#settlePause();
        }
      }
    }
    this.#report();
    this.#level = noLevel;
    this.#computerLevel &&= noLevel;
  }

  /** As the screen shows it; `error` of a take that has failed. */
  status(error: ErrorCode | null = null): RecordingStatus {
    const { recordingId, sessionId, takeKind } = this.#order;
    const phase = this.#shownPhase(error);
    const isSilent = phase === 'stalled' && this.#isStalled;
    const isStill = isSilent || phase === 'paused';
    const notYetFilledMs = isStill ? this.#clock.missing * packetDurationMs : 0;
    return {
      recordingId,
      sessionId,
      takeKind,
      phase,
      pausedBy: phase === 'paused' ? this.#pausedBy : null,
      elapsedMs: this.#before.elapsedMs + this.#file.elapsedMs + notYetFilledMs,
      savedMs: this.#before.elapsedMs + this.#file.savedMs,
      missingMs:
        this.#before.missingMs +
        this.#missingPackets * packetDurationMs +
        (isSilent || this.#pausedBy === 'sleep' ? notYetFilledMs : 0),
      bookmarkCount: this.#before.bookmarkCount + this.#savedBookmarks,
      freeMinutes: this.#freeMinutes,
      level: this.#level,
      warning: phase === 'recording' ? this.#signal.warning : null,
      tones: { startStop: this.#order.startStopSound, warning: this.#order.warningSound },
      ...(this.#computerLevel === undefined ? {} : { computerLevel: this.#computerLevel }),
      ...(this.#seat.isOtherMicrophone ? { isOtherMicrophone: true } : {}),
      error: error ?? (phase === 'stalled' ? this.#seat.lostWhy : null),
    };
  }

  #shownPhase(error: ErrorCode | null): RecordingStatus['phase'] {
    switch (this.#phase) {
      case 'over':
        return error === null ? 'ended' : 'failed';
      case 'stopping':
      case 'paused':
        return this.#phase;
      case 'recording':
      case 'pausing':
        if (this.#isStalled || this.#file.unsavedSoundCount > stalledAfterPackets) return 'stalled';
        return this.#hasSound ? 'recording' : 'starting';
    }
  }

  get #isStalled(): boolean {
    return this.#quietMs >= (this.#hasSound ? stalledAfterMs : stalledBeforeSoundMs);
  }

  get #quietMs(): number {
    return this.#clock.quietMs ?? this.#nowMs() - this.#startedMs;
  }

  #addPacket(packet: HeardPacket): void {
    if (this.#phase === 'over') return;
    const isOverBound = this.#file.unsavedSoundCount >= maximumUnacknowledgedPackets;
    // Sound that comes while the screen says "paused" is sound that nobody agreed to.
    if (isOverBound || (this.#phase === 'paused' && this.#isCaptureQuiet)) {
      this.#seat.lose('capture/packet-refused');
      return;
    }
    if (this.#isFull) {
      this.stop();
      return;
    }
    this.#hasSound = true;
    this.#raiseLevel(packet.microphoneLevel ?? packet.level);
    this.#computerLevel = louder(this.#computerLevel, packet.computerLevel);
    if (packet.droppedBefore > 0) {
      this.#put(this.#clock.release());
      this.#clock.addSilence(packet.droppedBefore);
      this.#fill(packet.droppedBefore, 'missing');
    }
    this.#put(this.#clock.hear(packet));
  }

  #put(sounds: readonly ClockedSound<HeardPacket>[]): void {
    for (const sound of sounds) {
      if ('missing' in sound) this.#fill(sound.missing, 'missing');
      else this.#write(sound.packet);
    }
  }

  #write({ bytes, level, microphoneLevel }: HeardPacket): void {
    // The computer's sound must not hide that the microphone is dead.
    this.#signal.add(microphoneLevel ?? level);
    this.#file.add(bytes, this.#isBookmarkWanted ? 'bookmark' : level);
    if (this.#isBookmarkWanted) this.#bookmarks.push(this.#file.soundCount);
    this.#isBookmarkWanted = false;
  }

  /** Silence for all that is missing up to now. */
  #fillUp(why: GapCause): void {
    this.#put(this.#clock.release());
    this.#fill(this.#clock.catchUp(), why);
  }

  #fill(packetCount: number, why: GapCause): void {
    this.#file.fill(packetCount, why);
    if (why !== 'paused') this.#missingPackets += packetCount;
  }

  /** Makes what was heard durable; the silence that this takes is part of what is missing. */
  #settle(why: GapCause): Promise<void> {
    this.#put(this.#clock.release());
    const { filledIn, saved } = this.#file.settle(why);
    this.#clock.addSilence(filledIn);
    if (why !== 'paused') this.#missingPackets += filledIn;
    return saved;
  }

  /** Looks whether sound still comes, and asks for another capture page when it does not. */
  #watch(): void {
    if (this.#isSpokenConsent) return;
    if (!this.#seat.isTaken) this.#seat.ask();
    if (this.#quietMs >= maximumGapMs) this.stop();
    else if (this.#quietMs >= lostAfterMs && this.#seat.satForMs >= lostAfterMs) {
      void this.#settle('missing');
      this.#seat.replace();
    }
  }

  /** A computer whose sleep nobody announced: time has passed between two ticks, and not here. */
  #noticeSleep(): void {
    const nowMs = this.#nowMs();
    const awayMs = nowMs - this.#lastTickMs;
    if (awayMs > shortSleepMs && this.#quietMs > shortSleepMs && this.#phase === 'recording') {
      this.#sleptAtMs = this.#lastTickMs;
      this.pause('sleep');
    }
    this.#lastTickMs = nowMs;
  }

  #onCaptureLost(why: ErrorCode): void {
    if (this.#phase === 'over') return;
    // Whoever asked for the end, and lost the page on the way, has lost no sound by it that could still come.
    if (this.#phase === 'stopping') this.#end(why === 'capture/page-gone' ? null : why);
    else if (this.#isSpokenConsent || !(this.#hasSound || this.#before.elapsedMs > 0)) this.#end(why);
    else if (this.#phase === 'pausing') void this.#settlePause();
    else if (this.#phase === 'recording') {
      void this.#settle('missing').then(() => this.#report());
      this.#seat.ask();
    }
  }

  /** Takes up where the recorder before stood: paused or not, and with silence for what nobody heard since. */
  #goOn({ pausedBy, unheardMs, hasPage }: TakenOver): void {
    this.#hasSound = true;
    const why = { person: 'paused', sleep: 'asleep' } as const;
    this.#fill(Math.round(unheardMs / packetDurationMs), pausedBy === null ? 'missing' : why[pausedBy]);
    // A page that goes on brings its time with it; else time counts from here.
    if (pausedBy !== null || !hasPage) this.#clock.start();
    if (pausedBy === null) return;
    this.#phase = 'paused';
    this.#pausedBy = pausedBy;
  }

  get #savedBookmarks(): number {
    return this.#bookmarks.filter((sound) => sound <= this.#savedSound).length;
  }

  get #isSpokenConsent(): boolean {
    return this.#order.takeKind === 'spoken-consent';
  }

  /** Also where a page sends sound faster than time passes. */
  get #isFull(): boolean {
    return this.#isSpokenConsent && this.#file.elapsedMs + packetDurationMs > maximumSpokenConsentMs;
  }

  #raiseLevel(level: Level): void {
    this.#level = loudest(this.#level, level);
  }

  async #settlePause(): Promise<void> {
    await this.#settle(this.#pausedBy === 'sleep' ? 'asleep' : 'paused');
    if (this.#phase !== 'pausing') return;
    this.#phase = 'paused';
    this.#report();
    this.#listener.onPaused();
    if (this.#isResumeWanted) this.resume();
  }

  #report(): void {
    this.#listener.onStatus(this.status());
  }

  #end(why: ErrorCode | null): void {
    if (this.#phase === 'over') return;
    this.#put(this.#clock.release());
    this.#phase = 'over';
    this.#listener.onOver(why);
  }
}

function loudest(a: Level, b: Level): Level {
  return { peak: Math.max(a.peak, b.peak), rms: Math.max(a.rms, b.rms) };
}

/** What is not there now is not there, however loud it was. */
function louder(before: Level | null | undefined, now: Level | null | undefined): Level | null | undefined {
  return before && now ? loudest(before, now) : now;
}
