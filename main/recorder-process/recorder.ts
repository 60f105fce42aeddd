import type { ErrorCode } from '../../contract/error-codes.ts';
import { packetDurationMs, reservedBytes } from '../../contract/limits.ts';
import {
  mainToRecorderSchema,
  toRecorderSchema,
  type FromRecorder,
  type MainToRecorder,
  type RecorderOrder,
} from '../../contract/recorder-messages.ts';
import type { RecordingStatus, SoundSources } from '../../contract/recording.ts';
import { SottoError, toFailure } from '../../contract/sotto-error.ts';
import { copyBytes } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sodium.ts';
import { makeRecordingFolder } from '../vault/recording-files.ts';
import type { SegmentDisk } from '../vault/segment-disk.ts';
import { recordingFolder, recordingLockPath } from '../vault/vault-files.ts';
import type { Lock } from '../vault/vault-lock.ts';
import type { Port } from './port.ts';
import { createSegmentPair } from './segment-pair.ts';
import { SoundFile } from './sound-file.ts';
import { hearContinue, type ContinuedPage, type TakenOver } from './take-over.ts';
import { Take, tickMs } from './take.ts';

export interface RecorderParts {
  readonly main: Port;
  /** Calls `act` every `everyMs` until the returned function is called. */
  readonly startTicking: (everyMs: number, act: () => void) => () => void;
  /** Milliseconds by a clock that nobody sets and that counts what the computer sleeps. */
  readonly nowMs: () => number;
  readonly acquireLock: (path: string) => Lock | null;
  readonly disk: SegmentDisk;
  /** Bytes that may still be written where `folder` lies. */
  readonly freeBytes: (folder: string) => Promise<number>;
  /** All is said and closed: the process may exit. */
  readonly onEnd: () => void;
}

const ticksPerProgress = 10_000 / tickMs;
/** A disk with less room than the reserve and this many seconds of sound is as good as full: the recording ends whole. */
const lastSeconds = 60;
/** A standby that the disk refuses tries again: the page keeps a minute of sound meanwhile. */
const ticksPerTry = 2000 / tickMs;
const oneSecondMs = 1000;
/** For so long a standby waits for the page to say where it is. */
const ticksForFirstWord = 5000 / tickMs;

/**
 * Writes one segment of one recording: from the order of a vault process to the end of the process it runs in. It needs
 * no vault process in between, so locking does not end it. Whatever goes wrong, what was saved stays saved, and what the
 * disk still takes is saved before it says `failed`. A standby has its order and waits until the recorder before it has
 * gone.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  #vault: Port | null = null;
  #hasOrder = false;
  #isStopWanted = false;
  #isOver = false;
  #lock: Lock | null = null;
  #file: SoundFile | null = null;
  #take: Take | null = null;
  #capturePort: Port | null = null;
  #order: RecorderOrder | null = null;
  #tickCount = 0;
  /** Act in so many ticks from now; a standby waits in this way. */
  #sleepers: { ticks: number; readonly wake: () => void }[] = [];
  #isTakingOver = false;
  /** What the disk refused it with, since when it tries again. */
  #hinderedBy: ErrorCode | null = null;
  /** The page that it takes over, before there is a take. */
  #page: ContinuedPage | null = null;
  #waitingOrders: ('pause' | 'resume' | 'suspend' | 'wake')[] = [];
  #isFinishing = false;
  /** Where its files go instead of into the vault; null for the vault. */
  #place: string | null = null;
  #stopTicking: () => void = () => undefined;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    parts.main.onMessage((message, [port]) => {
      const parsed = mainToRecorderSchema.safeParse(message);
      // What is no message of ours must not end a recording.
      if (parsed.success) this.#obey(parsed.data, port ?? null);
    });
  }

  #obey(message: MainToRecorder, port: Port | null): void {
    switch (message.kind) {
      case 'vault-port':
        if (port !== null) this.#attachVault(port);
        break;
      case 'capture-port':
        this.#capturePort = port;
        this.#arm();
        break;
      case 'capture-gone':
        this.#take?.loseCapture();
        break;
      case 'pause':
      case 'resume':
      case 'suspend':
      case 'wake':
        this.#pauseOrGoOn(message.kind);
        break;
      case 'stop':
        this.#stop();
        break;
      case 'bookmark':
        this.#take?.bookmark();
        break;
      case 'other-place':
        // Where files exist already, they stay where they are.
        if (this.#file === null) this.#place = message.folder;
        break;
      case 'take-over':
        void this.#takeOver(message.status, message.sources, port);
    }
  }

  /** While it takes over there is no take yet: the page is told at once, and the take hears of it when it is there. */
  #pauseOrGoOn(kind: 'pause' | 'resume' | 'suspend' | 'wake'): void {
    if (this.#take === null) {
      this.#waitingOrders.push(kind);
      if (kind === 'pause' || kind === 'suspend') this.#page?.port.post({ kind: 'pause' });
      if (kind === 'resume') this.#page?.port.post({ kind: 'resume' });
      return;
    }
    if (kind === 'pause') this.#take.pause();
    if (kind === 'resume') this.#take.resume();
    if (kind === 'suspend') this.#take.suspend();
    if (kind === 'wake') this.#take.wake();
  }

  /** A vault process that came later takes the place of the one before it. */
  #attachVault(port: Port): void {
    this.#vault = port;
    port.onMessage((message) => {
      const parsed = toRecorderSchema.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.kind === 'begin') void this.#begin(parsed.data);
      else this.#sayProgress();
    });
    port.onClose(() => {
      if (this.#vault === port) this.#vault = null;
    });
    port.post({ kind: 'ready' } satisfies FromRecorder);
  }

  async #begin(order: RecorderOrder): Promise<void> {
    if (this.#hasOrder || this.#isOver) return;
    this.#hasOrder = true;
    this.#order = order;
    this.#stopTicking = this.#parts.startTicking(tickMs, () => this.#tick());
    if (order.role === 'standby') {
      this.#say({ kind: 'standing-by' });
      return;
    }
    try {
      this.#file = await this.#createFile(order, null);
    } catch (error) {
      await this.#breakOff(toFailure(error).code);
      return;
    } finally {
      wipe(order.segmentKey);
    }
    const take = this.#startTake(order, this.#file, null);
    if (this.#isStopWanted) take.stop();
    else this.#arm();
  }

  #startTake(order: RecorderOrder, file: SoundFile, takenOver: TakenOver | null): Take {
    const take = new Take(
      order,
      file,
      this.#parts.nowMs,
      {
        onStatus: (status) => this.#parts.main.post({ kind: 'status', status } satisfies FromRecorder),
        onPaused: () => this.#sayProgress(),
        onCaptureWanted: () => this.#parts.main.post({ kind: 'capture-wanted' } satisfies FromRecorder),
        onCaptureUnwanted: () => this.#parts.main.post({ kind: 'capture-unwanted' } satisfies FromRecorder),
        onOver: (why) => void this.#finish(file, why),
      },
      takenOver,
    );
    this.#take = take;
    // Before anything can go wrong with it, so that main knows what a standby would go on with.
    this.#parts.main.post({ kind: 'status', status: take.status() } satisfies FromRecorder);
    this.#say({ kind: 'began', progress: file.progress(false) });
    void this.#measureDisk();
    return take;
  }

  /** Files are durable on return. Takes a copy of the key. */
  async #createFile(order: RecorderOrder, beginsAt: number | null): Promise<SoundFile> {
    const place = this.#place ?? order.vaultFolder;
    const folder = recordingFolder(place, order.recordingId);
    await makeRecordingFolder(folder);
    this.#lock?.release();
    this.#lock = this.#parts.acquireLock(recordingLockPath(place, order.recordingId));
    if (this.#lock === null) throw new SottoError('request/conflict');
    const copy = { ...order, segmentKey: copyBytes(order.segmentKey) };
    return new SoundFile(order, await createSegmentPair(folder, copy, this.#parts.disk), beginsAt, {
      onSaved: (soundCount, packetCount) => this.#take?.acknowledge(soundCount, packetCount),
      onFailed: (error) => void this.#breakOff(error.code),
    });
  }

  /**
   * Goes on where the recorder before has gone: with the page that was at work for it, if it is there, which sends again
   * what was not saved. What the disk refuses is tried again until it takes it.
   */
  async #takeOver(last: RecordingStatus, sources: SoundSources, port: Port | null): Promise<void> {
    const order = this.#order;
    if (order?.role !== 'standby' || this.#isTakingOver || this.#isOver) return;
    this.#isTakingOver = true;
    const beganMs = this.#parts.nowMs();
    const page = port === null ? null : await Promise.race([hearContinue(port), this.#waitFor(ticksForFirstWord)]);
    this.#page = page;
    const position = believable(page?.position ?? null, last);
    const file = await this.#createWhenPossible(order, position);
    wipe(order.segmentKey);
    if (file === null) return;
    this.#file = file;
    const { missingMs, bookmarkCount, pausedBy } = last;
    // A page goes on without a gap; where there is none, time has passed since the last word, and since this one.
    const isGap = page === null || pausedBy !== null;
    const elapsedMs = position === null ? last.savedMs : position * packetDurationMs;
    const unheardMs = isGap ? Math.max(0, last.elapsedMs - elapsedMs) + this.#parts.nowMs() - beganMs : 0;
    const hasPage = page !== null;
    // What is chosen by now is for the next recording.
    const { startStop: startStopSound, warning: warningSound } = last.tones;
    const same = { ...order, ...sources, startStopSound, warningSound };
    const take = this.#startTake(same, file, { elapsedMs, missingMs, bookmarkCount, pausedBy, unheardMs, hasPage });
    if (page !== null) take.attachCapture(page.port, page.nextSequence);
    for (const kind of this.#waitingOrders.splice(0)) this.#pauseOrGoOn(kind);
    // After the page, which is then asked for what it still has.
    if (this.#isStopWanted) take.stop();
  }

  /** Null when it was stopped before the disk took anything. */
  async #createWhenPossible(order: RecorderOrder, beginsAt: number | null): Promise<SoundFile | null> {
    for (;;) {
      if (this.#isOver) return null;
      try {
        const file = await this.#createFile(order, beginsAt);
        this.#hinderedBy = null;
        return file;
      } catch (error) {
        this.#hinderedBy = toFailure(error).code;
        this.#parts.main.post({ kind: 'hindered', error: this.#hinderedBy } satisfies FromRecorder);
      }
      await this.#waitFor(ticksPerTry);
    }
  }

  #waitFor(ticks: number): Promise<null> {
    return new Promise((resolve) => {
      this.#sleepers.push({ ticks, wake: () => resolve(null) });
    });
  }

  async #measureDisk(): Promise<void> {
    const order = this.#order;
    if (order === null || this.#take === null) return;
    const freeBytes = await this.#parts.freeBytes(this.#place ?? order.vaultFolder).catch(() => null);
    // A disk that does not answer here refuses the sound itself, and is heard of there.
    if (freeBytes === null) return;
    const bytesPerSecond = order.bitrateBps / 8;
    const seconds = Math.max(0, freeBytes - reservedBytes) / bytesPerSecond;
    this.#take.setFreeMinutes(Math.floor(seconds / 60));
    if (seconds < lastSeconds) this.#take.breakOff('storage/disk-full');
  }

  #arm(): void {
    if (this.#capturePort === null || this.#take === null) return;
    this.#take.attachCapture(this.#capturePort);
    this.#capturePort = null;
  }

  #stop(): void {
    this.#isStopWanted = true;
    if (this.#take !== null) this.#take.stop();
    else if (!this.#hasOrder || this.#isIdle) this.#exit();
  }

  /** A standby that is not needed, or that the disk keeps from what it should do: nobody is to wait for it. */
  get #isIdle(): boolean {
    return this.#order?.role === 'standby' && (!this.#isTakingOver || this.#hinderedBy !== null);
  }

  #tick(): void {
    this.#tickCount += 1;
    for (const sleeper of this.#sleepers) sleeper.ticks -= 1;
    const awake = this.#sleepers.filter(({ ticks }) => ticks <= 0);
    this.#sleepers = this.#sleepers.filter(({ ticks }) => ticks > 0);
    for (const { wake } of awake) wake();
    this.#take?.tick();
    this.#sayThatItLives();
    if (this.#tickCount % ticksPerProgress !== 0) return;
    this.#sayProgress();
    void this.#measureDisk();
  }

  /** Main ends a recorder that says nothing: one that waits for a disk, before or after its take, says so. */
  #sayThatItLives(): void {
    if (this.#take === null && this.#hinderedBy !== null && this.#tickCount % 4 === 0) {
      this.#parts.main.post({ kind: 'hindered', error: this.#hinderedBy } satisfies FromRecorder);
    }
    if (this.#take !== null && this.#isFinishing) {
      const status = { ...this.#take.status(), phase: 'stopping' } as const;
      this.#parts.main.post({ kind: 'status', status } satisfies FromRecorder);
    }
  }

  /** The file is made whole, also when the sound ended for a bad reason. */
  async #finish(file: SoundFile, why: ErrorCode | null): Promise<void> {
    this.#isFinishing = true;
    try {
      const progress = await file.finish();
      if (this.#isOver) return;
      this.#sayLast(why === null ? { kind: 'finished', progress } : { kind: 'failed', error: why, progress }, why);
      this.#exit();
    } catch (error) {
      await this.#breakOff(toFailure(error).code);
    }
  }

  /** The file stays as far as it was saved, for recovery to end it. */
  async #breakOff(error: ErrorCode): Promise<void> {
    if (this.#isOver) return;
    this.#sayLast({ kind: 'failed', error, progress: this.#file?.progress(false) ?? null }, error);
    await this.#file?.abandon();
    this.#exit();
  }

  #sayLast(last: FromRecorder, error: ErrorCode | null): void {
    this.#isOver = true;
    this.#stopTicking();
    this.#take?.abort();
    this.#say(last);
    if (this.#take !== null) this.#parts.main.post({ kind: 'status', status: this.#take.status(error) });
  }

  #sayProgress(): void {
    if (this.#file !== null && !this.#isOver) this.#say({ kind: 'progress', progress: this.#file.progress(false) });
  }

  #say(message: FromRecorder): void {
    this.#vault?.post(message);
    this.#parts.main.post(message);
  }

  #exit(): void {
    this.#isOver = true;
    this.#stopTicking();
    if (this.#order !== null) wipe(this.#order.segmentKey);
    this.#lock?.release();
    this.#parts.onEnd();
  }
}

/** A page's word of where it is, where it fits what was said last; null for none, and for what cannot be. */
function believable(position: number | null, { savedMs, elapsedMs }: RecordingStatus): number | null {
  if (position === null) return null;
  const atMs = position * packetDurationMs;
  return atMs >= savedMs - oneSecondMs && atMs <= elapsedMs + oneSecondMs ? position : null;
}
