import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were taken on. */
export interface Machine {
  readonly takenAt: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** With what it came from: `release`, or the stand-in for development and tests. */
  readonly electron: string;
  /** Of the minute before the first and before the last figure. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

export function load(): number {
  return loadavg()[0] ?? 0;
}

/** @param electron as the app itself says it. */
export function describeMachine(electron: string, loadBefore: number): Machine {
  const processors = cpus();
  return {
    takenAt: new Date().toISOString(),
    system: systemName(),
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.versions.node,
    electron: `${electron} (${process.env['SOTTO_ELECTRON_KIND'] ?? 'unknown'})`,
    loadBefore,
    loadAfter: load(),
  };
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}
