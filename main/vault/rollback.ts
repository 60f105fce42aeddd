import { maximumLogBytes, splitLog } from './log-records.ts';
import type { ChosenState } from './choose-state.ts';
import type { Disk } from './disk.ts';
import { keyTableGeneration } from './vault-files.ts';

/**
 * Whether the state that is about to be opened may be an older one than the vault last had.
 *
 * The log is written before the state, so a crash leaves it ahead by one entry; more means that a newer state once
 * was. When one state copy is lost it may have been the newer: that is excluded only if the log ends exactly where
 * the other says and no newer key table lies in the folder.
 */
export async function mayBeRolledBack(
  disk: Disk,
  logPath: string,
  names: readonly string[],
  { state, finding }: ChosenState,
): Promise<boolean> {
  if (finding === 'contradict') return true;
  const log = await disk.read(logPath, maximumLogBytes);
  // The log itself is judged by who opens it; without one there is nothing to compare with.
  if (log === null) return true;
  const ahead = splitLog(log).length - state.logCount;
  if (finding !== 'one-damaged') return ahead > 1;
  return ahead !== 0 || names.some((name) => (keyTableGeneration(name) ?? 0) > state.keyTableGeneration);
}
