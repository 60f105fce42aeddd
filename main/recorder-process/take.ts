import type { ErrorCode } from '../../contract/error-codes.ts';
import {
  maximumSpokenConsentMs,
  maximumUnacknowledgedPackets,
  packetDurationMs,
  packetSizeBytes,
  stalledAfterPackets,
} from '../../contract/limits.ts';
import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import type { Level, RecordingStatus, SideLevels } from '../../contract/recording.ts';
import { CaptureLink } from './capture-link.ts';
import type { Port } from './port.ts';
import { SignalWatch } from './signal-watch.ts';
import type { SoundFile } from './sound-file.ts';

export interface TakeListener {
  readonly onStatus: (status: RecordingStatus) => void;
  /** All sound up to a pause is durable. */
  readonly onPaused: () => void;
  /** No more sound will come, and why if nobody asked for it. Heard once, and nothing after it. */
  readonly onOver: (why: ErrorCode | null) => void;
}

export const tickMs = 250;
/** Without a packet for so long the sound stands still: what came is made durable, and the person is told. */
const quietTicksUntilStalled = 2000 / tickMs;
/** A microphone takes longer to begin. */
const quietTicksBeforeSound = 5000 / tickMs;
/** How long a capture page may take over its last packets before a pause or a stop goes ahead without them. */
const patienceTicks = 5000 / tickMs;

/** Spoken consent ends this long after the microphone was asked for, whatever came of it. */
const spokenTicks = maximumSpokenConsentMs / tickMs;

const noLevel: Level = { peak: 0, rms: 0 };

/** From the first sound to the last: what capture sends goes into the file, and pauses, stalls and stops are kept. */
export class Take {
  readonly #order: RecorderOrder;
  readonly #file: SoundFile;
  readonly #listener: TakeListener;
  #phase: 'recording' | 'pausing' | 'paused' | 'stopping' | 'over' = 'recording';
  #capture: CaptureLink | null = null;
  #hasSound = false;
  /** Capture has said that it is paused, so no sound may come. */
  #isCaptureQuiet = false;
  #isResumeWanted = false;
  /** The loudest since the last tick. */
  #level: Level = noLevel;
  /** The same of the computer's sound, as the contract has it. */
  #computerLevel: Level | null | undefined = undefined;
  #isOtherMicrophone = false;
  readonly #signal = new SignalWatch();
  #quietTicks = 0;
  #waitedTicks = 0;
  #armedTicks = 0;

  constructor(order: RecorderOrder, file: SoundFile, listener: TakeListener) {
    this.#order = order;
    this.#file = file;
    this.#listener = listener;
  }

  /** The first page gets the order to record; there is one a take. */
  attachCapture(port: Port): void {
    if (this.#capture !== null || this.#phase === 'over') return;
    const { bitrateBps, microphone, computerSound, echoCancellation } = this.#order;
    const sources = { microphone, computerSound, echoCancellation };
    const order = { mode: this.#isSpokenConsent ? 'spoken-consent' : 'record', ...sources, bitrateBps } as const;
    this.#quietTicks = 0;
    this.#capture = new CaptureLink(port, packetSizeBytes(bitrateBps), order, {
      onOpened: (current) => {
        this.#isOtherMicrophone = microphone !== null && current !== microphone;
      },
      onPacket: (packet, level, sides) => this.#addPacket(packet, level, sides),
      onLevel: (level) => this.#raiseLevel(level),
      onPaused: () => {
        this.#isCaptureQuiet = true;
        if (this.#phase === 'pausing') void this.#settlePause();
      },
      onStopped: () => this.#end(null),
      // A page that goes once it was asked to stop takes nothing along that the person waits for.
      onLost: (why) => this.#end(this.#phase === 'stopping' && why === 'capture/page-gone' ? null : why),
    });
  }

  loseCapture(): void {
    if (this.#capture === null) this.#end('capture/page-gone');
    else this.#capture.lose('capture/page-gone');
  }

  acknowledge(packetCount: number): void {
    this.#capture?.acknowledge(packetCount);
  }

  /** Spoken consent goes on: it is bounded, and said in one breath. */
  pause(): void {
    this.#isResumeWanted = false;
    if (this.#phase !== 'recording' || this.#capture === null || this.#isSpokenConsent) return;
    this.#phase = 'pausing';
    this.#waitedTicks = 0;
    this.#capture.tell('pause');
  }

  resume(): void {
    if (this.#phase === 'pausing') this.#isResumeWanted = true;
    if (this.#phase !== 'paused') return;
    this.#phase = 'recording';
    this.#isCaptureQuiet = false;
    this.#quietTicks = 0;
    this.#signal.reset();
    this.#capture?.tell('resume');
    this.#report();
  }

  stop(): void {
    if (this.#phase === 'stopping' || this.#phase === 'over') return;
    this.#phase = 'stopping';
    this.#waitedTicks = 0;
    this.#report();
    if (this.#capture === null) this.#end(null);
    else this.#capture.tell('stop');
  }

  /** Ends the take now. */
  abort(): void {
    this.#phase = 'over';
  }

  /** To be called every `tickMs`. */
  tick(): void {
    if (this.#phase === 'over') return;
    if (this.#isSpokenConsent && this.#capture !== null) {
      this.#armedTicks += 1;
      if (this.#armedTicks === spokenTicks) this.stop();
    }
    if (this.#phase === 'recording') {
      this.#quietTicks += 1;
      if (this.#quietTicks === this.#quietLimit) void this.#file.settle();
    }
    if (this.#phase === 'pausing' || this.#phase === 'stopping') {
      this.#waitedTicks += 1;
      if (this.#waitedTicks === patienceTicks) {
        if (this.#phase === 'stopping') this.#end(null);
        else void this.#settlePause();
      }
    }
    this.#report();
    this.#level = noLevel;
    this.#computerLevel &&= noLevel;
  }

  /** As the screen shows it; `error` of a take that has failed. */
  status(error: ErrorCode | null = null): RecordingStatus {
    const { recordingId, sessionId, takeKind } = this.#order;
    const { elapsedMs, savedMs } = this.#file;
    const phase = this.#shownPhase(error);
    const warning = phase === 'recording' ? this.#signal.warning : null;
    return {
      ...{ recordingId, sessionId, takeKind, phase, elapsedMs, savedMs, level: this.#level, warning, error },
      ...(this.#computerLevel === undefined ? {} : { computerLevel: this.#computerLevel }),
      ...(this.#isOtherMicrophone ? { isOtherMicrophone: true } : {}),
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
        if (this.#quietTicks >= this.#quietLimit || this.#file.unsavedSoundCount > stalledAfterPackets)
          return 'stalled';
        return this.#hasSound ? 'recording' : 'starting';
    }
  }

  get #quietLimit(): number {
    return this.#hasSound ? quietTicksUntilStalled : quietTicksBeforeSound;
  }

  #addPacket(packet: Uint8Array, level: Level, sides: SideLevels): void {
    if (this.#phase === 'over') return;
    const isOverBound = this.#file.unsavedSoundCount >= maximumUnacknowledgedPackets;
    // Sound that comes while the screen says "paused" is sound that nobody agreed to.
    if (isOverBound || (this.#phase === 'paused' && this.#isCaptureQuiet)) {
      this.#capture?.lose('capture/packet-refused');
      return;
    }
    if (this.#isFull) {
      this.stop();
      return;
    }
    this.#hasSound = true;
    this.#quietTicks = 0;
    // The computer's sound must not hide that the microphone is dead.
    const ofMicrophone = sides.microphoneLevel ?? level;
    this.#raiseLevel(ofMicrophone);
    this.#computerLevel = louder(this.#computerLevel, sides.computerLevel);
    this.#signal.add(ofMicrophone);
    this.#file.add(packet, level);
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
    await this.#file.settle();
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
