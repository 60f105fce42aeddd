import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { openFilesOf, processesBelow, type SystemProcess } from './system-processes.ts';

const folder = resolve(import.meta.dirname, '../../dist/for-tests/linux-unpacked');

/** What `node scripts/package.mjs --for-tests` has made. */
export const packaged = { folder, executable: join(folder, 'sotto'), resources: join(folder, 'resources') };

export interface Ending {
  /** Null when it had to be ended. */
  readonly code: number | null;
  /** What Sotto itself has logged, without what Chromium and Electron say. */
  readonly log: readonly string[];
}

/** The packaged app, which no test can reach into: it is seen and used from outside. */
export class PackagedSotto {
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;

  constructor(dataFolder: string, given: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
    const child = spawn(packaged.executable, given, {
      env: { ...process.env, ...environment, SOTTO_DATA: dataFolder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    this.ended = Promise.all([text(child.stderr), once(child, 'exit')]).then(([said]) => ({
      code: child.exitCode,
      log: said.split('\n').filter((line) => line.startsWith('sotto ')),
    }));
  }

  get id(): number {
    if (this.#child.pid === undefined) throw new Error('Package it first: node scripts/package.mjs --for-tests');
    return this.#child.pid;
  }

  get processes(): SystemProcess[] {
    return processesBelow(this.id);
  }

  /** How many of its processes hold a file open whose path begins like this. */
  countHolding(path: string): number {
    return this.processes.filter(({ id }) => openFilesOf(id).some((file) => file.startsWith(path))).length;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}
