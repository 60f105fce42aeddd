/** Measures Sotto, in the prepared tree: `npm run bench` calls it there (scripts/set-up.mjs). Builds first if need be. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
for (const file of ['scripts/build.mjs', 'tests/bench/run.ts']) {
  const { status } = spawnSync(process.execPath, [join(root, file)], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
  if (status !== 0) break;
}
