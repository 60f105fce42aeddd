import { join } from 'node:path';

/** docs/vault-format.md, Files: every name in a vault folder, and nothing else is ever made there. */
export const fileNames = {
  lock: 'lock',
  slots: ['slots.a', 'slots.b'],
  state: ['state.a', 'state.b'],
  /** Bytes without meaning whose room a deletion may use on a full disk. */
  reserve: 'reserve',
  /** Empty; there from the first to the last moment of creating the vault. */
  creating: 'creating',
  recordings: 'recordings',
} as const;

export type Copies = readonly [string, string];

export function keyTableNames(generation: number): Copies {
  return [`keys.${generation}.a`, `keys.${generation}.b`];
}

/** The generation that a file name belongs to, or null when it is no key table. */
export function keyTableGeneration(name: string): number | null {
  const match = /^keys\.(0|[1-9][0-9]{0,14})\.[ab]$/.exec(name);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** The log goes by the generation of the index: a re-key makes both anew. */
export function logName(generation: number): string {
  return `log.${generation}`;
}

/** The generation that the name of a log, an index, or what SQLite keeps beside an index belongs to; null for others. */
export function indexGeneration(name: string): number | null {
  const match = /^(?:log|index)\.(0|[1-9][0-9]{0,14})(?:-wal|-shm|-journal)?$/.exec(name);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** The generation of an index that was kept aside because it could not be read (rebuild-index.ts); null for other names. */
export function unreadableIndexGeneration(name: string): number | null {
  const match = /^index\.(0|[1-9][0-9]{0,14})\.unreadable(?:\.[1-9][0-9]*)?(?:-wal|-journal)?$/.exec(name);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** An index that was being made anew, and what SQLite keeps beside one. */
export function isUnfinishedIndex(name: string): boolean {
  return /^index\.(?:0|[1-9][0-9]{0,14})\.tmp(?:-wal|-shm|-journal)?$/.test(name);
}

export function isLogName(name: string): boolean {
  return name.startsWith('log.') && indexGeneration(name) !== null;
}

export function indexPath(folder: string, generation: number): string {
  return join(folder, `index.${generation}`);
}

/** The lock that whoever has the vault in hand holds (vault-lock.ts). */
export function vaultLockPath(folder: string): string {
  return join(folder, fileNames.lock);
}

/** The folder of one recording's segments. */
export function recordingFolder(folder: string, recordingId: string): string {
  return join(folder, fileNames.recordings, recordingId);
}

/** The lock that a recording's recorder holds. */
export function recordingLockPath(folder: string, recordingId: string): string {
  return join(recordingFolder(folder, recordingId), fileNames.lock);
}
