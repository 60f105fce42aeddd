import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MainToRecorder } from '../../contract/recorder-messages.ts';
import type { MainToVault } from '../../contract/vault-messages.ts';
import type { Child } from '../../main/broker/child.ts';
import { Mailbox } from './mailbox.ts';

type Message = MainToVault | MainToRecorder;
/** Narrowed by `kind`, with the ports that came along. */
type Heard = { [K in Message['kind']]: HeardOf<K> }[Message['kind']];

interface HeardOf<Kind extends Message['kind']> {
  readonly kind: Kind;
  readonly message: Extract<Message, { kind: Kind }>;
  readonly ports: readonly MessagePort[];
}

/** A process as a broker sees it, played by a test: messages and ports really cross a channel, nothing else is real. */
export class StandInProcess {
  readonly child: Child<MessagePort>;
  readonly heard = new Mailbox<Heard>();
  isKilled = false;
  readonly #own: MessagePort;
  #end: () => void = () => undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#own = port2;
    // What was posted is of the contract, or the brokers would not compile.
    port2.on('message', (heard: Heard) => this.heard.put(heard));
    const exited = new Promise<void>((resolve) => (this.#end = resolve));
    this.child = {
      exited,
      post: (message, ports = []) => {
        const kind: unknown = Reflect.get(message, 'kind');
        port1.postMessage({ kind, message, ports }, [...ports]);
      },
      onMessage: (listener) => {
        port1.on('message', listener);
      },
      kill: () => {
        this.isKilled = true;
        this.exit();
      },
    };
  }

  say(message: object): void {
    this.#own.postMessage(message);
  }

  exit(): void {
    this.#own.close();
    this.#end();
  }
}

/** A channel as `createChannel` gives one. */
export function createTestChannel(): readonly [MessagePort, MessagePort] {
  const { port1, port2 } = new MessageChannel();
  return [port1, port2];
}

/** Whether what is sent on one port arrives at the other. */
export function areJoined(one: MessagePort | undefined, other: MessagePort | undefined): Promise<boolean> {
  if (one === undefined || other === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    other.once('message', (message) => resolve(message === 'are you there'));
    other.once('close', () => resolve(false));
    one.postMessage('are you there');
  });
}
