import { join } from 'node:path';
import { temporarySuffix } from './atomic-file.ts';
import type { Disk } from './disk.ts';
import type { State } from '../crypto/v1/state.ts';
import {
  fileNames,
  indexGeneration,
  isLogName,
  isUnfinishedIndex,
  keyTableGeneration,
  unreadableIndexGeneration,
} from './vault-files.ts';

export type Generations = Pick<State, 'keyTableGeneration' | 'indexGeneration'>;

/**
 * Removes what an interrupted write left behind: half-written files, key tables, logs and indexes that no state names, the mark of a
 * creation that was complete. Both copies of the state must name `generations`; null leaves every generation, for when
 * it is not sure that the state is the newest.
 *
 * @throws `storage/*`.
 */
export async function tidyFolder(
  disk: Disk,
  folder: string,
  names: readonly string[],
  generations: Generations | null,
): Promise<void> {
  const leftOver = names.filter((name) => {
    if (name === fileNames.creating || isTemporary(name)) return true;
    return generations !== null && isOfOtherGeneration(name, generations);
  });
  for (const name of leftOver) await disk.remove(join(folder, name));
  if (leftOver.length > 0) await disk.syncFolder(folder);
}

/** Whether it is a key table, a log or an index that this state does not name; one kept aside goes with the key that it has. */
export function isOfOtherGeneration(name: string, generations: Generations): boolean {
  const keyTable = keyTableGeneration(name);
  if (keyTable !== null) return keyTable !== generations.keyTableGeneration;
  const index = indexGeneration(name) ?? unreadableIndexGeneration(name);
  return index !== null && index !== generations.indexGeneration;
}

/** Only names of ours: the vault folder is the person's, who may have put something there. */
export function isTemporary(name: string): boolean {
  if (isUnfinishedIndex(name)) return true;
  if (!name.endsWith(temporarySuffix)) return false;
  const base = name.slice(0, -temporarySuffix.length);
  const { slots, state, reserve, creating } = fileNames;
  const ours: readonly string[] = [...slots, ...state, reserve, creating];
  return ours.includes(base) || keyTableGeneration(base) !== null || isLogName(base);
}
