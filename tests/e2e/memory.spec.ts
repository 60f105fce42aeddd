import type { RunningSotto } from '../support/app.ts';
import { expect, test } from '../support/app.ts';
import { shownRecording, SpokenSession } from '../support/spoken-session.ts';

/** The samples of two minutes, if they were kept, would be 23 MiB. */
const settledAfterMs = 30_000;
const lengthMs = 150_000;
const allowedGrowthKib = 8 * 1024;

/** Resident memory of each process, by what it does and its number, in KiB, once the pages have thrown out their garbage. */
async function memoryOf(sotto: RunningSotto): Promise<Map<string, number>> {
  await sotto.electron.evaluate(async ({ webContents }) => {
    for (const { debugger: inspector } of webContents.getAllWebContents()) {
      inspector.attach();
      await inspector.sendCommand('HeapProfiler.collectGarbage');
      inspector.detach();
    }
  });
  const metrics = await sotto.electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .map(({ type, name, pid, memory }) => ({ key: `${name ?? type} ${pid}`, kib: memory.workingSetSize })),
  );
  return new Map(metrics.map(({ key, kib }) => [key, kib]));
}

test('two minutes of recording make no process grow', async () => {
  test.setTimeout(lengthMs + 120_000);
  const spoken = await SpokenSession.begin();
  await spoken.record();
  const elapsed = async () => (await shownRecording(spoken.page))?.elapsedMs ?? 0;
  await expect.poll(elapsed, { timeout: settledAfterMs + 60_000, intervals: [1000] }).toBeGreaterThan(settledAfterMs);
  const before = await memoryOf(spoken.sotto);
  await expect.poll(elapsed, { timeout: lengthMs + 60_000, intervals: [1000] }).toBeGreaterThan(lengthMs);
  const after = await memoryOf(spoken.sotto);
  await spoken.end();

  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  const grown = [...after].filter(([key, kib]) => kib - (before.get(key) ?? 0) > allowedGrowthKib);
  expect(grown).toEqual([]);
});
