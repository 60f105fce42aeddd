/** A display for windows: the person's own, or a virtual one (Xvfb) for tests. */
import { spawn } from 'node:child_process';
import { chownSync, copyFileSync, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SetUpStopped } from './report.mjs';

export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '');
}

/** What a window of another user needs to reach the person's X display. */
export function displayEnvironmentFor(account) {
  if (account === null || process.env.DISPLAY === undefined) return {};
  const cookies = process.env.XAUTHORITY ?? join(homedir(), '.Xauthority');
  if (!existsSync(cookies)) return {};
  const copy = join(account.home, '.Xauthority');
  copyFileSync(cookies, copy);
  chownSync(copy, account.uid, account.gid);
  return { XAUTHORITY: copy };
}

/** Starts a virtual display on a free number, uses it, stops it. */
export async function withVirtualDisplay(environment, account, work) {
  if (process.platform !== 'linux') return work(environment);
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: environment,
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    detached: true,
  });
  const stop = () => server.kill('SIGTERM');
  process.on('exit', stop);
  try {
    const number = await new Promise((resolve, reject) => {
      const refuse = (why) => reject(new SetUpStopped(`The virtual display (Xvfb) did not start: ${why}`));
      server.on('error', (error) => refuse(error.message));
      server.on('exit', (code) => refuse(`exit code ${code}`));
      server.stdio[3].once('data', (data) => resolve(data.toString().trim()));
    });
    const { WAYLAND_DISPLAY: _, XAUTHORITY: __, ...rest } = environment;
    return await work({ ...rest, DISPLAY: `:${number}` });
  } finally {
    process.off('exit', stop);
    stop();
  }
}
