/**
 * Packages Sotto for this system, in the prepared tree: `npm run package` calls it there (scripts/set-up.mjs).
 * `--for-tests` makes the folder only, and takes the stand-in for Electron if there is no other.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sizeOfFolder } from './package/folder-size.mjs';
import { planPackage } from './package/plan.mjs';

const root = dirname(import.meta.dirname);
const runtime = JSON.parse(readFileSync(join(root, 'node_modules', '.sotto-runtime.json'), 'utf8'));

function run(file, args) {
  const { status } = spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });
  return status ?? 1;
}

function packageInto({ output, targets }) {
  const folder = join(root, output);
  rmSync(folder, { recursive: true, force: true });
  const built = run('scripts/build.mjs', []);
  if (built !== 0) return built;
  const settings = {
    'directories.output': output,
    electronDist: runtime.distribution,
    electronVersion: runtime.version,
  };
  const made = run('node_modules/electron-builder/cli.js', [
    ...['--config', 'electron-builder.yml', '--publish', 'never', ...targets],
    ...Object.entries(settings).map(([name, value]) => `--config.${name}=${value}`),
  ]);
  if (made === 0) console.log(`${folder}: ${Math.round(sizeOfFolder(folder) / 1e6)} MB, Electron ${runtime.version}`);
  return made;
}

const plan = planPackage(runtime, process.argv.includes('--for-tests'));
if (plan === null) {
  console.error(
    'Not packaged: the Electron here is the stand-in for development and tests, which is not for people. ' +
      'Where the release can be downloaded, try again with SOTTO_RUNTIME=release; --for-tests packages the stand-in.',
  );
  process.exitCode = 1;
} else {
  process.exitCode = packageInto(plan);
}
