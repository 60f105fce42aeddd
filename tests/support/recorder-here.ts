import { toCaptureSchema, type FromCapture, type ToCapture } from '../../contract/capture-messages.ts';
import {
  fromRecorderSchema,
  type FromRecorder,
  type MainToRecorder,
  type ToRecorder,
} from '../../contract/recorder-messages.ts';
import type { RecordingStatus } from '../../contract/recording.ts';
import type { Port } from '../../main/recorder-process/port.ts';
import { Recorder } from '../../main/recorder-process/recorder.ts';
import { realDisk, type SegmentDisk } from '../../main/vault/segment-disk.ts';
import { acquireLock } from '../../main/vault/vault-lock.ts';
import { Mailbox } from './mailbox.ts';

/** The test's end of a port: `other` is what the recorder gets. */
class PortEnd {
  readonly other: Port;
  #listeners: ((message: unknown, ports: readonly Port[]) => void)[] = [];
  #closeListeners: (() => void)[] = [];

  constructor(onPost: (message: unknown) => void) {
    this.other = {
      post: onPost,
      onMessage: (listener) => this.#listeners.push(listener),
      onClose: (listener) => this.#closeListeners.push(listener),
    };
  }

  post(message: unknown, ports: readonly Port[] = []): void {
    for (const listener of this.#listeners) listener(message, ports);
  }

  close(): void {
    for (const listener of this.#closeListeners) listener();
  }
}

/** A recorder in this process, on the real disk unless told otherwise; its clock ticks only when told to. */
export class RecorderHere {
  readonly toMain = new Mailbox<FromRecorder>();
  readonly toVault = new Mailbox<FromRecorder>();
  readonly toCapture = new Mailbox<ToCapture>();
  readonly ended: Promise<void>;
  readonly #main: PortEnd;
  #vault = new PortEnd(() => undefined);
  readonly #capture: PortEnd;
  #tick: () => void = () => undefined;
  #nextSequence = 0;

  constructor(disk: SegmentDisk = realDisk) {
    this.#main = new PortEnd((message) => this.toMain.put(fromRecorderSchema.parse(message)));
    this.#capture = new PortEnd((message) => this.toCapture.put(toCaptureSchema.parse(message)));
    let onEnd: () => void = () => undefined;
    this.ended = new Promise((resolve) => {
      onEnd = resolve;
    });
    new Recorder({
      main: this.#main.other,
      startTicking: (_, act) => {
        this.#tick = act;
        return () => {
          this.#tick = () => undefined;
        };
      },
      acquireLock,
      disk,
      onEnd,
    });
  }

  tellMain(message: MainToRecorder): void {
    this.#main.post(message);
  }

  /** A vault process gets a port to the recorder and says something on it. */
  attachVault(message: ToRecorder): void {
    this.#vault = new PortEnd((said) => this.toVault.put(fromRecorderSchema.parse(said)));
    this.#main.post({ kind: 'vault-port' }, [this.#vault.other]);
    this.#vault.post(message);
  }

  closeVault(): void {
    this.#vault.close();
  }

  attachCapture(): void {
    this.#main.post({ kind: 'capture-port' }, [this.#capture.other]);
  }

  closeCapture(): void {
    this.#capture.close();
  }

  fromCapture(message: FromCapture): void {
    this.#capture.post(message);
  }

  /** What no schema of ours accepts. */
  fromCaptureUnchecked(message: unknown): void {
    this.#capture.post(message);
  }

  /** The next packets in sequence. */
  sendPackets(packets: readonly Uint8Array<ArrayBuffer>[], peak = 0.5): void {
    for (const bytes of packets) {
      this.fromCapture({ kind: 'packet', sequence: this.#nextSequence, bytes, level: { peak, rms: peak / 2 } });
      this.#nextSequence += 1;
    }
  }

  tick(count = 1): void {
    for (let done = 0; done < count; done += 1) this.#tick();
  }

  /** What main is told at the next tick. */
  status(): RecordingStatus {
    this.tick();
    const statuses = this.toMain.all('status');
    const newest = statuses.at(-1);
    if (newest === undefined) throw new Error('no status');
    return newest.status;
  }
}
