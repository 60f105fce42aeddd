import type { ErrorCode } from '../../contract/error-codes.ts';
import type { RecordingId } from '../../contract/ids.ts';
import {
  fromRecorderSchema,
  type FromRecorder,
  type MainToRecorder,
  type RecorderRole,
  type SegmentProgress,
} from '../../contract/recorder-messages.ts';
import type { RecordingStatus, SoundSources, TakeKind } from '../../contract/recording.ts';
import { maximumGapMs } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { MainToVault } from '../../contract/vault-messages.ts';
import type { CaptureBroker } from './capture-broker.ts';
import type { Child, OwnEnd } from './child.ts';
import type { BrokerLog } from './log.ts';
import { isAbout, isLast, lastStatus, newRunning, type Recorder, type Running } from './recorder-state.ts';
import { RecorderWatch } from './recorder-watch.ts';

export interface RecorderBrokerParts<Port> {
  readonly startProcess: () => Child<Port>;
  readonly createChannel: () => readonly [Port, Port];
  /** A channel of which one end stays here. */
  readonly openChannel: () => { own: OwnEnd; port: Port };
  readonly capture: CaptureBroker<Port>;
  /** Milliseconds by a clock that nobody sets. */
  readonly nowMs: () => number;
  readonly after: (delayMs: number, act: () => void) => () => void;
  /** False when there is no unlocked vault to hear it. */
  readonly tellVault: (message: MainToVault, ports?: readonly Port[]) => boolean;
  /** For a vault process that is not unlocked yet and so has no channel to the recorder. */
  readonly briefVault: (message: MainToVault) => void;
  /** Each new state of the recording that runs; the last one is `ended` or `failed`. */
  readonly onStatus: (status: RecordingStatus) => void;
  /** From the start of a recording's first recorder to the end of its last. */
  readonly onRunning: (isRunning: boolean) => void;
  readonly log: BrokerLog;
}

/**
 * Starts recorders at the vault process' word and outlives it: keeps what a recorder says while the vault is locked and
 * joins the two again afterwards. A recorder that goes is followed by its standby, and a capture page by another one, for
 * as long as the recording is wanted.
 */
export class RecorderBroker<Port> {
  readonly #parts: RecorderBrokerParts<Port>;
  readonly #watch: RecorderWatch;
  #running: Running<Port> | null = null;
  /** Ended while no vault heard it. */
  readonly #untold: Running<Port>[] = [];

  constructor(parts: RecorderBrokerParts<Port>) {
    this.#parts = parts;
    this.#watch = new RecorderWatch({
      after: parts.after,
      onSilent: () => this.#showStalled(null),
      onLost: () => {
        this.#parts.log('recorder-silent');
        this.#running?.active?.process.kill();
      },
    });
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** `start-recorder`: a process, and a channel between it and the vault process. */
  start(recordingId: RecordingId, takeKind: TakeKind, role: RecorderRole): void {
    if (role === 'standby') {
      this.#startStandby(recordingId);
      return;
    }
    if (this.#running !== null) {
      this.#parts.log('recorder-runs-already');
      this.#parts.tellVault({ kind: 'recorder-failed', recordingId });
      return;
    }
    const running = newRunning<Port>(recordingId, takeKind);
    this.#running = running;
    running.active = this.#startRecorder(running);
    this.#parts.onRunning(true);
    this.#join(running, running.active, 'active');
  }

  /** `arm-capture` for a recording, of the kind that it was started as: the capture window, and a channel between it and the recorder. */
  arm(recordingId: RecordingId, takeKind: TakeKind, sources: SoundSources): void {
    const running = this.#running;
    if (running?.recordingId !== recordingId || running.takeKind !== takeKind || running.hasFinished) {
      this.#parts.log('arm-without-recorder');
      return;
    }
    running.wasArmed = true;
    running.sources = sources;
    this.#openCapture(running);
    this.#wantStandby(running);
  }

  /** `end-recorder`: microphone and recorders end now; what was on the disk stays for the vault to deal with. */
  end(recordingId: RecordingId): void {
    const running = this.#running;
    if (running?.recordingId !== recordingId) {
      this.#parts.log('end-without-recorder');
      return;
    }
    running.isUnwanted = true;
    this.#closeCapture(running);
    if (running.active === null) this.#end(running);
    else running.active.process.kill();
  }

  /** @throws `request/conflict` when nothing is being recorded. */
  control(kind: 'pause' | 'resume' | 'stop' | 'bookmark'): void {
    const running = this.#running;
    if (running === null) throw new SottoError('request/conflict');
    if (kind === 'stop') running.isStopWanted = true;
    if (kind === 'pause') running.pauseWanted = 'person';
    if (kind === 'resume') running.pauseWanted = null;
    if (running.active !== null) this.#tell(running.active, { kind });
    // There is no recorder: what the page still keeps in memory is what whoever stops now gives up.
    else if (kind === 'stop') this.#end(running);
    else if (kind === 'bookmark') throw new SottoError('request/conflict');
    else this.#tellPage(running, kind);
  }

  /** The recording that runs goes on in `folder`, where a disk keeps it from going on. @throws `request/conflict`. */
  goElsewhere(folder: string): RecordingId {
    const running = this.#running;
    const active = running?.active ?? null;
    if (running === null || active === null || running.hasFinished) throw new SottoError('request/conflict');
    running.place = folder;
    this.#tell(active, { kind: 'other-place', folder });
    return running.recordingId;
  }

  /** The computer is about to sleep, or has woken. */
  sleep(kind: 'suspend' | 'wake'): void {
    const running = this.#running;
    if (running === null) return;
    if (running.active !== null) {
      this.#tell(running.active, { kind });
    } else if (kind === 'suspend') {
      // With no recorder nobody can tell how long it was: it waits for a person.
      running.pauseWanted ??= 'sleep';
      this.#tellPage(running, 'pause');
    }
  }

  /** Stops, and resolves once all that was heard is on the disk and the recorder has gone. */
  async stopAndWait(): Promise<void> {
    if (this.#running === null) return;
    const { over } = this.#running;
    this.control('stop');
    await over;
  }

  /** A vault process has started: before it is unlocked it must know which recording runs and how long each segment was. */
  briefVault(): void {
    for (const running of [...this.#untold, ...(this.#running === null ? [] : [this.#running])]) {
      for (const progress of running.progress.values()) this.#parts.briefVault({ kind: 'recorder-progress', progress });
      const { recordingId, status } = running;
      if (running === this.#running) this.#parts.briefVault({ kind: 'recording-runs', recordingId });
      else this.#parts.briefVault({ kind: 'recording-heard', recordingId, heardMs: status?.elapsedMs ?? null });
    }
  }

  /** A vault process has unlocked: it hears which recordings have ended, and gets channels to the one that runs. */
  attachVault(): void {
    for (const running of this.#untold.splice(0)) this.#tellEnd(running);
    const running = this.#running;
    if (running === null) return;
    if (running.active !== null) this.#join(running, running.active, 'active');
    if (running.standby !== null) this.#join(running, running.standby, 'standby');
    else this.#wantStandby(running);
  }

  /**
   * The vault process has ended. A recorder that it had not armed yet would wait for ever: it ends too, and so does one of
   * spoken consent, which nobody can agree by any more, and a standby without its order.
   */
  detachVault(): void {
    const running = this.#running;
    if (running === null) return;
    if (!running.wasArmed || running.takeKind !== 'session') this.end(running.recordingId);
    else if (running.standby?.isStandingBy === false) running.standby.process.kill();
  }

  #startRecorder(running: Running<Port>): Recorder<Port> {
    const recorder: Recorder<Port> = { process: this.#parts.startProcess(), isStandingBy: false };
    recorder.process.onMessage((message) => this.#hear(running, recorder, message));
    void recorder.process.exited.then(() => this.#onExit(running, recorder));
    return recorder;
  }

  #startStandby(recordingId: RecordingId): void {
    const running = this.#running;
    if (running?.recordingId !== recordingId || running.standby !== null || running.standbysLeft === 0) {
      this.#parts.log('standby-unwanted');
      return;
    }
    running.standbysLeft -= 1;
    running.standby = this.#startRecorder(running);
    this.#join(running, running.standby, 'standby');
  }

  #wantStandby({ recordingId, takeKind, standbysLeft }: Running<Port>): void {
    if (takeKind === 'session' && standbysLeft > 0) this.#parts.tellVault({ kind: 'standby-wanted', recordingId });
  }

  #join({ recordingId }: Running<Port>, recorder: Recorder<Port>, role: RecorderRole): void {
    const [forVault, forRecorder] = this.#parts.createChannel();
    this.#tell(recorder, { kind: 'vault-port' }, [forRecorder]);
    this.#parts.tellVault({ kind: 'recorder-port', recordingId, role }, [forVault]);
  }

  #hear(running: Running<Port>, recorder: Recorder<Port>, message: unknown): void {
    const parsed = fromRecorderSchema.safeParse(message);
    if (!parsed.success || !isAbout(parsed.data, running.recordingId)) {
      this.#parts.log('recorder-message-refused');
      return;
    }
    const said = parsed.data;
    if (said.kind === 'standing-by') {
      recorder.isStandingBy = true;
      if (running.active === null && this.#running === running) this.#takeOver(running);
    } else if (running.active === recorder) {
      this.#hearActive(running, recorder, said);
    } else if (said.kind === 'failed') {
      this.#parts.log('standby-failed', { code: said.error });
    }
  }

  #hearActive(running: Running<Port>, recorder: Recorder<Port>, said: Exclude<FromRecorder, { kind: 'ready' }>): void {
    switch (said.kind) {
      case 'status':
        this.#watch.heard();
        running.isHindered = false;
        this.#notePause(running, said.status);
        this.#setStatus(running, said.status);
        break;
      case 'began':
      case 'progress':
        this.#setProgress(running, said.progress);
        break;
      case 'capture-wanted':
        if (running.wasArmed && !running.hasFinished && !isToEnd(running)) this.#openCapture(running);
        break;
      case 'capture-unwanted':
        this.#closeCapture(running);
        break;
      case 'hindered':
        if (!running.isHindered) this.#parts.log('take-over-hindered', { code: said.error });
        running.isHindered = true;
        // It waits and lives.
        this.#watch.heard();
        this.#showStalled(said.error);
        break;
      case 'finished':
        this.#setProgress(running, said.progress);
        running.hasFinished = true;
        this.#closeCapture(running);
        break;
      case 'failed':
        this.#parts.log('recorder-failed', { code: said.error });
        if (said.progress !== null) this.#setProgress(running, said.progress);
        // It ended its file whole, for a reason that a standby would meet as well.
        if (said.progress?.isFinal === true || !running.wasArmed) this.#closeCapture(running);
        break;
      case 'standing-by':
        recorder.isStandingBy = true;
    }
  }

  #onExit(running: Running<Port>, recorder: Recorder<Port>): void {
    if (running.standby === recorder) {
      running.standby = null;
      if (this.#running === running) this.#wantStandby(running);
    }
    if (running.active !== recorder) return;
    running.active = null;
    this.#watch.end();
    const isWanted = running.wasArmed && running.takeKind === 'session' && !running.isUnwanted;
    // Whoever wants an end waits for a standby that can write what the page still has, and for no other.
    const isInVain = running.isStopWanted && (running.isHindered || running.standby?.isStandingBy !== true);
    const isOver = running.status === null || running.hasFinished || this.#hasEndedWhole(running);
    if (!isWanted || isInVain || isOver) this.#end(running);
    else if (running.standby?.isStandingBy === true) this.#takeOver(running);
    else this.#waitForRecorder(running);
  }

  /** A pause that a recorder makes by itself, of a computer that slept, holds for those after it, until it goes on. */
  #notePause(running: Running<Port>, { phase, pausedBy }: RecordingStatus): void {
    if (phase === 'paused') running.pauseWanted = pausedBy;
    else if (phase === 'recording' && running.pauseWanted === 'sleep') running.pauseWanted = null;
  }

  /** Its last word was that it failed, with a file that is whole. */
  #hasEndedWhole({ progress, status }: Running<Port>): boolean {
    return status?.phase === 'failed' && [...progress.values()].at(-1)?.isFinal === true;
  }

  /** The standby goes on, with the page that hears the microphone if there is one. */
  #takeOver(running: Running<Port>): void {
    const { standby, status, sources, place } = running;
    if (standby === null || status === null || sources === null) return;
    running.cancelWait();
    running.active = standby;
    running.standby = null;
    this.#parts.log('standby-takes-over');
    this.#watch.heard();
    const takeOver = { kind: 'take-over', status: this.#untilNow(running, status), sources } as const;
    if (place !== null) this.#tell(standby, { kind: 'other-place', folder: place });
    if (running.capture === null) {
      this.#tell(standby, takeOver);
    } else {
      const [forRecorder, forPage] = this.#parts.createChannel();
      this.#tell(standby, takeOver, [forRecorder]);
      running.capture.give(forPage);
    }
    if (running.isStopWanted) this.#tell(standby, { kind: 'stop' });
    else this.#wantStandby(running);
  }

  /** The last word as it would be now, had it gone on: time passes without a recorder too. */
  #untilNow({ statusAtMs, pauseWanted }: Running<Port>, status: RecordingStatus): RecordingStatus {
    const hasBegun = status.phase !== 'starting';
    const elapsedMs = status.elapsedMs + (hasBegun ? Math.round(this.#parts.nowMs() - statusAtMs) : 0);
    return { ...status, elapsedMs, phase: pauseWanted === null ? 'stalled' : 'paused', pausedBy: pauseWanted };
  }

  /** Nobody is there to write; the page keeps sound in memory until a vault process sends a recorder, or too long has passed. */
  #waitForRecorder(running: Running<Port>): void {
    this.#parts.log('no-recorder');
    running.cancelWait = this.#parts.after(maximumGapMs, () => this.#end(running));
    this.#showStalled('capture/recorder-gone');
    if (running.standby === null) this.#wantStandby(running);
  }

  #showStalled(error: ErrorCode | null): void {
    const running = this.#running;
    const status = running?.status ?? null;
    if (running === null || status === null || running.hasFinished) return;
    const pausedBy = running.pauseWanted;
    const phase = pausedBy === null ? 'stalled' : 'paused';
    const shown = { ...status, phase, pausedBy, error, warning: null, level: { peak: 0, rms: 0 } } as const;
    running.status = shown;
    this.#parts.onStatus(shown);
  }

  /** Where there is no recorder that could: so that a pause is one. */
  #tellPage(running: Running<Port>, kind: 'pause' | 'resume'): void {
    const { own, port } = this.#parts.openChannel();
    running.capture?.give(port);
    own.post({ kind });
    this.#showStalled('capture/recorder-gone');
  }

  #openCapture(running: Running<Port>): void {
    const { active } = running;
    if (active === null) return;
    this.#closeCapture(running);
    const [forRecorder, forPage] = this.#parts.createChannel();
    this.#tell(active, { kind: 'capture-port' }, [forRecorder]);
    running.capture = this.#parts.capture.open(forPage, () => {
      running.capture = null;
      this.#parts.log('capture-page-gone');
      if (running.active !== null) this.#tell(running.active, { kind: 'capture-gone' });
    });
  }

  #end(running: Running<Port>): void {
    if (this.#running !== running) return;
    this.#running = null;
    this.#watch.end();
    running.cancelWait();
    this.#closeCapture(running);
    running.standby?.process.kill();
    if (!this.#tellEnd(running)) this.#untold.push(running);
    // After the vault has heard it, so that a page that asks at once is answered about a recording that has ended.
    if (running.status !== null) this.#parts.onStatus(lastStatus(running, running.status));
    this.#parts.onRunning(false);
    running.resolveOver();
  }

  #tellEnd({ recordingId, status }: Running<Port>): boolean {
    return this.#parts.tellVault({ kind: 'recorder-exited', recordingId, heardMs: status?.elapsedMs ?? null });
  }

  #setProgress(running: Running<Port>, progress: SegmentProgress): void {
    running.progress.set(progress.segment, progress);
    this.#parts.briefVault({ kind: 'recorder-progress', progress });
  }

  #setStatus(running: Running<Port>, status: RecordingStatus): void {
    running.status = status;
    running.statusAtMs = this.#parts.nowMs();
    if (!isLast(status)) this.#parts.onStatus(status);
  }

  #closeCapture(running: Running<Port>): void {
    running.capture?.close();
    running.capture = null;
  }

  #tell(recorder: Recorder<Port>, message: MainToRecorder, ports: readonly Port[] = []): void {
    recorder.process.post(message, ports);
  }
}

/** Whether whoever writes it is on the way to its end. */
function isToEnd({ isStopWanted, isUnwanted }: Pick<Running<unknown>, 'isStopWanted' | 'isUnwanted'>): boolean {
  return isStopWanted || isUnwanted;
}
