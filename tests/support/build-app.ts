import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds the app of this tree, unless it has been built from what lies there already. */
export function buildApp(tree: string): void {
  const { status } = spawnSync(process.execPath, [join(tree, 'scripts/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`the app in ${tree} could not be built`);
}
