/** The Electron that Sotto ships with, by the download of the package itself (it checks the pinned sums). */
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderFor } from './cache.mjs';
import { runQuietly } from './processes.mjs';
import { say } from './report.mjs';

const stallLimitMs = 20_000;
const triedLatelyMs = 12 * 60 * 60 * 1000;

/** The runtime, or `null` when the release host is out of reach. */
export async function prepareReleaseElectron({ tree, cache, account, environment, canFallBack }) {
  const folder = join(tree, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const found = () => {
    const pathFile = join(folder, 'path.txt');
    if (!existsSync(pathFile)) return null;
    const distribution = join(folder, 'dist');
    const executable = join(distribution, readFileSync(pathFile, 'utf8'));
    return existsSync(executable) ? { kind: 'release', version, distribution, executable } : null;
  };
  const present = found();
  if (present !== null) return present;

  const failureNote = join(cache, `electron-${version}-out-of-reach`);
  const retryAt = existsSync(failureNote) ? statSync(failureNote).mtimeMs + triedLatelyMs : 0;
  if (canFallBack && process.env.SOTTO_RUNTIME !== 'release' && Date.now() < retryAt) {
    say(
      `Electron ${version} could not be downloaded lately, so it is not tried again now (SOTTO_RUNTIME=release tries)`,
    );
    return null;
  }
  say(`downloading Electron ${version}`);
  const downloads = makeFolderFor(account, join(cache, 'electron-downloads'));
  const partial = makeFolderFor(account, join(cache, `electron-partial-${process.pid}`));
  let seenBytes = 0;
  let grewAt = Date.now();
  const measure = () => {
    const bytes = sizeOf(partial) + sizeOf(folder);
    if (bytes > seenBytes) grewAt = Date.now();
    seenBytes = Math.max(seenBytes, bytes);
    return bytes;
  };
  try {
    await runQuietly('Electron download', 'node', [join(folder, 'install.js')], {
      cwd: tree,
      env: { ...environment, electron_config_cache: downloads, TMPDIR: partial, TMP: partial, TEMP: partial },
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
      shell: process.platform === 'win32',
      describe: () => `${Math.round(measure() / 1e6)} MB here`,
      shouldStop: () => {
        measure();
        return Date.now() - grewAt > stallLimitMs;
      },
    });
    rmSync(failureNote, { force: true });
  } catch (error) {
    if (!canFallBack) throw error;
    const reason = /Error: (.*)/.exec(error.message)?.[1] ?? /\((.*)\)/.exec(error.message)?.[1] ?? 'no reason given';
    say(`the release host is out of reach from here (${reason})`);
    writeFileSync(failureNote, error.message);
    return null;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return found();
}

function sizeOf(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath ?? entry.path, entry.name)).size;
    }
  } catch {
    return bytes;
  }
  return bytes;
}
