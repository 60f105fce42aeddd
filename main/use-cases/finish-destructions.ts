import type { OpeningNotice } from '../../contract/app-state.ts';
import { reconcileNotesRows, resumeNotesDestructions } from './destroy-notes.ts';
import { resumeDestructions } from './destroy-recording.ts';
import { resumeSessionDestructions } from './destroy-session.ts';
import { resumeErasures } from './finish-erasing.ts';
import { reconcileRows } from './settle-recording.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Finishes what has its tombstone and was interrupted, and brings the rows to what the log says: at an unlock, and again
 * when the disk had refused. Keys go before rows, and the rows of recordings before those of their session.
 *
 * @returns what the person should be told.
 */
export async function finishDestructions(parts: Pick<Unlocked, 'vault' | 'log' | 'catalog'>): Promise<OpeningNotice[]> {
  const ofRecordings = await resumeDestructions(parts);
  const ofNotes = await resumeNotesDestructions(parts);
  reconcileRows(parts);
  reconcileNotesRows(parts);
  const ofPassages = await resumeErasures(parts);
  return [...ofRecordings, ...ofNotes, ...ofPassages, ...(await resumeSessionDestructions(parts))];
}
