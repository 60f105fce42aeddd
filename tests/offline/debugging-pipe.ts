import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

const replySchema = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
const targetsSchema = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string(), url: z.string() })),
});
const attachedSchema = z.object({ sessionId: z.string() });
const evaluatedSchema = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ exception: z.object({ description: z.string().optional() }).optional() }).optional(),
});

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Chromium's debugging protocol over two pipes: it needs no socket of the internet, as Playwright's way into Electron does. */
export class DebuggingPipe {
  readonly #toApp: Writable;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #unread = '';

  constructor(toApp: Writable, fromApp: Readable) {
    this.#toApp = toApp;
    // The app may end while something is on its way to it; who waits for an answer is told by `end`.
    toApp.on('error', () => undefined);
    fromApp.setEncoding('utf8');
    fromApp.on('data', (text) => this.#hear(String(text)));
    fromApp.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the app has ended'));
    });
  }

  /** The page of the app window that is open, unlike `old`. */
  async page(old: readonly DebuggedPage[] = []): Promise<DebuggedPage> {
    for (;;) {
      const { targetInfos } = targetsSchema.parse(await this.#send('Target.getTargets', {}));
      const found = targetInfos.find(
        ({ targetId, url }) => url.startsWith('sotto://app/') && !old.some((page) => page.id === targetId),
      );
      if (found !== undefined) return this.#attach(found.targetId);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Asks the app to end. */
  async close(): Promise<void> {
    await this.#send('Browser.close', {});
  }

  async #attach(targetId: string): Promise<DebuggedPage> {
    const { sessionId } = attachedSchema.parse(await this.#send('Target.attachToTarget', { targetId, flatten: true }));
    const page = new DebuggedPage(targetId, (method, params) => this.#send(method, params, sessionId));
    await page.isReady();
    return page;
  }

  #send(method: string, params: object, sessionId?: string): Promise<unknown> {
    const id = (this.#lastId += 1);
    this.#toApp.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #hear(text: string): void {
    const messages = (this.#unread + text).split('\0');
    this.#unread = messages.pop() ?? '';
    for (const message of messages) {
      const { id, result, error } = replySchema.parse(JSON.parse(message));
      const waiting = this.#waiting.get(id ?? 0);
      this.#waiting.delete(id ?? 0);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error.message));
    }
  }
}

/** A page of the app, in which functions of a test are run. */
export class DebuggedPage {
  readonly id: string;
  readonly #send: (method: string, params: object) => Promise<unknown>;

  constructor(id: string, send: (method: string, params: object) => Promise<unknown>) {
    this.id = id;
    this.#send = send;
  }

  /** Resolves once the page has been loaded; before that there may be nothing in which a function could be run. */
  async isReady(): Promise<void> {
    const readyState = () => this.evaluate(() => document.readyState, null).catch(() => 'not yet');
    while ((await readyState()) !== 'complete') await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** What `act` resolves to, as JSON can carry it; `act` sees nothing but what it is given. */
  async evaluate<Given>(act: (given: Given) => unknown, given: Given): Promise<unknown> {
    const expression = `(${act.toString()})(${JSON.stringify(given)})`;
    const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = evaluatedSchema.parse(await this.#send('Runtime.evaluate', params));
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? 'thrown in the page');
    return result.value;
  }
}
