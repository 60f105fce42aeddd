/** Starting other programs: quietly with progress, with their output read, or with ours handed to them. */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetUpStopped, sayWhileWaiting } from './report.mjs';

/** Runs a slow program without its chatter; what it printed is shown only when it fails. */
export async function runQuietly(what, command, args, options = {}) {
  const { describe, timeLimitMs, shouldStop, ...spawnOptions } = options;
  const stopSaying = sayWhileWaiting(what, describe);
  const child = spawn(command, args, { ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const keep = (data) => {
    printed = (printed + data.toString()).slice(-8000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let stoppedFor = null;
  const beganAt = Date.now();
  const watch = setInterval(() => {
    if (timeLimitMs !== undefined && Date.now() - beganAt > timeLimitMs) stoppedFor = 'it took too long';
    else if (shouldStop?.() === true) stoppedFor = 'nothing arrived any more';
    if (stoppedFor !== null) child.kill('SIGKILL');
  }, 500);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      printed += error.message;
      resolve(-1);
    });
    child.on('close', (exitCode) => resolve(exitCode ?? -1));
  });
  clearInterval(watch);
  stopSaying();
  if (code === 0) return;
  const reason = stoppedFor ?? `exit code ${code}`;
  throw new SetUpStopped(`${what} failed (${reason}): ${command} ${args.join(' ')}\n${printed}`);
}

/** What a quick program answers on standard output; `null` when it is missing or refuses. */
export function answerOf(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return result.status === 0 ? result.stdout : null;
}

/** Runs a program in the foreground, with our terminal, and gives its exit code. */
export function runInForeground(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    // The terminal sends Ctrl-C to the child as well: it decides, we wait for it and clean up.
    const forward = (signal) => child.kill(signal);
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    process.on('SIGTERM', forward);
    const finish = (code) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      resolve(code);
    };
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      finish(127);
    });
    child.on('close', (code, signal) => finish(signal === null ? (code ?? 1) : 130));
  });
}

/** Where a command is on this path, or `null`. */
export function findCommand(name, path = process.env.PATH ?? '') {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      continue;
    }
  }
  return null;
}

/** npm as it was started, or the one on the path: a command and its first arguments. */
export function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /npm-cli\.js$/.test(cli))
    return { command: process.execPath, firstArgs: [cli], shell: false };
  return { command: 'npm', firstArgs: [], shell: process.platform === 'win32' };
}
