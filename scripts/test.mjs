/**
 * Everything that CI runs, in the prepared tree: `npm test` calls it there (scripts/set-up.mjs). Each check counts as one;
 * every step runs even when an earlier one failed. Ends with `N passed, N failed`, and a runner that crashed or ran no
 * test is a failure. `--checks-only` stops before the tests.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { resultOfPlaywright, resultOfVitest } from './test/results.mjs';
import { runStep } from './test/run-step.mjs';

const root = dirname(import.meta.dirname);
const results = join(root, 'test-results');
const vitestReport = join(results, 'vitest.json');
const mountedReport = join(results, 'vitest-mounted.json');
const packageReport = join(results, 'vitest-package.json');
const playwrightReport = join(results, 'playwright.json');
const minuteMs = 60_000;

const typedFolders = ['contract', 'main', 'preload', 'renderer/ui', 'renderer/capture', 'tests', 'scripts'];

/** Two at a time, each on a core of its own; the longest first. */
const checks = [
  { name: 'lint', command: 'eslint', args: ['--max-warnings', '0', '.'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  ...typedFolders.map((folder) => ({ name: `types of ${folder}`, command: 'tsc', args: ['--project', folder] })),
];

/** By itself, for it puts a file beside its settings for a moment, which the others would look at. Packaging uses it as well. */
const build = { name: 'build', command: 'node', args: ['scripts/build.mjs'] };

/** In a namespace of its own a normal user may mount the small disks that these tests fill. */
const onSmallDisks = {
  name: 'vitest on small disks',
  command: 'unshare',
  args: [
    ...['--map-root-user', '--mount', 'vitest', 'run', '--config', 'vitest.mounted.config.ts'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${mountedReport}`],
  ],
  read: (code) => resultOfVitest(mountedReport, code),
};

/** Sotto as people get it, in a folder; nothing in here can sign it or make an installer. */
const onThePackage = [
  {
    name: 'package for tests',
    command: 'node',
    args: ['scripts/package.mjs', '--for-tests'],
    read: resultOfCheck,
  },
  {
    name: 'vitest on the package',
    command: 'vitest',
    args: [
      ...['run', '--config', 'vitest.package.config.ts'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${packageReport}`],
    ],
    read: (code) => resultOfVitest(packageReport, code),
  },
];

const runners = [
  {
    name: 'vitest',
    command: 'vitest',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    read: (code) => resultOfVitest(vitestReport, code),
  },
  ...(process.platform === 'linux' ? [onSmallDisks] : []),
  {
    name: 'playwright',
    command: 'playwright',
    args: ['test', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    read: (code) => resultOfPlaywright(playwrightReport, code),
  },
  ...(process.platform === 'linux' ? onThePackage : []),
];

function sayVersions() {
  const note = join(root, 'node_modules', '.sotto-runtime.json');
  const runtime = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : { version: 'not set up', kind: 'none' };
  console.log(`Electron ${runtime.version} (${runtime.kind}), Node ${process.versions.node}, ${sqliteVersion()}`);
}

function sqliteVersion() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    const database = new Database(':memory:');
    const versions = database.prepare('SELECT sqlite_version() AS sqlite, sqlite3mc_version() AS ciphers').get();
    database.close();
    return `SQLite ${versions.sqlite} with ${versions.ciphers}`;
  } catch (error) {
    return `SQLite not loaded: ${error.message}`;
  }
}

async function runCheck(check) {
  const code = await runStep(root, check, 5 * minuteMs, { inOnePiece: true });
  return { name: check.name, ...resultOfCheck(code) };
}

async function runChecks() {
  const found = [];
  const rest = checks.entries();
  const work = async () => {
    for (const [index, check] of rest) found[index] = await runCheck(check);
  };
  await Promise.all([work(), work()]);
  return [...found, await runCheck(build)];
}

function resultOfCheck(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, notes: [] };
}

async function runRunner(runner) {
  const code = await runStep(root, runner, 30 * minuteMs);
  return { name: runner.name, ...runner.read(code) };
}

sayVersions();
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const outcomes = await runChecks();
if (!process.argv.includes('--checks-only')) for (const runner of runners) outcomes.push(await runRunner(runner));

console.log('');
sayVersions();
for (const { name, passed, failed, skipped, notes } of outcomes) {
  const counts = `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
  console.log(`  ${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${counts}`);
  for (const note of notes) console.log(`           ${note}`);
}
const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
const failed = sum('failed');
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${sum('passed')} passed, ${failed} failed`);
