import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { toCaptureSchema, type FromCapture, type ToCapture } from '../../contract/capture-messages.ts';
import { fromRecorderSchema, type FromRecorder, type MainToRecorder } from '../../contract/recorder-messages.ts';
import { Mailbox } from './mailbox.ts';
import { fromChildSchema, type FromChild, type FromTest, type PortName } from './recorder-channel.ts';
import type { RecorderSetting } from './recorder-setting.ts';

const childFile = fileURLToPath(new URL('recorder-child.ts', import.meta.url));

export interface RecorderStart {
  /** A command that runs the recorder, such as strace with its arguments; none to run it plainly. */
  readonly under?: readonly [string, ...string[]];
}

/** A recorder in a process of its own, killed when the test is done with it. */
export class RecorderProcess {
  readonly toVault = new Mailbox<FromRecorder>();
  readonly toCapture = new Mailbox<ToCapture>();
  /** Sequence of the newest packet that was said to be on the disk; -1 before there is one. */
  acknowledged = -1;
  readonly exited: Promise<unknown>;
  readonly #awaitingAcks = new Set<() => void>();
  readonly #own = new Mailbox<FromChild>();
  readonly #child: ChildProcess;
  #nextSequence = 0;

  constructor({ under }: RecorderStart = {}) {
    const [command, ...commandArguments] = under ?? [process.execPath];
    this.#child = fork(childFile, {
      execPath: command,
      execArgv: [...commandArguments, ...(under === undefined ? [] : [process.execPath]), '--expose-gc'],
      // One thread, so that calls to the system come in one order; nothing of the test runner's.
      env: { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '1' },
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    // What it had said when it died is still on its way when it has exited.
    this.exited = Promise.all([once(this.#child, 'exit'), once(this.#child, 'disconnect')]);
    this.#child.on('error', () => undefined);
    this.#child.on('message', (raw) => {
      const message = fromChildSchema.parse(raw);
      if (message.kind !== 'said') this.#own.put(message);
      else this.#hear(message.port, message.message);
    });
  }

  /** Resolves once a first packet may be sent. */
  async begin(setting: RecorderSetting): Promise<void> {
    await this.#own.take('ready');
    this.#tell({ kind: 'tell', port: 'main', message: { kind: 'vault-port' }, brings: 'vault' });
    this.#tell({ kind: 'tell', port: 'vault', message: setting.order(), brings: null });
    await this.toVault.take('began');
    this.#tell({ kind: 'tell', port: 'main', message: { kind: 'capture-port' }, brings: 'capture' });
    await this.toCapture.take('order');
  }

  sendPacket(bytes: Uint8Array<ArrayBuffer>): void {
    const level = { peak: 1, rms: 0.5 };
    const message: FromCapture = { kind: 'packet', sequence: this.#nextSequence, droppedBefore: 0, bytes, level };
    this.#nextSequence += 1;
    this.fromCapture(message);
  }

  fromCapture(message: FromCapture): void {
    this.#tell({ kind: 'tell', port: 'capture', message, brings: null });
  }

  tellMain(message: MainToRecorder): void {
    this.#tell({ kind: 'tell', port: 'main', message, brings: null });
  }

  tick(): void {
    this.#tell({ kind: 'tick' });
  }

  /** After a garbage collection. */
  async measure(): Promise<Extract<FromChild, { kind: 'measured' }>> {
    this.#tell({ kind: 'measure' });
    return this.#own.take('measured');
  }

  /** Stops as a person does. */
  async stop(): Promise<void> {
    this.tellMain({ kind: 'stop' });
    await this.toCapture.take('stop');
    this.fromCapture({ kind: 'stopped' });
    await this.toVault.take('finished');
    await this.exited;
  }

  /** Resolves once the packet `sequence` is said to be on the disk. */
  hasAcknowledged(sequence: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.acknowledged < sequence) return;
        this.#awaitingAcks.delete(look);
        resolve();
      };
      this.#awaitingAcks.add(look);
      look();
    });
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }

  #tell(message: FromTest): void {
    // A recorder that was killed hears nothing more.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #hear(port: PortName, message: unknown): void {
    switch (port) {
      case 'vault':
        this.toVault.put(fromRecorderSchema.parse(message));
        break;
      case 'capture':
        this.#hearForCapture(toCaptureSchema.parse(message));
        break;
      case 'main':
        break;
    }
  }

  #hearForCapture(message: ToCapture): void {
    if (message.kind === 'ack') this.acknowledged = message.sequence;
    else this.toCapture.put(message);
    for (const look of this.#awaitingAcks) look();
  }
}
