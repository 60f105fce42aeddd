import { readFileSync, readdirSync } from 'node:fs';
import type { StageReport } from './stage-messages.ts';

/** Which processes strace holds, and what each of them is; asked for again and again, since they come and go. */
export class ProcessWatch {
  readonly #tracer: number;
  readonly #kinds = new Map<number, string>();
  readonly #threads = new Map<number, Set<number>>();

  constructor(tracer: number) {
    this.#tracer = tracer;
  }

  look(): void {
    for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) this.#lookAt(Number(name));
  }

  get processes(): StageReport['processes'] {
    return [...this.#kinds].map(([id, kind]) => ({ id, kind, threads: [...(this.#threads.get(id) ?? [])] }));
  }

  #lookAt(id: number): void {
    try {
      const tracer = /^TracerPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
      if (Number(tracer) !== this.#tracer) return;
      const threads = this.#threads.get(id) ?? new Set();
      for (const thread of readdirSync(`/proc/${id}/task`)) threads.add(Number(thread));
      this.#threads.set(id, threads);
      // Chromium's processes are split off one another and become what they are a little later.
      const kind = kindOf(readFileSync(`/proc/${id}/cmdline`, 'utf8'));
      if (kind !== null) this.#kinds.set(id, kind);
    } catch {
      // It ended while it was looked at.
    }
  }
}

/** What Chromium calls the process with this command line; the program's name for one that is not Chromium's. */
export function kindOf(commandLine: string): string | null {
  const service = /--utility-sub-type=(?:\w+\.)*(\w+)/.exec(commandLine)?.[1];
  if (service !== undefined) return service;
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1];
  if (type !== undefined) return type;
  const program = commandLine.split('\0')[0]?.split('/').at(-1);
  if (program === undefined || program === '') return null;
  return program === 'electron' ? 'main' : program;
}
