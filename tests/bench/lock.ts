import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, RunningSotto } from '../support/app.ts';
import { openByPort } from '../support/session-by-calls.ts';
import { figure, type Figure } from './figure.ts';

const rounds = 7;

/** In the app: from the page's word to lock until the process that held the keys is gone; the slowest of all. */
export async function measureLock(): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-bench-lock-'));
  const sotto = await RunningSotto.launch(folder);
  try {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await lockOnce(sotto, round === 0));
    return figure({
      what: `Locking, to the end of the process that had the keys, slowest of ${rounds}`,
      measured: Math.max(...times),
      against: { name: 'a limit', value: 300 },
      unit: 'ms',
      aim: 1,
    });
  } finally {
    await sotto.electron.close();
    await rm(folder, { recursive: true });
  }
}

async function lockOnce(sotto: RunningSotto, isFirst: boolean): Promise<number> {
  const page = await sotto.page();
  const refusal = await openByPort(page, isFirst ? 'create' : 'unlock');
  const [processId] = await sotto.processesNamed('Sotto vault');
  if (refusal !== null || processId === undefined) throw new Error(`the vault is not open: ${refusal ?? 'no process'}`);
  let tookMs = 0;
  await sotto.pageAfter(async () => {
    const beganAt = performance.now();
    await page.evaluate(() => void window.sotto.app.lock());
    while (isAlive(processId)) await sleep(1);
    tookMs = performance.now() - beganAt;
  });
  return tookMs;
}
