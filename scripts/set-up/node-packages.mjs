/** `npm ci`, when the lockfile differs from the one that was installed last. No package's script runs. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerOf, npmCommand, runQuietly } from './processes.mjs';
import { say } from './report.mjs';

export async function installNodePackages(tree, account) {
  const stampFile = join(tree, 'node_modules', '.sotto-lockfile');
  const stamp = createHash('sha256')
    .update(readFileSync(join(tree, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('installing the packages of package-lock.json (npm ci)');
  const { command, firstArgs, shell } = npmCommand();
  const args = [...firstArgs, 'ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund'];
  await runQuietly('npm ci', command, args, { cwd: tree, shell });
  if (account !== null) answerOf('chown', ['-R', `${account.uid}:${account.gid}`, join(tree, 'node_modules')]);
  writeFileSync(stampFile, stamp);
}
