/** Builds `out/` for `npm start`, unless it was built from exactly these sources already. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const sources = ['contract', 'main', 'preload', 'renderer'];
const single = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];

function digestOfSources() {
  const hash = createHash('sha256');
  const files = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [...files.sort(), ...single.map((name) => join(root, name))])
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

const stampFile = join(root, 'out', '.built-from');
const digest = digestOfSources();
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) {
  console.log('The app is built already.');
} else {
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const result = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  if (result.status === 0) writeFileSync(stampFile, digest);
  process.exitCode = result.status ?? 1;
}
