import { join } from 'node:path';
import { temporarySuffix } from './atomic-file.ts';
import type { Disk } from './disk.ts';
import { fileNames, keyTableGeneration } from './vault-files.ts';

/**
 * Removes what an interrupted write left behind: half-written files, key tables that no state names, the mark of a
 * creation that was complete. Both copies of the state must name `generation`; null leaves every key table, for when
 * it is not sure that the state is the newest.
 *
 * @throws `storage/*`.
 */
export async function tidyFolder(
  disk: Disk,
  folder: string,
  names: readonly string[],
  generation: number | null,
): Promise<void> {
  const leftOver = names.filter((name) => {
    if (name === fileNames.creating || isTemporary(name)) return true;
    const found = keyTableGeneration(name);
    return generation !== null && found !== null && found !== generation;
  });
  for (const name of leftOver) await disk.remove(join(folder, name));
  if (leftOver.length > 0) await disk.syncFolder(folder);
}

/** Only names of ours: the vault folder is the person's, who may have put something there. */
export function isTemporary(name: string): boolean {
  if (!name.endsWith(temporarySuffix)) return false;
  const base = name.slice(0, -temporarySuffix.length);
  const { slots, state, log, reserve, creating } = fileNames;
  const ours: readonly string[] = [...slots, ...state, log, reserve, creating];
  return ours.includes(base) || keyTableGeneration(base) !== null;
}
