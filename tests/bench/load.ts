import { readFile } from 'node:fs/promises';
import { familyOf } from '../support/process-memory.ts';

/** What proc(5) counts processor time in. The same on every Linux that Sotto runs on. */
const ticksPerSecond = 100;

/** What a process and all that it started use, at one moment. */
export interface Load {
  readonly atMs: number;
  /** Processor seconds so far, by process. */
  readonly seconds: ReadonlyMap<number, number>;
  /** Resident memory of all, what they share counted once. */
  readonly memoryMiB: number;
}

export async function loadOf(processId: number): Promise<Load> {
  const family = await familyOf(processId);
  const seconds = new Map<number, number>();
  let memoryMiB = 0;
  for (const id of family) {
    seconds.set(id, await processorSecondsOf(id));
    memoryMiB += await proportionalMiBOf(id);
  }
  return { atMs: performance.now(), seconds, memoryMiB };
}

/** Processor time between two moments as a share of one core, in per cent. What a process used in its last seconds is lost. */
export function shareOfCore(before: Load, after: Load): number {
  let used = 0;
  for (const [id, seconds] of after.seconds) used += seconds - (before.seconds.get(id) ?? 0);
  return (100 * used) / ((after.atMs - before.atMs) / 1000);
}

/** User and system time: fields 14 and 15, counted from behind the name, which may hold anything. */
async function processorSecondsOf(processId: number): Promise<number> {
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

async function proportionalMiBOf(processId: number): Promise<number> {
  const rollup = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1024;
}
