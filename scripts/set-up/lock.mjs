/** Two set-ups at the same time would tear each other's work: the second one waits. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './report.mjs';

export async function withLock(folder, work) {
  let saidWaiting = false;
  while (!take(folder)) {
    if (!saidWaiting) say('waiting for another set-up to finish');
    saidWaiting = true;
    await wait(500);
  }
  const release = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isHeld(folder)) return false;
    // Its holder was killed.
    rmSync(folder, { recursive: true, force: true });
    return take(folder);
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  return true;
}

function isHeld(folder) {
  let pid;
  try {
    pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  } catch {
    return true;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
