import type { RecordingId } from '../../contract/ids.ts';
import { bringHome, removeElsewhere } from '../vault/bring-home.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

type Parts = Pick<Unlocked, 'vault' | 'log'>;

/** A folder in which a part of a recording was kept because the vault's disk took no more. */
export interface PlaceElsewhere {
  readonly recordingId: RecordingId;
  readonly folder: string;
}

/**
 * Brings home what lies elsewhere of recordings of this vault that do not run, and takes away there what is left of those
 * that were destroyed. Durable in the vault before anything is taken away.
 *
 * @returns which places are done with, and recordings of which a place is not there, or the disk refuses.
 */
export async function bringRecordingsHome(
  { vault, log }: Parts,
  places: readonly PlaceElsewhere[],
  running: ReadonlySet<RecordingId>,
): Promise<{ readonly done: PlaceElsewhere[]; readonly awaited: Set<RecordingId> }> {
  const done: PlaceElsewhere[] = [];
  const awaited = new Set<RecordingId>();
  for (const place of places) {
    const { recordingId, folder } = place;
    // Of another vault, or of a recording that may still write there.
    if (running.has(recordingId) || log.events({ kind: 'recording', id: recordingId }).length === 0) continue;
    const isGone = isBeingDestroyed({ log }, recordingId);
    const isDone = await unlessDiskRefuses(() =>
      isGone ? removeElsewhere(folder, recordingId) : bringHome(vault.folder, folder, recordingId),
    );
    if (isDone) done.push(place);
    else if (!isGone) awaited.add(recordingId);
  }
  return { done, awaited };
}
