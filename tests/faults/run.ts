/**
 * `npm run test:faults`: everything that can go wrong around a recording, as one table (docs/faults.md), also in
 * test-results/faults.txt. Ends with `N passed, N failed`. A short form of most of it is part of `npm test`.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeMachine, load } from '../bench/machine.ts';
import { buildApp } from '../support/build-app.ts';
import type { CaseOutcome, FaultCase, NotRun } from './suite/fault-case.ts';
import { isPassed, isNotRun, renderFaults, sumOf, type RunCase } from './suite/faults-table.ts';
import { allCases } from './suite/all-cases.ts';
import { pointsOf, readOptions, usage, type Options } from './suite/options.ts';

const tree = resolve(import.meta.dirname, '../..');
const results = join(tree, 'test-results');

async function outcomeOf(fault: FaultCase, options: Options): Promise<CaseOutcome | NotRun> {
  try {
    return await fault.run(pointsOf(fault, options));
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(why);
    return { points: 0, lostSeconds: NaN, measured: 'broke off', objections: [why.split('\n')[0] ?? ''] };
  }
}

async function runAll(options: Options): Promise<void> {
  buildApp(tree);
  const loadBefore = load();
  const wanted = allCases.filter(
    ({ family, name }) => options.families.includes(family) && name.includes(options.only),
  );
  const cases: RunCase[] = [];
  for (const fault of wanted) {
    console.log(`${fault.family}: ${fault.name}`);
    const beganAt = performance.now();
    const outcome = await outcomeOf(fault, options);
    cases.push({ fault, outcome, seconds: (performance.now() - beganAt) / 1000 });
    for (const objection of isNotRun(outcome) ? [] : new Set(outcome.objections)) console.log(`  ${objection}`);
  }
  const machine = describeMachine(process.env['SOTTO_ELECTRON_KIND'] ?? 'none', loadBefore);
  const table = `${renderFaults(cases)}\n\n${JSON.stringify(machine)}\n\n${sumOf(cases)}`;
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'faults.txt'), `${table}\n`);
  console.log(`\n${table}`);
  process.exitCode = cases.length > 0 && cases.every((one) => isPassed(one) || isNotRun(one.outcome)) ? 0 : 1;
}

async function withCompiledCode(act: () => Promise<void>): Promise<void> {
  // A thousand processes that each compile the same code anew would take twice the time.
  const folder = await mkdtemp(join(tmpdir(), 'sotto-compiled-'));
  process.env['NODE_COMPILE_CACHE'] = folder;
  try {
    await act();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const options = (() => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.log(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return null;
  }
})();
if (options === null) process.exitCode = 2;
else await withCompiledCode(() => runAll(options));
