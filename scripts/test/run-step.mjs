/**
 * Runs one tool, of node_modules or of the system; gives its exit code, or -1 when it had to be killed. It writes to our
 * terminal, or in one piece when it has ended, so that steps beside one another can be told apart.
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export function runStep(root, { name, command, args, environment = {} }, timeLimitMs, { inOnePiece = false } = {}) {
  const title = `\n== ${name}: ${command} ${args.join(' ')}`;
  if (!inOnePiece) console.log(title);
  const beganAt = Date.now();
  const isWindows = process.platform === 'win32';
  const tools = join(root, 'node_modules', '.bin');
  const child = spawn(command, args, {
    cwd: root,
    stdio: inOnePiece ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...environment, PATH: `${tools}${delimiter}${process.env.PATH}` },
    shell: isWindows,
    // A group of its own, so that what hangs ends with all it started.
    detached: !isWindows,
  });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => printed.push(bytes));
  const end = (signal) => {
    try {
      if (isWindows) child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  let isOverdue = false;
  const limit = setTimeout(() => {
    isOverdue = true;
    console.log(`   ${name} took longer than ${timeLimitMs / 60_000} minutes and was ended.`);
    end('SIGKILL');
  }, timeLimitMs);
  const interrupt = () => {
    end('SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  return new Promise((resolve) => {
    const finish = (code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      if (inOnePiece) process.stdout.write(`${title}\n${Buffer.concat(printed).toString()}`);
      console.log(`   ${name}: ${Math.round((Date.now() - beganAt) / 1000)} s`);
      resolve(isOverdue ? -1 : code);
    };
    child.on('error', (error) => {
      console.log(`   ${name}: ${error.message}`);
      finish(-1);
    });
    child.on('close', (code) => finish(code ?? -1));
  });
}
