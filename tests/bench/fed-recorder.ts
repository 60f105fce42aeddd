import { toCaptureSchema, type FromCapture } from '../../contract/capture-messages.ts';
import type { RecordingId } from '../../contract/ids.ts';
import { fromRecorderSchema, type RecorderOrder } from '../../contract/recorder-messages.ts';
import type { Port } from '../../main/recorder-process/port.ts';
import { Recorder } from '../../main/recorder-process/recorder.ts';
import type { Recorders } from '../../main/use-cases/unlocked.ts';
import { realDisk } from '../../main/vault/segment-disk.ts';
import { acquireLock } from '../../main/vault/vault-lock.ts';

/** Packets that may be under way: half of what a capture page keeps before it gives up. */
const maximumUnderWay = 1500;
const packetsAtOnce = 500;

/** A port whose other end is `hear`. */
class SpokenPort implements Port {
  readonly post: (message: unknown) => void;
  #listener: (message: unknown, ports: readonly Port[]) => void = () => undefined;

  constructor(hear: (message: unknown) => void) {
    this.post = hear;
  }

  readonly onMessage: Port['onMessage'] = (listener) => {
    this.#listener = listener;
  };

  readonly onClose = (): void => undefined;

  say(message: unknown, ...ports: readonly Port[]): void {
    this.#listener(message, ports);
  }
}

/**
 * A recorder in this process, on the real disk, that is fed as fast as it takes packets. It keeps nothing of what it
 * said, so that hours cost no memory.
 */
class FedRecorder {
  readonly ended: Promise<void>;
  readonly #main = new SpokenPort(() => undefined);
  readonly #vault: SpokenPort;
  readonly #capture: SpokenPort;
  readonly #began: Promise<void>;
  #acknowledged = -1;
  #failure: string | null = null;
  #onHeard: () => void = () => undefined;

  constructor(order: RecorderOrder) {
    let began: () => void = () => undefined;
    this.#began = new Promise((resolve) => (began = resolve));
    this.#vault = new SpokenPort((message) => {
      const said = fromRecorderSchema.parse(message);
      if (said.kind === 'began') began();
      if (said.kind === 'failed') this.#failure = said.error;
      this.#onHeard();
    });
    this.#capture = new SpokenPort((message) => {
      const said = toCaptureSchema.parse(message);
      if (said.kind === 'ack') this.#acknowledged = said.sequence;
      this.#onHeard();
    });
    this.ended = new Promise((onEnd) => {
      new Recorder({
        main: this.#main,
        startTicking: () => () => undefined,
        // Sound comes as fast as it is taken, which is no measure of time.
        nowMs: () => 0,
        acquireLock,
        disk: realDisk,
        freeBytes: () => Promise.resolve(Number.MAX_SAFE_INTEGER),
        onEnd,
      });
    });
    this.#main.say({ kind: 'vault-port' }, this.#vault);
    this.#vault.say({ ...order, segmentKey: new Uint8Array(order.segmentKey) });
  }

  async hasBegun(): Promise<void> {
    await this.#began;
    this.#main.say({ kind: 'capture-port' }, this.#capture);
  }

  /** Speaks `count` packets, over and over those given, and ends the recording. */
  async speak(packets: readonly Uint8Array<ArrayBuffer>[], count: number): Promise<void> {
    for (let sequence = 0; sequence < count; sequence += 1) {
      if (sequence % packetsAtOnce === 0) await this.#hasAcknowledged(sequence - maximumUnderWay);
      const bytes = packets[sequence % packets.length] ?? new Uint8Array(0);
      this.#say({ kind: 'packet', sequence, droppedBefore: 0, bytes, level: { peak: 0.5, rms: 0.25 } });
    }
    this.#say({ kind: 'stopped' });
    await this.ended;
    if (this.#failure !== null) throw new Error(this.#failure);
  }

  #say(message: FromCapture): void {
    this.#capture.say(message);
  }

  async #hasAcknowledged(sequence: number): Promise<void> {
    while (this.#acknowledged < sequence && this.#failure === null) {
      await new Promise<void>((resolve) => (this.#onHeard = resolve));
    }
    if (this.#failure !== null) throw new Error(this.#failure);
  }
}

/** Recorders for the use cases, into which a bench speaks. */
export class FedRecorders implements Recorders {
  readonly #living = new Map<RecordingId, FedRecorder>();

  readonly current = (): RecordingId | null => this.#living.keys().next().value ?? null;

  readonly begin = async (order: RecorderOrder): Promise<void> => {
    const recorder = new FedRecorder(order);
    this.#living.set(order.recordingId, recorder);
    await recorder.hasBegun();
  };

  readonly end = (): Promise<void> => Promise.reject(new Error('a bench ends what it speaks itself'));

  async speak(recordingId: RecordingId, packets: readonly Uint8Array<ArrayBuffer>[], count: number): Promise<void> {
    await this.#living.get(recordingId)?.speak(packets, count);
    this.#living.delete(recordingId);
  }
}
