import { _electron, type ElectronApplication } from '@playwright/test';
import { join } from 'node:path';
import type { CaptureOrder, FromCapture, ToCapture } from '../../contract/capture-messages.ts';
import type { BitrateBps } from '../../contract/limits.ts';
import { packetSizeBytes } from '../../contract/limits.ts';
import { OpusStream } from '../../main/ogg/opus-stream.ts';

type Packet = Extract<FromCapture, { kind: 'packet' }>;
/** As they come out of the stand: bytes cannot cross to the tests as they are. */
type Message = Exclude<FromCapture, Packet> | (Omit<Packet, 'bytes'> & { readonly bytes: string });

interface Stand {
  open: (order: CaptureOrder, isPermitted: boolean) => Promise<void>;
  giveAnotherPort: () => void;
  post: (message: ToCapture) => void;
  messages: () => Message[];
  complaints: () => string[];
  until: (kind: FromCapture['kind'], count: number) => Promise<void>;
  close: () => void;
}

declare global {
  // Lives in Electron's main process (capture-stand/main.mjs); named here for the functions that are sent there.
  var captureStand: Stand;
}

/** The built capture page in a real Electron, with the test at the other end of its port. */
export class CaptureStand {
  readonly #app: ElectronApplication;

  private constructor(app: ElectronApplication) {
    this.#app = app;
  }

  static async launch(environment: Readonly<Record<string, string>>): Promise<CaptureStand> {
    const executablePath = process.env['SOTTO_ELECTRON'];
    if (executablePath === undefined) throw new Error('run this by `npm run dev:exec`');
    const root = join(import.meta.dirname, '..', '..');
    const app = await _electron.launch({
      executablePath,
      args: [join(import.meta.dirname, 'capture-stand')],
      chromiumSandbox: true,
      env: { ...inheritedEnvironment(), ...environment, SOTTO_STAND_BUILT: join(root, 'out') },
    });
    return new CaptureStand(app);
  }

  async open(order: CaptureOrder, isPermitted = true): Promise<void> {
    await this.#app.evaluate((_electron, given) => captureStand.open(given.order, given.isPermitted), {
      order,
      isPermitted,
    });
  }

  async post(message: ToCapture): Promise<void> {
    await this.#app.evaluate((_electron, given) => captureStand.post(given), message);
  }

  async giveAnotherPort(): Promise<void> {
    await this.#app.evaluate(() => captureStand.giveAnotherPort());
  }

  async until(kind: FromCapture['kind'], count = 1): Promise<void> {
    await this.#app.evaluate((_electron, given) => captureStand.until(given.kind, given.count), { kind, count });
  }

  messages(): Promise<Message[]> {
    return this.#app.evaluate(() => captureStand.messages());
  }

  complaints(): Promise<string[]> {
    return this.#app.evaluate(() => captureStand.complaints());
  }

  /** All packets so far, in the order in which they came. */
  async packets(): Promise<Packet[]> {
    return (await this.messages()).flatMap((message) =>
      message.kind === 'packet' ? [{ ...message, bytes: new Uint8Array(Buffer.from(message.bytes, 'base64')) }] : [],
    );
  }

  async end(): Promise<void> {
    await this.#app.close();
  }
}

function inheritedEnvironment(): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) inherited[name] = value;
  return inherited;
}

/** The Ogg stream that a recorder would make of packets. */
export function oggOf(packets: readonly { readonly bytes: Uint8Array }[], bitrateBps: BitrateBps): Uint8Array {
  const stream = new OpusStream(1, packetSizeBytes(bitrateBps));
  const parts = [stream.headers(), ...packets.map(({ bytes }) => stream.add(bytes)), stream.end()];
  return Buffer.concat(parts.filter((part) => part !== null));
}
