import type { RecordingId } from '../../contract/ids.ts';
import { bringHome, removeElsewhere } from '../vault/bring-home.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;

/** A folder in which a part of a recording was kept because the vault's disk took no more. */
export interface PlaceElsewhere {
  readonly recordingId: RecordingId;
  readonly folder: string;
}

/**
 * Copies into the vault what lies elsewhere of recordings that wait to be settled and do not run. Nothing is taken away
 * yet: that is for `leavePlaces`, once they are settled.
 *
 * @returns recordings of which a part is not there now, or cannot be brought.
 */
export async function bringRecordingsHome(
  { vault, catalog }: Parts,
  places: readonly PlaceElsewhere[],
  running: ReadonlySet<RecordingId>,
): Promise<Set<RecordingId>> {
  const awaited = new Set<RecordingId>();
  for (const { recordingId, folder } of places) {
    // Settled, of another vault, or one that may still write there.
    if (running.has(recordingId) || catalog.recordings.find(recordingId)?.state !== 'recording') continue;
    if (!(await unlessDiskRefuses(() => bringHome(vault.folder, folder, recordingId)))) awaited.add(recordingId);
  }
  return awaited;
}

/**
 * Takes away elsewhere what is left there of recordings that are settled, or were destroyed.
 *
 * @returns the places that are done with.
 */
export async function leavePlaces(
  { vault, log, catalog }: Parts,
  places: readonly PlaceElsewhere[],
  running: ReadonlySet<RecordingId>,
): Promise<PlaceElsewhere[]> {
  const done: PlaceElsewhere[] = [];
  for (const place of places) {
    const { recordingId, folder } = place;
    const state = catalog.recordings.find(recordingId)?.state ?? null;
    const isGone = isBeingDestroyed({ log }, recordingId);
    const isSettled = state !== null && state !== 'recording';
    if (running.has(recordingId) || !(isGone || isSettled)) continue;
    await unlessDiskRefuses(async () => {
      if (await removeElsewhere(vault.folder, folder, recordingId, isGone)) done.push(place);
    });
  }
  return done;
}
