/**
 * `npm run test:controls`: each sabotage of sabotages.ts is done to a copy of the tree, and the tests that guard against it
 * must go red there by what they assert. On a copy that nothing was done to they must be green. The verdict comes last.
 * Words after it name sabotages, by a part of their name, that alone are done.
 */
import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildApp } from '../support/build-app.ts';
import { CopiedTree } from './copied-tree.ts';
import { judgeControl, renderControls, type ControlOutcome } from './judge-control.ts';
import { apply } from './sabotage.ts';
import { controls, type Control } from './sabotages.ts';
import { readPlaywrightReport, readVitestReport, type TestReport } from './test-report.ts';

const tree = resolve(import.meta.dirname, '../..');

/** In this tree; null when the runner left nothing that can be read. */
async function runTests({ runner, tests }: Control, folder: string): Promise<TestReport | null> {
  const file = join(folder, 'control-report.json');
  const [first, ...others] = commandOf(runner, file);
  if (runner === 'playwright') buildApp(folder);
  spawnSync(join(folder, 'node_modules/.bin', first), [...others, ...tests], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const text = await readFile(file, 'utf8').catch(() => null);
  await rm(file, { force: true });
  if (text === null) return null;
  const report: unknown = JSON.parse(text);
  return runner === 'vitest' ? readVitestReport(report) : readPlaywrightReport(report);
}

function commandOf(runner: Control['runner'], file: string): readonly [string, ...string[]] {
  if (runner === 'playwright') return ['playwright', 'test', '--reporter=json'];
  return ['vitest', 'run', '--reporter=json', `--outputFile.json=${file}`];
}

async function sabotaged(control: Control): Promise<TestReport | null> {
  await using copy = await CopiedTree.of(tree);
  await apply(control, copy.folder);
  return await runTests(control, copy.folder);
}

async function check(control: Control, untouched: string): Promise<ControlOutcome> {
  const beganAt = performance.now();
  console.log(`${control.name}: ${control.tests.join(' ')}`);
  const before = await runTests(control, untouched);
  const after = await sabotaged(control);
  const seconds = (performance.now() - beganAt) / 1000;
  const outcome = judgeControl(control, before, after, seconds);
  console.log(`  ${outcome.verdict}`);
  return outcome;
}

await using untouched = await CopiedTree.of(tree);
const words = process.argv.slice(2);
const wanted = controls.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const outcomes: ControlOutcome[] = [];
for (const control of wanted) outcomes.push(await check(control, untouched.folder));

console.log(`\n${renderControls(outcomes)}\n`);
const caught = outcomes.filter(({ isCaught }) => isCaught).length;
process.exitCode = wanted.length > 0 && caught === wanted.length ? 0 : 1;
console.log(`controls: ${caught} of ${wanted.length} sabotages make their tests red`);
