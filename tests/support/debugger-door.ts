import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import { processesBelow } from './system-processes.ts';
import { until } from './until.ts';

/** A program, what it is given, and what is added to its environment. */
export interface Start {
  readonly executable: string;
  readonly given: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const question = `${JSON.stringify({ id: 1, method: 'Browser.getVersion' })}\0`;

/** What a debugger is told on the pipe that `--remote-debugging-pipe` opens: nothing, when the program ends instead. */
export async function askOnPipe({ executable, given, environment }: Start): Promise<string> {
  const child = spawn(executable, [...given, '--remote-debugging-pipe'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const [, , , asking, answering] = child.stdio;
  if (!(asking instanceof Duplex) || !(answering instanceof Duplex)) throw new Error('there are no pipes');
  let answer = '';
  answering.on('data', (data: Buffer) => (answer += data.toString()));
  // A program that has ended takes no question.
  asking.on('error', () => undefined);
  asking.write(question);
  await until('it answers or ends', () => answer !== '' || hasEnded(child));
  child.kill('SIGKILL');
  await ended;
  return answer;
}

/** Which addresses of the internet protocols a program listens at until it ends, or until it has one. */
export async function watchListening(start: Start, traceFile: string): Promise<string[]> {
  const trace = ['-f', '-qq', '-e', 'trace=bind', '-e', 'signal=none', '-o', traceFile];
  const child = spawn('strace', [...trace, start.executable, ...start.given], {
    env: { ...process.env, ...start.environment },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const seen = async (): Promise<string[]> =>
    (await readFile(traceFile, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line.includes('sa_family=AF_INET'));
  await until('it listens or ends', async () => (await seen()).length > 0 || hasEnded(child));
  if (!hasEnded(child) && child.pid !== undefined) {
    for (const { id } of processesBelow(child.pid).reverse()) killIfThere(id);
  }
  await ended;
  return seen();
}

/** Those below a process that was killed may have gone with it. */
function killIfThere(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
