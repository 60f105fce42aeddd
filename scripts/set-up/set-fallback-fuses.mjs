/** `node set-fallback-fuses.mjs TREE EXECUTABLE`, with the Node of the tree: lets Playwright in, and no foreign snapshot. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tree, executable] = process.argv.slice(2);
const fusesPath = createRequire(join(tree, 'package.json')).resolve('@electron/fuses');
const { FuseV1Options, FuseVersion, flipFuses } = await import(pathToFileURL(fusesPath).href);

await flipFuses(executable, {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
});
