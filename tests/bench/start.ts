import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeDataFolder } from '../support/app.ts';
import { newSecrets, writeVault } from '../support/vault-setting.ts';
import { figure, medianOf, type Figure } from './figure.ts';

const rounds = 9;
const built = resolve(import.meta.dirname, '../../out/main/index.js');

/** From the start of the process to the Unlock field of an existing vault, against an empty window of the same Electron. */
export async function measureStart(): Promise<Figure> {
  const dataFolder = await makeDataFolder();
  try {
    await mkdir(join(dataFolder, 'vault'));
    (await writeVault(newSecrets(), join(dataFolder, 'vault'))).close();
    const startSotto = () => timeOfStart({ SOTTO_BENCH_MAIN: built, SOTTO_DATA: dataFolder });
    const startEmpty = () => timeOfStart({ XDG_CONFIG_HOME: dataFolder });
    // The first of each has the files still to read.
    await startEmpty();
    await startSotto();
    const times: { sotto: number[]; empty: number[] } = { sotto: [], empty: [] };
    for (let round = 0; round < rounds; round += 1) {
      times.empty.push(await startEmpty());
      times.sotto.push(await startSotto());
    }
    return figure({
      what: `Starting, to the Unlock field, median of ${rounds}`,
      measured: medianOf(times.sotto),
      against: { name: 'an empty Electron window, to its page', value: medianOf(times.empty) },
      unit: 'ms',
      aim: null,
    });
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Milliseconds until it says that it is ready; on return the process has ended, and is in nobody's way. */
async function timeOfStart(environment: Readonly<Record<string, string>>): Promise<number> {
  const executable = process.env['SOTTO_ELECTRON'];
  if (executable === undefined) throw new Error('run this by `npm run bench`');
  const beganAt = performance.now();
  const child = spawn(executable, [join(import.meta.dirname, 'starts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  let said = '';
  for await (const piece of child.stdout) {
    said += String(piece);
    if (said.includes('ready')) break;
  }
  const took = performance.now() - beganAt;
  if (!said.includes('ready')) throw new Error('it ended before it was ready');
  await ended;
  return took;
}
