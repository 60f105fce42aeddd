/** Root's copy of the work tree: what git tracks or would track, owned by the account that runs it. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { answerOf } from './processes.mjs';
import { SetUpStopped, say } from './report.mjs';

/** Where the copy of this tree is. `SOTTO_MIRROR=name` keeps another one beside it, for runs side by side. */
export function mirrorHome(source, cache) {
  const key = createHash('sha256').update(source).digest('hex').slice(0, 12);
  const name = process.env.SOTTO_MIRROR;
  return join(cache, 'trees', name === undefined ? key : `${key}-${name.replace(/[^a-z0-9-]/gi, '')}`);
}

/** Copies what changed, removes what is gone; node_modules, out and test-results of the copy stay. */
export function updateMirror(source, home, account) {
  removeMirrorsOfGoneTrees(dirname(home));
  const tree = join(home, 'tree');
  mkdirSync(tree, { recursive: true });
  chownSync(tree, account.uid, account.gid);
  writeFileSync(join(home, 'source'), source);

  const listFile = join(home, 'files.json');
  const before = existsSync(listFile) ? JSON.parse(readFileSync(listFile, 'utf8')) : [];
  const now = listFiles(source);
  let changes = 0;
  for (const file of now) if (copyIfChanged(join(source, file), join(tree, file), account)) changes += 1;
  const kept = new Set(now);
  for (const file of before) {
    if (kept.has(file)) continue;
    rmSync(join(tree, file), { force: true });
    changes += 1;
  }
  writeFileSync(listFile, JSON.stringify(now));
  say(`work tree copied to ${tree} for ${account.name}: ${changes} of ${now.length} files changed`);
  return tree;
}

/** Brings results back to where the person looks for them. */
export function copyResultsBack(tree, source) {
  const results = join(tree, 'test-results');
  if (!existsSync(results)) return;
  rmSync(join(source, 'test-results'), { recursive: true, force: true });
  cpSync(results, join(source, 'test-results'), { recursive: true, filter: (file) => isPlain(file) });
}

function isPlain(file) {
  const status = lstatSync(file);
  return status.isFile() || status.isDirectory();
}

function listFiles(source) {
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const answer = answerOf('git', args, { cwd: source });
  if (answer === null)
    throw new SetUpStopped('This is not a git work tree: clone the repository instead of copying files.');
  return [...new Set(answer.split('\0'))].filter((file) => file !== '' && existsSync(join(source, file))).sort();
}

function copyIfChanged(from, to, account) {
  const status = lstatSync(from);
  if (status.isDirectory()) return false;
  const present = lstatSync(to, { throwIfNoEntry: false });
  if (status.isSymbolicLink()) {
    const target = readlinkSync(from);
    if (present?.isSymbolicLink() === true && readlinkSync(to) === target) return false;
    rmSync(to, { recursive: true, force: true });
    makeParents(dirname(to), account);
    symlinkSync(target, to);
    lchownSync(to, account.uid, account.gid);
    return true;
  }
  const content = readFileSync(from);
  const mode = (status.mode & 0o111) === 0 ? 0o644 : 0o755;
  if (present?.isFile() === true && (present.mode & 0o777) === mode && readFileSync(to).equals(content)) return false;
  rmSync(to, { recursive: true, force: true });
  makeParents(dirname(to), account);
  writeFileSync(to, content);
  chmodSync(to, mode);
  chownSync(to, account.uid, account.gid);
  return true;
}

function makeParents(folder, account) {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  makeParents(dirname(folder), account);
  rmSync(folder, { force: true });
  mkdirSync(folder);
  chownSync(folder, account.uid, account.gid);
}

function removeMirrorsOfGoneTrees(trees) {
  if (!existsSync(trees)) return;
  for (const name of readdirSync(trees)) {
    const note = join(trees, name, 'source');
    if (!existsSync(note) || existsSync(readFileSync(note, 'utf8'))) continue;
    rmSync(join(trees, name), { recursive: true, force: true });
  }
}
