// What Electron's own default app does, for a runtime that came without one: start the app whose folder is named first.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const given = process.argv.slice(1);
for (let at = given.indexOf('-r'); at !== -1; at = given.indexOf('-r')) {
  const [, preloaded] = given.splice(at, 2);
  createRequire(import.meta.url)(resolve(preloaded));
}
const folder = given.find((argument) => !argument.startsWith('-'));

if (folder === undefined) {
  console.error('Name the folder of an app, or a file to run.');
  app.exit(1);
} else if (/\.[cm]?js$/.test(folder)) {
  process.defaultApp = true;
  await import(pathToFileURL(resolve(folder)).href);
} else {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(description.productName ?? description.name);
  app.setVersion(description.version);
  app.setAppPath(resolve(folder));
  await import(pathToFileURL(resolve(folder, description.main ?? 'index.js')).href);
}
