import type { RunningSotto } from '../support/app.ts';

/** Resident memory of each process, by what it does and its number, in MiB. */
export interface Memory {
  readonly takenAtMs: number;
  readonly byProcess: ReadonlyMap<string, number>;
}

/** Once the pages have thrown out their garbage. */
export async function memoryOf(sotto: RunningSotto): Promise<Memory> {
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
  return { takenAtMs: Date.now(), byProcess: new Map(metrics.map(({ key, kib }) => [key, kib / 1024])) };
}

export interface Growth {
  /** Of all together, in MiB; negative if it shrank. */
  readonly total: number;
  readonly worst: number;
  /** Processes that are there before or after and not both. */
  readonly changed: number;
}

export function growthOf({ byProcess: before }: Memory, { byProcess: after }: Memory): Growth {
  const grown = [...after].map(([key, mib]) => mib - (before.get(key) ?? 0));
  const sum = (memory: ReadonlyMap<string, number>): number => [...memory.values()].reduce((all, mib) => all + mib, 0);
  const keys = [...before.keys(), ...after.keys()];
  return {
    total: sum(after) - sum(before),
    worst: Math.max(...grown),
    changed: keys.filter((key) => !(before.has(key) && after.has(key))).length,
  };
}
