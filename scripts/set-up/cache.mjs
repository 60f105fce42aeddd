/** The folder outside every work tree where downloads, builds and root's copies of trees are kept. */
import { chownSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export function openCache(account) {
  const chosen = process.env.SOTTO_CACHE;
  const usual =
    account === null
      ? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sotto-dev')
      : '/var/cache/sotto-dev';
  const folder = resolve(chosen ?? usual);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** A folder in the cache that the account that runs things may write to. */
export function makeFolderFor(account, folder) {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (account !== null) chownSync(folder, account.uid, account.gid);
  return folder;
}
