import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { TracedSessions } from '../power-loss.ts';
import { inOrder, type Loss } from '../traced-disk.ts';
import { outcomeOf, type CaseOutcome, type FaultCase, type NotRun } from './fault-case.ts';

const opens = { what: 'opens within', ms: 5000 };
/** The third of them is destroyed at the end. */
const takes = 3;

/** All calls of a process with their bytes, and what no fsync has returned for is lost, in these ways by turns. */
async function cutTracedVault(points: number, byTurns: readonly Loss[]): Promise<CaseOutcome> {
  await using sessions = await TracedSessions.hold(takes);
  const found = await sessions.cut(points, byTurns);
  return outcomeOf(
    found.map(({ openedInMs, lostMs, objections }) => ({ tookMs: openedInMs, lostMs, objections })),
    opens,
  );
}

const programs = ['qemu-storage-daemon', 'qemu-img', 'mkfs.ext4', 'losetup'];
const devices = ['/dev/fuse', '/dev/loop-control'];

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/**
 * The log of all blocks that a file system writes needs what a normal user rarely has, and this suite never runs as
 * anybody else.
 */
function missingForBlockLog(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/sbin', '/sbin');
  const isThere = (name: string): boolean => folders.some((folder) => isAllowed(join(folder, name), constants.X_OK));
  const missing = programs.filter((name) => !isThere(name));
  const closed = devices.filter((path) => !isAllowed(path, constants.R_OK | constants.W_OK));
  return [...missing, ...closed, ...(process.getuid?.() === 0 ? [] : ['the right to mount'])];
}

function replayBlockLog(): Promise<NotRun> {
  return Promise.resolve({ missing: [...missingForBlockLog(), 'its script'].join(', ') });
}

export const power: readonly FaultCase[] = [
  {
    family: 'power',
    name: 'a vault with takes, by its traced calls',
    points: 300,
    run: (points) => cutTracedVault(points, inOrder),
  },
  {
    family: 'power',
    name: 'the same, writes kept out of order',
    points: 100,
    run: (points) => cutTracedVault(points, ['each second write']),
  },
  { family: 'power', name: 'a file system, by its block log', points: 1, run: replayBlockLog },
];
