import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { until } from './until.ts';

const run = promisify(execFile);
const inBytes = { encoding: 'buffer', maxBuffer: 1 << 25 } as const;
const betweenLooksMs = 200;

/** The windows of a process that can be seen; the oldest comes first. */
export async function windowsOf(processId: number): Promise<string[]> {
  const search = ['search', '--all', '--onlyvisible', '--pid', String(processId), '--class', 'sotto'];
  // It ends with 1 when there is none.
  const found = await run('xdotool', search).catch(() => ({ stdout: '' }));
  return found.stdout.split('\n').filter((id) => id !== '');
}

/** The window that can be seen, once there is one other than `old`. */
export async function windowUnlike(processId: number, old: string | null): Promise<string> {
  let windows: string[] = [];
  await until('a window opens', async () => {
    windows = (await windowsOf(processId)).filter((id) => id !== old);
    return windows.length === 1;
  });
  return windows[0] ?? '';
}

/** From here on what is typed goes into this window: nobody manages windows on the tests' display. */
export async function focusOn(window: string): Promise<void> {
  await run('xdotool', ['windowfocus', '--sync', window]);
}

export async function press(key: string, times = 1): Promise<void> {
  await run('xdotool', ['key', '--delay', '40', ...Array.from({ length: times }, () => key)]);
}

export async function type(words: string): Promise<void> {
  await run('xdotool', ['type', '--delay', '25', words]);
}

/** Does `act` and waits until the screen shows something else and stands still. */
export async function seeChange(act: () => Promise<void>): Promise<void> {
  const before = await look();
  await act();
  await until('the screen changes', async () => (await look()) !== before);
  await stillness();
}

/** Waits until nothing on the screen has moved at three looks in a row. */
export async function stillness(): Promise<void> {
  let seen: string[] = [];
  await until('the screen stands still', async () => {
    seen = [...seen.slice(-2), await look()];
    await sleep(betweenLooksMs);
    return seen.length === 3 && new Set(seen).size === 1;
  });
}

/** Keeps a picture of the screen for people to look at. */
export async function keepPicture(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await run('ffmpeg', ['-y', ...grab(), file]);
}

async function look(): Promise<string> {
  const { stdout } = await run('ffmpeg', [...grab(), '-f', 'rawvideo', 'pipe:1'], inBytes);
  return createHash('sha256').update(stdout).digest('hex');
}

function grab(): string[] {
  return ['-v', 'error', '-f', 'x11grab', '-draw_mouse', '0', '-i', process.env['DISPLAY'] ?? '', '-frames:v', '1'];
}
