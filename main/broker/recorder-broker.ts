import type { RecordingId } from '../../contract/ids.ts';
import { fromRecorderSchema, type MainToRecorder, type SegmentProgress } from '../../contract/recorder-messages.ts';
import type { RecordingStatus, TakeKind } from '../../contract/recording.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { MainToVault } from '../../contract/vault-messages.ts';
import type { CaptureBroker } from './capture-broker.ts';
import type { Child } from './child.ts';
import type { BrokerLog } from './log.ts';
import { isAbout, isLast, lastStatus, type Recorder } from './recorder-state.ts';

export interface RecorderBrokerParts<Port> {
  readonly startProcess: () => Child<Port>;
  readonly createChannel: () => readonly [Port, Port];
  readonly capture: CaptureBroker<Port>;
  /** False when there is no unlocked vault to hear it. */
  readonly tellVault: (message: MainToVault, ports?: readonly Port[]) => boolean;
  /** For a vault process that is not unlocked yet and so has no channel to the recorder. */
  readonly briefVault: (progress: SegmentProgress) => void;
  /** Each new state of the recording that runs; the last one is `ended` or `failed`. */
  readonly onStatus: (status: RecordingStatus) => void;
  /** From the start of a recorder's process to its end. */
  readonly onRunning: (isRunning: boolean) => void;
  readonly log: BrokerLog;
}

/**
 * Starts recorders at the vault process' word and outlives it: keeps what a recorder says while the vault is locked and
 * joins the two again afterwards.
 */
export class RecorderBroker<Port> {
  readonly #parts: RecorderBrokerParts<Port>;
  #recorder: Recorder<Port> | null = null;
  /** Ended while no vault heard it. */
  readonly #untold: { recordingId: RecordingId; progress: SegmentProgress | null }[] = [];

  constructor(parts: RecorderBrokerParts<Port>) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#recorder !== null;
  }

  /** `start-recorder`: a process, and a channel between it and the vault process. */
  start(recordingId: RecordingId, takeKind: TakeKind): void {
    if (this.#recorder !== null) {
      this.#parts.log('recorder-runs-already');
      this.#parts.tellVault({ kind: 'recorder-failed', recordingId });
      return;
    }
    const process = this.#parts.startProcess();
    const recorder: Recorder<Port> = {
      recordingId,
      takeKind,
      process,
      capture: null,
      wasArmed: false,
      progress: null,
      status: null,
      hasFinished: false,
      isUnwanted: false,
    };
    this.#recorder = recorder;
    process.onMessage((message) => this.#hear(recorder, message));
    void process.exited.then(() => this.#onExit(recorder));
    this.#parts.onRunning(true);
    this.#join(recorder);
  }

  /** `arm-capture` for a recording, of the kind that it was started as: the capture window, and a channel between it and the recorder. */
  arm(recordingId: RecordingId, takeKind: TakeKind): void {
    const recorder = this.#recorder;
    if (recorder?.recordingId !== recordingId || recorder.takeKind !== takeKind || recorder.hasFinished) {
      this.#parts.log('arm-without-recorder');
      return;
    }
    const [forRecorder, forPage] = this.#parts.createChannel();
    this.#tell(recorder, { kind: 'capture-port' }, [forRecorder]);
    recorder.wasArmed = true;
    recorder.capture = this.#parts.capture.open(forPage, () => {
      recorder.capture = null;
      this.#parts.log('capture-page-gone');
      this.#tell(recorder, { kind: 'capture-gone' });
    });
  }

  /** `end-recorder`: microphone and recorder end now; what was on the disk stays for the vault to deal with. */
  end(recordingId: RecordingId): void {
    const recorder = this.#recorder;
    if (recorder?.recordingId !== recordingId) {
      this.#parts.log('end-without-recorder');
      return;
    }
    recorder.isUnwanted = true;
    this.#closeCapture(recorder);
    recorder.process.kill();
  }

  /** @throws `request/conflict` when nothing is being recorded. */
  control(kind: 'pause' | 'resume' | 'stop'): void {
    if (this.#recorder === null) throw new SottoError('request/conflict');
    this.#tell(this.#recorder, { kind });
  }

  /** Stops, and resolves once all that was heard is on the disk and the recorder has gone. */
  async stopAndWait(): Promise<void> {
    if (this.#recorder === null) return;
    this.control('stop');
    await this.#recorder.process.exited;
  }

  /** A vault process has started: before it is unlocked it must know how long each segment was. */
  briefVault(): void {
    for (const { progress } of [...this.#untold, ...(this.#recorder === null ? [] : [this.#recorder])]) {
      if (progress !== null) this.#parts.briefVault(progress);
    }
  }

  /** A vault process has unlocked: it hears which recorders have ended, and gets a channel to the one that runs. */
  attachVault(): void {
    for (const { recordingId } of this.#untold.splice(0)) {
      this.#parts.tellVault({ kind: 'recorder-exited', recordingId });
    }
    if (this.#recorder !== null) this.#join(this.#recorder);
  }

  /**
   * The vault process has ended. A recorder that it had not armed yet would wait for ever: it ends too, and so does one of
   * spoken consent, which nobody can agree by any more.
   */
  detachVault(): void {
    const recorder = this.#recorder;
    if (recorder === null || (recorder.wasArmed && recorder.takeKind === 'session')) return;
    this.end(recorder.recordingId);
  }

  #join(recorder: Recorder<Port>): void {
    const [forVault, forRecorder] = this.#parts.createChannel();
    this.#tell(recorder, { kind: 'vault-port' }, [forRecorder]);
    this.#parts.tellVault({ kind: 'recorder-port', recordingId: recorder.recordingId }, [forVault]);
  }

  #hear(recorder: Recorder<Port>, message: unknown): void {
    const parsed = fromRecorderSchema.safeParse(message);
    if (!parsed.success || !isAbout(parsed.data, recorder.recordingId)) {
      this.#parts.log('recorder-message-refused');
      return;
    }
    const said = parsed.data;
    switch (said.kind) {
      case 'status':
        this.#setStatus(recorder, said.status);
        break;
      case 'began':
      case 'progress':
        this.#setProgress(recorder, said.progress);
        break;
      case 'finished':
        this.#setProgress(recorder, said.progress);
        recorder.hasFinished = true;
        this.#closeCapture(recorder);
        break;
      case 'failed':
        this.#parts.log('recorder-failed', { code: said.error });
        if (said.progress !== null) this.#setProgress(recorder, said.progress);
        this.#closeCapture(recorder);
    }
  }

  #onExit(recorder: Recorder<Port>): void {
    this.#recorder = null;
    this.#closeCapture(recorder);
    const { recordingId, progress, status } = recorder;
    if (!this.#parts.tellVault({ kind: 'recorder-exited', recordingId })) this.#untold.push({ recordingId, progress });
    // After the vault has heard it, so that a page that asks at once is answered about a recording that has ended.
    if (status !== null) this.#parts.onStatus(lastStatus(recorder, status));
    this.#parts.onRunning(false);
  }

  #setProgress(recorder: Recorder<Port>, progress: SegmentProgress): void {
    recorder.progress = progress;
    this.#parts.briefVault(progress);
  }

  #setStatus(recorder: Recorder<Port>, status: RecordingStatus): void {
    recorder.status = status;
    if (!isLast(status)) this.#parts.onStatus(status);
  }

  #closeCapture(recorder: Recorder<Port>): void {
    recorder.capture?.close();
    recorder.capture = null;
  }

  #tell(recorder: Recorder<Port>, message: MainToRecorder, ports: readonly Port[] = []): void {
    recorder.process.post(message, ports);
  }
}
