import { packetDurationMs } from '../../contract/limits.ts';
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
import { tickMs } from '../../main/recorder-process/take.ts';
import { realDisk, type SegmentDisk, type SegmentFile } from '../../main/vault/segment-disk.ts';
import { acquireLock, type Lock } from '../../main/vault/vault-lock.ts';
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

/**
 * A recorder in this process, on the real disk unless told otherwise. Its clock moves only when told to: with each tick,
 * and with each packet by the time that it holds.
 */
export class RecorderHere {
  readonly toMain = new Mailbox<FromRecorder>();
  readonly toVault = new Mailbox<FromRecorder>();
  readonly toCapture = new Mailbox<ToCapture>();
  readonly ended: Promise<void>;
  readonly #main: PortEnd;
  #vault = new PortEnd(() => undefined);
  /** Bytes that the disk says it has room for; null: it does not answer. */
  freeBytes: number | null = 1e12;
  nowMs = 1_000_000;
  #capture: PortEnd;
  readonly #files: SegmentFile[] = [];
  #lock: Lock | null = null;
  #isDead = false;
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
      nowMs: () => this.nowMs,
      acquireLock: (path) => {
        this.#lock = acquireLock(path);
        return this.#lock;
      },
      disk: {
        ...disk,
        create: async (path) => {
          const file = await disk.create(path);
          this.#files.push(file);
          return {
            ...file,
            write: (bytes, position) =>
              this.#isDead ? new Promise<number>(() => undefined) : file.write(bytes, position),
            sync: () => (this.#isDead ? new Promise<void>(() => undefined) : file.sync()),
          };
        },
      },
      freeBytes: () =>
        this.freeBytes === null ? Promise.reject(new Error('no answer')) : Promise.resolve(this.freeBytes),
      onEnd,
    });
  }

  /** It writes and says nothing more, and the system lets its lock go; its files stay as they are. */
  async die(): Promise<void> {
    // What was on its way to the disk arrives.
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.#isDead = true;
    for (const file of this.#files) await file.close();
    this.#lock?.release();
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

  /** A new page each time. */
  attachCapture(): void {
    this.#newPage();
    this.#main.post({ kind: 'capture-port' }, [this.#capture.other]);
  }

  /** Takes over, with a page that was at work for the recorder before or without one. */
  takeOver(status: RecordingStatus, hasPage: boolean, nextSequence = 0): void {
    this.#newPage();
    this.#nextSequence = nextSequence;
    const sources = { microphone: null, computerSound: null, echoCancellation: false };
    this.#main.post({ kind: 'take-over', status, sources }, hasPage ? [this.#capture.other] : []);
  }

  #newPage(): void {
    this.#capture = new PortEnd((message) => this.toCapture.put(toCaptureSchema.parse(message)));
    this.#nextSequence = 0;
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

  /** The next packets in sequence, as time passes. */
  sendPackets(packets: readonly Uint8Array<ArrayBuffer>[], peak = 0.5, droppedBefore = 0): void {
    for (const [index, bytes] of packets.entries()) {
      this.nowMs += packetDurationMs;
      this.fromCapture({
        kind: 'packet',
        sequence: this.#nextSequence,
        droppedBefore: index === 0 ? droppedBefore : 0,
        bytes,
        level: { peak, rms: peak / 2 },
      });
      this.#nextSequence += 1;
    }
  }

  /** The next packets, as they come that were held up somewhere: in no time. */
  sendAtOnce(packets: readonly Uint8Array<ArrayBuffer>[]): void {
    const atMs = this.nowMs;
    for (const packet of packets) {
      this.sendPackets([packet]);
      this.nowMs = atMs;
    }
  }

  tick(count = 1): void {
    for (let done = 0; done < count; done += 1) {
      this.nowMs += tickMs;
      this.#tick();
    }
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
