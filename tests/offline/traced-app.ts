import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { DebuggingPipe } from './debugging-pipe.ts';
import { stageReportSchema, type StageOrder, type StageReport } from './stage-messages.ts';
import { parseTrace, type TracedCall } from './traced-calls.ts';

export interface Trace extends StageReport {
  readonly calls: readonly TracedCall[];
}

const quitLimitMs = 15_000;

/** The app in a network of its own (stage.ts), driven over a pipe, each of its processes under strace. Linux only. */
export class TracedApp {
  readonly pipe: DebuggingPipe;
  readonly #stage: ChildProcess;
  readonly #folder: string;
  readonly #exited: Promise<unknown>;

  private constructor(stage: ChildProcess, folder: string) {
    const [, , , toApp, fromApp] = stage.stdio;
    if (!(toApp instanceof Writable) || !(fromApp instanceof Readable)) throw new Error('there is no pipe');
    this.pipe = new DebuggingPipe(toApp, fromApp);
    this.#stage = stage;
    this.#folder = folder;
    this.#exited = once(stage, 'exit');
  }

  /** @param tree holds the built app. */
  static async launch(tree: string, environment: Readonly<Record<string, string>>): Promise<TracedApp> {
    const electron = process.env['SOTTO_ELECTRON'];
    const [userId, groupId] = [process.getuid?.(), process.getgid?.()];
    if (electron === undefined || userId === undefined || groupId === undefined)
      throw new Error('Run this on Linux, through `npm run dev:exec`.');
    const folder = await mkdtemp(join(tmpdir(), 'sotto-traced-'));
    const order: StageOrder = { folder, userId, groupId, command: [electron, tree, '--remote-debugging-pipe'] };
    const stageFile = join(import.meta.dirname, 'stage.ts');
    const inNamespaces = ['--map-root-user', '--net', '--mount'];
    const stage = spawn('unshare', [...inNamespaces, process.execPath, stageFile, JSON.stringify(order)], {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      // A group of its own, so that whatever hangs ends with all that it started.
      detached: true,
    });
    return new TracedApp(stage, folder);
  }

  /** The calls so far. */
  async calls(): Promise<TracedCall[]> {
    return parseTrace(await readFile(join(this.#folder, 'trace'), 'utf8').catch(() => ''));
  }

  /** Ends the app and gives what was seen of it. */
  async end(): Promise<Trace> {
    const limit = setTimeout(() => this.#kill(), quitLimitMs);
    await this.pipe.close().catch(() => undefined);
    await this.#exited;
    clearTimeout(limit);
    const report = await readFile(join(this.#folder, 'report.json'), 'utf8').catch(() => null);
    if (report === null) throw new Error('the app did not end when it was asked to');
    return { ...stageReportSchema.parse(JSON.parse(report)), calls: await this.calls() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#stage.exitCode === null && this.#stage.signalCode === null) {
      this.#kill();
      await this.#exited;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #kill(): void {
    process.kill(-(this.#stage.pid ?? NaN), 'SIGKILL');
  }
}
