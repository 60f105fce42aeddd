import { readdirSync } from 'node:fs';
import type { ErrorCode } from '../../contract/error-codes.ts';

/**
 * What lies in a folder, judged by names alone: main opens no file of a vault but its lock. `empty` is a folder that a
 * new vault may be made in; `foreign` holds something else.
 */
export type FolderFinding = 'missing' | 'empty' | 'vault' | 'foreign' | 'unreadable';

/** Names of docs/vault-format.md of which every vault has one, however damaged. */
const vaultNames: readonly string[] = ['slots.a', 'slots.b', 'state.a', 'state.b'];
/** A vault whose creation was cut short is none, unless all of these are there; creating it again clears it away. */
const creatingName = 'creating';
export const lockName = 'lock';
/** SQLite's, beside the lock for as long as somebody holds it. */
const lockJournalName = 'lock-journal';

export function inspectVaultFolder(folder: string): FolderFinding {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? 'missing' : 'unreadable';
  }
  if (names.includes(creatingName)) return vaultNames.every((name) => names.includes(name)) ? 'vault' : 'empty';
  if (names.some((name) => vaultNames.includes(name))) return 'vault';
  return names.every((name) => name === lockName || name === lockJournalName) ? 'empty' : 'foreign';
}

/** Why a folder cannot be used as it is, or null: a new vault wants an empty one, a chosen vault has to be there. */
export function folderProblem(finding: FolderFinding, wanted: 'new' | 'existing' | 'remembered'): ErrorCode | null {
  switch (finding) {
    case 'unreadable':
      return 'storage/permission-denied';
    case 'missing':
      return wanted === 'remembered' ? 'storage/folder-gone' : 'vault/not-found';
    case 'empty':
      return wanted === 'existing' ? 'vault/not-found' : null;
    case 'vault':
      return wanted === 'new' ? 'vault/already-exists' : null;
    case 'foreign':
      return wanted === 'existing' ? 'vault/not-found' : 'vault/folder-not-empty';
  }
}
