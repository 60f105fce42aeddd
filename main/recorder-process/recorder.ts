import type { ErrorCode } from '../../contract/error-codes.ts';
import {
  mainToRecorderSchema,
  toRecorderSchema,
  type FromRecorder,
  type MainToRecorder,
  type RecorderOrder,
} from '../../contract/recorder-messages.ts';
import { SottoError, toFailure } from '../../contract/sotto-error.ts';
import { wipe } from '../crypto/sodium.ts';
import { makeRecordingFolder } from '../vault/recording-files.ts';
import type { SegmentDisk } from '../vault/segment-disk.ts';
import { recordingFolder, recordingLockPath } from '../vault/vault-files.ts';
import type { Lock } from '../vault/vault-lock.ts';
import type { Port } from './port.ts';
import { createSegmentPair } from './segment-pair.ts';
import { SoundFile } from './sound-file.ts';
import { Take, tickMs } from './take.ts';

export interface RecorderParts {
  readonly main: Port;
  /** Calls `act` every `everyMs` until the returned function is called. */
  readonly startTicking: (everyMs: number, act: () => void) => () => void;
  readonly acquireLock: (path: string) => Lock | null;
  readonly disk: SegmentDisk;
  /** All is said and closed: the process may exit. */
  readonly onEnd: () => void;
}

const ticksPerProgress = 10_000 / tickMs;

/**
 * Writes one segment of one recording: from the order of a vault process to the end of the process it runs in. It needs
 * no vault process in between, so locking does not end it. Whatever goes wrong, what was saved stays saved, and what the
 * disk still takes is saved before it says `failed`.
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
  #tickCount = 0;
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
        this.#capturePort ??= port;
        this.#arm();
        break;
      case 'capture-gone':
        this.#take?.loseCapture();
        break;
      case 'pause':
        this.#take?.pause();
        break;
      case 'resume':
        this.#take?.resume();
        break;
      case 'stop':
        this.#stop();
    }
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
    try {
      this.#file = await this.#createFile(order);
    } catch (error) {
      await this.#breakOff(toFailure(error).code);
      return;
    }
    const file = this.#file;
    this.#take = new Take(order, file, {
      onStatus: (status) => this.#parts.main.post({ kind: 'status', status } satisfies FromRecorder),
      onPaused: () => this.#sayProgress(),
      onOver: (why) => void this.#finish(file, why),
    });
    this.#stopTicking = this.#parts.startTicking(tickMs, () => this.#tick());
    this.#say({ kind: 'began', progress: file.progress(false) });
    if (this.#isStopWanted) this.#take.stop();
    else this.#arm();
  }

  async #createFile(order: RecorderOrder): Promise<SoundFile> {
    try {
      const folder = recordingFolder(order.vaultFolder, order.recordingId);
      await makeRecordingFolder(folder);
      this.#lock = this.#parts.acquireLock(recordingLockPath(order.vaultFolder, order.recordingId));
      if (this.#lock === null) throw new SottoError('request/conflict');
      return new SoundFile(order, await createSegmentPair(folder, order, this.#parts.disk), {
        onSaved: (packetCount) => this.#take?.acknowledge(packetCount),
        onFailed: (error) => void this.#breakOff(error.code),
      });
    } finally {
      wipe(order.segmentKey);
    }
  }

  #arm(): void {
    if (this.#capturePort !== null) this.#take?.attachCapture(this.#capturePort);
  }

  #stop(): void {
    this.#isStopWanted = true;
    if (this.#take !== null) this.#take.stop();
    else if (!this.#hasOrder) this.#exit();
  }

  #tick(): void {
    this.#tickCount += 1;
    this.#take?.tick();
    if (this.#tickCount % ticksPerProgress === 0) this.#sayProgress();
  }

  /** The file is made whole, also when the sound ended for a bad reason. */
  async #finish(file: SoundFile, why: ErrorCode | null): Promise<void> {
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
    this.#lock?.release();
    this.#parts.onEnd();
  }
}
