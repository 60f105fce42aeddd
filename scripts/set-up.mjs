/**
 * Prepares a fresh machine for Sotto and then does one task. Needs Node 20.19, npm and git; no package is used before it
 * has been installed here. What is done already is skipped. Called by package.json:
 *
 *   npm start                       set up, build, open the app
 *   npm test                        set up, then all that CI runs; ends with `N passed, N failed`
 *   npm run dev:exec -- CMD ARG...  set up, then any command in the prepared tree, with a display (a virtual one for root)
 *                                   e.g. `npm run dev:exec -- npm run e2e -- tests/e2e/lock.spec.ts`
 *
 * Steps: system packages (Debian) -> account and copy of the tree (root only) -> npm ci -> Electron -> SQLite addon.
 * Root never runs Sotto: an unprivileged user does, in a copy of the tree, so that Chromium's sandbox stays on. Of what
 * a command writes there only `test-results/` comes back; the path of the copy is printed.
 *
 * Where Electron's release host is out of reach, a stand-in (Electron 33) from the npm registry is used, on Linux x64, for
 * development and tests only: `node_modules/.sotto-runtime.json` says which runtime a tree has, and packaging refuses it.
 *
 *   SOTTO_CACHE=folder      downloads, builds, root's copies (~/.cache/sotto-dev; /var/cache/sotto-dev as root)
 *   SOTTO_RUNTIME=release   never the stand-in;  =fallback  always
 *   SOTTO_MIRROR=name       a copy of the tree of its own, for runs side by side (root only)
 *
 * Inner commands find: PATH with the pinned Node, SOTTO_ELECTRON (executable), SOTTO_ELECTRON_KIND (release, fallback),
 * ELECTRON_OVERRIDE_DIST_PATH (its folder), DISPLAY.
 */
import { chownSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prepareAccount } from './set-up/account.mjs';
import { openCache } from './set-up/cache.mjs';
import { displayEnvironmentFor, hasDisplay, withVirtualDisplay } from './set-up/display.mjs';
import { canUseFallback, prepareFallbackElectron } from './set-up/electron-fallback.mjs';
import { prepareReleaseElectron } from './set-up/electron-release.mjs';
import { innerEnvironment } from './set-up/inner-environment.mjs';
import { withLock } from './set-up/lock.mjs';
import { copyResultsBack, mirrorHome, updateMirror } from './set-up/mirror.mjs';
import { installNodePackages } from './set-up/node-packages.mjs';
import { findCommand, runInForeground } from './set-up/processes.mjs';
import { SetUpStopped, say } from './set-up/report.mjs';
import { checkSandbox } from './set-up/sandbox.mjs';
import { prepareSqliteAddon } from './set-up/sqlite-addon.mjs';
import { installSystemPackages } from './set-up/system-packages.mjs';

const source = dirname(import.meta.dirname);
const noDisplay = 'there is no display (DISPLAY and WAYLAND_DISPLAY are not set), so the app cannot be opened here.';

async function prepare({ forTests }) {
  const isRoot = process.platform === 'linux' && process.getuid() === 0;
  if (isRoot && findCommand('git') === null) throw new SetUpStopped('git is missing: install it, then start again.');
  checkSandbox();
  await installSystemPackages({ forTests, isRoot });
  const account = prepareAccount();
  const cache = openCache(account);
  const home = account === null ? source : mirrorHome(source, cache);
  return withLock(join(cache, 'set-up.lock'), async () => {
    const tree = account === null ? source : updateMirror(source, home, account);
    await installNodePackages(tree, account);
    const inner = innerEnvironment(tree, account);
    const runtime = await prepareElectron({ tree, cache, account, environment: inner });
    await prepareSqliteAddon({ tree, cache, account, environment: inner, runtime });
    writeRuntimeNote(tree, account, runtime);
    say(
      `ready: Electron ${runtime.version}${runtime.kind === 'fallback' ? ' (stand-in, for development and tests only)' : ''}`,
    );
    const environment = {
      ...inner,
      ELECTRON_OVERRIDE_DIST_PATH: runtime.distribution,
      SOTTO_ELECTRON: runtime.executable,
      SOTTO_ELECTRON_KIND: runtime.kind,
    };
    return { tree, account, environment };
  });
}

async function prepareElectron(place) {
  const wanted = process.env.SOTTO_RUNTIME;
  const canFallBack = canUseFallback() && wanted !== 'release';
  if (wanted !== 'fallback') {
    const release = await prepareReleaseElectron({ ...place, canFallBack });
    if (release !== null) return release;
  }
  if (!canUseFallback()) throw new SetUpStopped('The stand-in runtime exists for Linux x64 only.');
  return prepareFallbackElectron(place);
}

/** Packaging reads this and refuses to package for people with the stand-in. */
function writeRuntimeNote(tree, account, runtime) {
  const note = join(tree, 'node_modules', '.sotto-runtime.json');
  writeFileSync(note, `${JSON.stringify(runtime, null, 2)}\n`);
  if (account !== null) chownSync(note, account.uid, account.gid);
}

function runInside({ tree, account, environment }, command, args) {
  return runInForeground(command, args, {
    cwd: tree,
    env: environment,
    shell: process.platform === 'win32',
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
}

async function withAnyDisplay(prepared, work) {
  const { account, environment } = prepared;
  if (hasDisplay() && account === null) return work(prepared);
  return withVirtualDisplay(environment, account, (withDisplay) => work({ ...prepared, environment: withDisplay }));
}

async function start() {
  if (!hasDisplay()) say(noDisplay);
  const prepared = await prepare({ forTests: false });
  say('building the app');
  const built = await runInside(prepared, 'node', ['scripts/build.mjs']);
  if (built !== 0) return built;
  if (!hasDisplay()) {
    say(`everything is ready, but ${noDisplay}`);
    return 1;
  }
  say('opening Sotto');
  const environment = { ...prepared.environment, ...displayEnvironmentFor(prepared.account) };
  return runInside({ ...prepared, environment }, prepared.environment.SOTTO_ELECTRON, ['.']);
}

async function test() {
  const prepared = await prepare({ forTests: true });
  const { account, environment } = prepared;
  const code = await withVirtualDisplay(environment, account, (withDisplay) =>
    runInside({ ...prepared, environment: withDisplay }, 'node', ['scripts/test.mjs']),
  );
  bringResultsBack(prepared);
  return code;
}

async function run(command, args) {
  if (command === undefined) throw new SetUpStopped('Name the command to run: npm run dev:exec -- CMD ARG...');
  const prepared = await prepare({ forTests: true });
  const code = await withAnyDisplay(prepared, (place) => runInside(place, command, args));
  bringResultsBack(prepared);
  return code;
}

/** For the one test that mounts a file system. It runs vault code in plain Node, and never Sotto or Chromium. */
async function runAsRoot(command, args) {
  if (process.getuid?.() !== 0) throw new SetUpStopped('This needs root.');
  const { tree, environment } = await prepare({ forTests: true });
  return runInside({ tree, account: null, environment: { ...environment, HOME: process.env.HOME } }, command, args);
}

function bringResultsBack({ tree, account }) {
  if (account !== null) copyResultsBack(tree, source);
}

const [task, ...rest] = process.argv.slice(2);
if (rest[0] === '--') rest.shift();
const tasks = {
  start,
  test,
  run: () => run(rest[0], rest.slice(1)),
  'run-as-root': () => runAsRoot(rest[0], rest.slice(1)),
};
try {
  if (!Object.hasOwn(tasks, task ?? ''))
    throw new SetUpStopped(
      'Usage: node scripts/set-up.mjs start | test | run -- CMD ARG... | run-as-root -- CMD ARG...',
    );
  process.exitCode = await tasks[task]();
} catch (error) {
  if (!(error instanceof SetUpStopped)) throw error;
  process.stderr.write(`set-up: ${error.message}\n`);
  process.exitCode = 1;
}
